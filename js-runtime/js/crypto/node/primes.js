// Primes: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptogenerateprimesize-options-callback
import { generatePrime as generate, isPrime } from 'native:numbers';
import { codedError, invalidType, outOfRange, validateFunction } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import { validateObject } from 'jsc:validate';
import { viewOf } from 'jsc:node-crypto/bytes';
import { bigEndian, toNumber } from 'jsc:node-crypto/numbers';

const MAX_INT = 2 ** 31 - 1;
const NUMBER = 'of type bigint or an instance of ArrayBuffer, TypedArray, Buffer, or DataView';

function validateInt32(value, name, min) {
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > MAX_INT) throw outOfRange(name, `>= ${min} && <= ${MAX_INT}`, value);
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidType(name, 'of type boolean', value);
}

/** The bytes of a number, most significant first, without zeros before them. */
function numberBytes(value, name) {
  if (typeof value === 'bigint') {
    if (value < 0n) throw outOfRange(name, '>= 0', value);
    return bigEndian(value);
  }
  const bytes = viewOf(value);
  if (!bytes) throw invalidType(name, NUMBER, value);
  return bytes;
}

/** The step and the remainder that are asked for. */
function progression(size, { safe, add, rem }) {
  const [step, rest] = [add, rem].map((value, at) =>
    (value === undefined ? undefined : numberBytes(value, ['options.add', 'options.rem'][at])));
  if (step === undefined) return [];
  const stride = toNumber(step);
  if (stride >> BigInt(size)) throw codedError(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.add');
  if (rest && stride <= toNumber(rest)) throw codedError(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.rem');
  return [step, rest ?? Uint8Array.of(safe ? 3 : 1)];
}

function draw(size, options) {
  validateObject(options, 'options');
  const { safe = false, bigint = false } = options;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  const prime = generate(size, safe, ...progression(size, { ...options, safe }));
  if (!prime) throw new Error('error:01800076:bignum routines::bits too small');
  return bigint ? toNumber(prime) : prime.buffer;
}

export function generatePrimeSync(size, options = {}) {
  validateInt32(size, 'size', 1);
  return draw(size, options);
}

export function generatePrime(size, options, callback) {
  validateInt32(size, 'size', 1);
  if (typeof options === 'function') [options, callback] = [{}, options];
  validateFunction(callback, 'callback');
  const prime = draw(size, options);
  setImmediate(callback, undefined, prime);
}

function checkOptions(options) {
  validateObject(options, 'options');
  const { checks = 0 } = options;
  validateInt32(checks, 'options.checks', 0);
}

export function checkPrimeSync(candidate, options = {}) {
  const bytes = numberBytes(candidate, 'candidate');
  checkOptions(options);
  return isPrime(bytes);
}

export function checkPrime(candidate, options, callback) {
  const bytes = numberBytes(candidate, 'candidate');
  if (typeof options === 'function') [options, callback] = [{}, options];
  validateFunction(callback, 'callback');
  checkOptions(options ?? {});
  const verdict = isPrime(bytes);
  setImmediate(callback, undefined, verdict);
}
