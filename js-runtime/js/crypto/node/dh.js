// Diffie-Hellman over the integers: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-diffiehellman
import { generatePrime, isPrime, power } from 'native:numbers';
import { encodingName } from 'jsc:codec';
import { codedError, invalidType, outOfRange } from 'jsc:errors';
import { output, parameterBytes, textBytes, viewOf } from 'jsc:node-crypto/bytes';
import { drawPrivate, isGroupPrime, primeOf } from 'jsc:node-crypto/dh-groups';
import { opensslError } from 'jsc:node-crypto/errors';
import { bigEndian, bitLength, toNumber, withoutZeros } from 'jsc:node-crypto/numbers';

const STATE = Symbol('kState');
const SIZE_OR_KEY = 'one of type number or string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
/** OpenSSL makes no shorter primes, and uses none. */
const LEAST_BITS = 512;
/** What DH_check says. */
const NOT_PRIME = 0x01;
const NOT_SAFE = 0x02;
const UNSUITABLE_GENERATOR = 0x08;
const TOO_SMALL = 0x80;
/** The steps and remainders that make 2 and 5 generate a large group; any other number takes the third. */
const PROGRESSIONS = { 2: [24, 23], 5: [60, 59] };
const ANY_PROGRESSION = [12, 11];

const modulusTooSmall = () => opensslError('0280007E', 'Diffie-Hellman routines', 'modulus too small');
const badGenerator = () => opensslError('02800065', 'Diffie-Hellman routines', 'bad generator');

/** An int of C. */
function validateInt32(value, name) {
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if ((value | 0) !== value) throw outOfRange(name, '>= -2147483648 && <= 2147483647', value);
}

/** A safe prime of so many bits, for a generator. */
export function makePrime(bits, generator) {
  if (bits < LEAST_BITS) throw modulusTooSmall();
  if (generator < 2) throw badGenerator();
  const [step, rest] = PROGRESSIONS[generator] ?? ANY_PROGRESSION;
  const prime = generatePrime(bits, true, Uint8Array.of(step), Uint8Array.of(rest));
  if (!prime) throw opensslError('02800081', 'Diffie-Hellman routines', 'modulus too large');
  return prime;
}

/** What is wrong with a group, as the sum of flags. */
function verify({ p, g }) {
  if (isGroupPrime(p)) return 0;
  const [prime, generator] = [toNumber(p), toNumber(g)];
  let flags = p.length === 0 || bitLength(p) < LEAST_BITS ? TOO_SMALL : 0;
  if (generator <= 1n || generator >= prime - 1n) flags |= UNSUITABLE_GENERATOR;
  if (!isPrime(p)) return flags | NOT_PRIME;
  return isPrime(bigEndian((prime - 1n) >> 1n)) ? flags : flags | NOT_SAFE;
}

function generatorBytes(generator, encoding) {
  if (!generator) return Uint8Array.of(2);
  if (typeof generator === 'number') {
    validateInt32(generator, 'generator');
    if (generator < 2) throw badGenerator();
    return bigEndian(generator);
  }
  const bytes = typeof generator === 'string' ? textBytes(generator, encoding) : viewOf(generator);
  if (!bytes) throw invalidType('generator', SIZE_OR_KEY, generator);
  if (toNumber(bytes) < 2n) throw badGenerator();
  return bytes.slice();
}

function groupOf(sizeOrKey, keyEncoding, generator, genEncoding) {
  const isSize = typeof sizeOrKey === 'number';
  if (!isSize && typeof sizeOrKey !== 'string' && !viewOf(sizeOrKey)) {
    throw invalidType('sizeOrKey', SIZE_OR_KEY, sizeOrKey);
  }
  if (isSize) validateInt32(sizeOrKey, 'sizeOrKey');
  // The encoding may be left out.
  const isEncoding = typeof keyEncoding === 'string' && (keyEncoding === 'buffer' || encodingName(keyEncoding));
  if (keyEncoding && !isEncoding) [keyEncoding, generator, genEncoding] = [undefined, keyEncoding, generator];
  const g = generatorBytes(generator, genEncoding);
  if (isSize) return { p: makePrime(sizeOrKey, Number(toNumber(g))), g };
  const key = typeof sizeOrKey === 'string' ? textBytes(sizeOrKey, keyEncoding || undefined) : viewOf(sizeOrKey).slice();
  if (key.length === 0) throw opensslError('01800076', 'bignum routines', 'bits too small');
  return { p: withoutZeros(key), g };
}

const addError = (object, value) => Object.defineProperty(object, 'verifyError', { value, enumerable: true, configurable: true });

function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  this[STATE] = groupOf(sizeOrKey, keyEncoding, generator, genEncoding);
  addError(this, verify(this[STATE]));
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  if (typeof name !== 'string') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Group name must be a string');
  this[STATE] = namedGroup(name.toLowerCase());
  addError(this, 0);
}

/** `{ p, g }` of a group. */
export function namedGroup(name) {
  const p = primeOf(name);
  if (!p) throw codedError(Error, 'ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group');
  return { p, g: Uint8Array.of(2) };
}

const bytesOf = (value, encoding) =>
  (typeof value === 'string' ? textBytes(value, encoding) : parameterBytes(value, 'key'));

const missing = (what) =>
  codedError(Error, 'ERR_CRYPTO_INVALID_STATE', `No ${what} key - did you forget to generate one?`);

/** `base` to the power of the private number. */
function raised({ p, x }, base) {
  const number = bitLength(p) < LEAST_BITS ? undefined : power(base, x, p);
  if (!number) throw modulusTooSmall();
  return number;
}

const shared = {
  generateKeys(encoding) {
    const state = this[STATE];
    state.x ??= drawPrivate(state.p);
    state.y = withoutZeros(raised(state, state.g));
    return output(state.y.slice(), encoding);
  },

  computeSecret(otherPublicKey, inputEncoding, outputEncoding) {
    const state = this[STATE];
    const bytes = bytesOf(otherPublicKey, inputEncoding);
    if (!state.x) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Invalid key type');
    const [key, prime] = [toNumber(bytes), toNumber(state.p)];
    const fault = key <= 1n ? 'small' : key === prime || key === prime - 1n ? 'large' : undefined;
    if (fault) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', `Supplied key is too ${fault}`);
    return output(raised(state, bytes), outputEncoding);
  },

  getPrime(encoding) {
    return output(this[STATE].p.slice(), encoding);
  },

  getGenerator(encoding) {
    return output(this[STATE].g.slice(), encoding);
  },

  getPublicKey(encoding) {
    const { y } = this[STATE];
    if (!y) throw missing('public');
    return output(y.slice(), encoding);
  },

  getPrivateKey(encoding) {
    const { x } = this[STATE];
    if (!x) throw missing('private');
    return output(x.slice(), encoding);
  },
};

Object.assign(DiffieHellman.prototype, shared, {
  setPublicKey(key, encoding) {
    this[STATE].y = withoutZeros(bytesOf(key, encoding));
    return this;
  },

  setPrivateKey(key, encoding) {
    this[STATE].x = withoutZeros(bytesOf(key, encoding));
    return this;
  },
});
Object.assign(DiffieHellmanGroup.prototype, shared);

export const createDiffieHellman = (sizeOrKey, keyEncoding, generator, genEncoding) =>
  new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
export const getDiffieHellman = (name) => new DiffieHellmanGroup(name);
export { DiffieHellman, DiffieHellmanGroup, getDiffieHellman as createDiffieHellmanGroup };
