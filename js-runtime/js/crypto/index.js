// node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html
//
// What needs more than randomness is in modules that a program carries which names what they are about; of
// the others the exports are undefined. Each function with a callback does its work at once and calls back in a
// later turn of the event loop.
import { fill, isEqual } from 'native:random';
import { crypto as webcrypto, randomUUID as uuid } from 'jsc:crypto';
import { codedError, invalidType, outOfRange, validateFunction } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import * as agreement from 'jsc:node-crypto/agreement';
import * as cipher from 'jsc:node-crypto/cipher';
import * as dh from 'jsc:node-crypto/dh';
import * as hashes from 'jsc:node-crypto/hash';
import * as kdf from 'jsc:node-crypto/kdf';
import * as generation from 'jsc:node-crypto/key-generation';
import * as keys from 'jsc:node-crypto/keys';
import * as primes from 'jsc:node-crypto/primes';
import * as publicCipher from 'jsc:node-crypto/public-cipher';
import * as rawRsa from 'jsc:node-crypto/raw-rsa';
import * as signatures from 'jsc:node-crypto/signatures';
import * as x509 from 'jsc:node-crypto/x509';
import { constants } from 'jsc:node-crypto/constants';
// An empty module in programs whose texts ask for no bytes.
import 'jsc:node-crypto/buffers';
import { toBuffer } from 'jsc:buffer/class';

const MAX_BYTES = 2 ** 31 - 1;
/** randomInt draws six bytes. */
const MAX_RANGE = 2 ** 48 - 1;

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

function checkCount(value, name, max) {
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!(value >= 0 && value <= max)) throw outOfRange(name, `>= 0 && <= ${max}`, value);
  return value;
}

export function randomBytes(size, callback) {
  const bytes = new Uint8Array(Math.trunc(checkCount(size, 'size', MAX_BYTES)));
  if (callback !== undefined) validateFunction(callback, 'callback');
  fill(bytes);
  if (callback === undefined) return toBuffer(bytes);
  setImmediate(callback, null, toBuffer(bytes));
}

/** Whether OpenSSL keeps to FIPS 140: it is not here. */
export const getFips = () => 0;

function checkBytes(buffer) {
  if (!isBytes(buffer)) throw invalidType('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
}

/** The bytes of `buffer` from `offset`, both counted in its own elements. */
function part(buffer, offset, size) {
  checkBytes(buffer);
  const width = buffer.BYTES_PER_ELEMENT ?? 1;
  const length = buffer.byteLength;
  const from = checkCount(offset, 'offset', length / width) * width;
  const count = size === undefined ? length - from : checkCount(size, 'size', MAX_BYTES) * width;
  if (from + count > length) throw outOfRange('size + offset', `<= ${length}`, from + count);
  return new Uint8Array(buffer.buffer ?? buffer, (buffer.byteOffset ?? 0) + from, count);
}

export function randomFillSync(buffer, offset = 0, size = undefined) {
  fill(part(buffer, offset, size));
  return buffer;
}

export function randomFill(buffer, ...rest) {
  checkBytes(buffer);
  const at = rest.slice(0, 2).findIndex((value) => typeof value === 'function');
  const [callback] = rest.splice(at < 0 ? 2 : at, 1);
  validateFunction(callback, 'callback');
  const [offset = 0, size] = rest;
  fill(part(buffer, offset, size));
  setImmediate(callback, null, buffer);
}

/** A number of six random bytes below `range`, each as likely as any other. */
function below(range) {
  const bytes = new DataView(new ArrayBuffer(6));
  const limit = 2 ** 48 - (2 ** 48 % range);
  for (;;) {
    fill(bytes);
    const drawn = bytes.getUint16(0) * 2 ** 32 + bytes.getUint32(2);
    if (drawn < limit) return drawn % range;
  }
}

export function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max];
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw invalidType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw invalidType('max', 'a safe integer', max);
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (!(range <= MAX_RANGE)) throw outOfRange('max - min', `<= ${MAX_RANGE}`, range);
  const drawn = min + below(range);
  if (callback === undefined) return drawn;
  setImmediate(callback, undefined, drawn);
}

export function randomUUID(options) {
  if (options !== undefined) {
    if (typeof options !== 'object' || options === null || Array.isArray(options)) {
      throw invalidType('options', 'of type object', options);
    }
    const { disableEntropyCache = false } = options;
    if (typeof disableEntropyCache !== 'boolean') {
      throw invalidType('options.disableEntropyCache', 'of type boolean', disableEntropyCache);
    }
  }
  return uuid();
}

function checkComparable(value, name) {
  if (isBytes(value)) return;
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
}

export function timingSafeEqual(a, b) {
  checkComparable(a, 'buf1');
  checkComparable(b, 'buf2');
  if (a.byteLength !== b.byteLength) {
    throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  }
  return isEqual(a, b);
}

export { randomBytes as prng, randomBytes as pseudoRandomBytes, randomBytes as rng };
export const getRandomValues = (array) => webcrypto.getRandomValues(array);
export const { subtle } = webcrypto;
export const { Hash, Hmac, createHash, createHmac, getHashes, hash } = hashes;
export const { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } = kdf;
export const { Cipheriv, Decipheriv, createCipheriv, createDecipheriv, getCipherInfo, getCiphers } = cipher;
export const { KeyObject, createPrivateKey, createPublicKey, createSecretKey } = keys;
export const { generateKey, generateKeyPair, generateKeyPairSync, generateKeySync } = generation;
export const { Sign, Verify, createSign, createVerify, sign, verify } = signatures;
export const { privateDecrypt, publicEncrypt } = publicCipher;
export const { privateEncrypt, publicDecrypt } = rawRsa;
export const { ECDH, createECDH, diffieHellman, getCurves } = agreement;
export const {
  DiffieHellman, DiffieHellmanGroup, createDiffieHellman, createDiffieHellmanGroup, getDiffieHellman,
} = dh;
export const { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync } = primes;
export const { X509Certificate } = x509;
export { constants, webcrypto };

export default {
  randomBytes, prng: randomBytes, pseudoRandomBytes: randomBytes, rng: randomBytes, getFips, randomFill, randomFillSync, randomInt, randomUUID, timingSafeEqual, getRandomValues, webcrypto,
  ...(subtle && { subtle }), ...hashes, ...kdf, ...cipher,
  constants, ...(KeyObject && { KeyObject, createPrivateKey, createPublicKey, createSecretKey }), ...generation,
  ...(Sign && { Sign, Verify, createSign, createVerify, sign, verify }),
  ...publicCipher, ...(privateEncrypt && { privateEncrypt, publicDecrypt }), ...agreement,
  ...(DiffieHellman && { DiffieHellman, DiffieHellmanGroup, createDiffieHellman, createDiffieHellmanGroup, getDiffieHellman }),
  ...primes, ...x509,
};
