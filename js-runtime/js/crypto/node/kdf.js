// Key derivation of node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptopbkdf2password-salt-iterations-keylen-digest-callback
//
// The functions with a callback do their work at once and call back in a later turn of the event loop.
import { toBuffer } from 'jsc:buffer/class';
import { hkdf as deriveHkdf, pbkdf2 as derivePbkdf2, scrypt as deriveScrypt } from 'native:kdf';
import { codedError, outOfRange, validateFunction, validateInteger } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import { validateString } from 'jsc:validate';
import { parameterBytes } from 'jsc:node-crypto/bytes';
import { digestName } from 'jsc:node-crypto/digests';
import { invalidDigest } from 'jsc:node-crypto/errors';
import { secretBytes } from 'jsc:node-crypto/secret';

const MAX_INT = 2 ** 31 - 1;
/** What Node takes; HKDF itself gives far less. */
const MAX_HKDF = 2 ** 32;
const MAX_INFO = 1024;

function checkedDigest(digest) {
  const name = digestName(digest);
  if (!name) throw invalidDigest(digest);
  return name;
}

function pbkdf2Arguments(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  const [secret, saltBytes] = [parameterBytes(password, 'password'), parameterBytes(salt, 'salt')];
  validateInteger(iterations, 'iterations', 1, MAX_INT);
  validateInteger(keylen, 'keylen', 0, MAX_INT);
  return [checkedDigest(digest), secret, saltBytes, iterations, keylen];
}

export const pbkdf2Sync = (password, salt, iterations, keylen, digest) =>
  toBuffer(derivePbkdf2(...pbkdf2Arguments(password, salt, iterations, keylen, digest)));

export function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') [digest, callback] = [undefined, digest];
  const args = pbkdf2Arguments(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  setImmediate(callback, null, toBuffer(derivePbkdf2(...args)));
}

const invalidScrypt = (detail = '') =>
  codedError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${detail}`);

/** An option that has two names. */
function scryptOption(options, [short, long], fallback) {
  if (options[short] !== undefined && options[long] !== undefined) {
    throw codedError(Error, 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter');
  }
  const name = options[short] !== undefined ? short : long;
  const value = options[name];
  if (value === undefined) return fallback;
  validateInteger(value, name, 0, 2 ** 32 - 1);
  // Node takes 0 for the default.
  return value || fallback;
}

function scryptArguments(password, salt, keylen, options = {}) {
  const [secret, saltBytes] = [parameterBytes(password, 'password'), parameterBytes(salt, 'salt')];
  validateInteger(keylen, 'keylen', 0, MAX_INT);
  const settings = options ?? {};
  const N = scryptOption(settings, ['N', 'cost'], 16384);
  const r = scryptOption(settings, ['r', 'blockSize'], 8);
  const p = scryptOption(settings, ['p', 'parallelization'], 1);
  const maxmem = settings.maxmem === undefined ? 32 * 1024 * 1024 : settings.maxmem || 32 * 1024 * 1024;
  validateInteger(maxmem, 'maxmem', 0);
  const logN = Math.log2(N);
  if (N < 2 || !Number.isInteger(logN) || p > (2 ** 30 - 1) / r) throw invalidScrypt();
  // What OpenSSL counts: the table, the blocks, and a little more.
  if (128 * r * (p + N + 2) > maxmem) throw invalidScrypt(': error:030000AC:digital envelope routines::memory limit exceeded');
  return [secret, saltBytes, logN, r, p, keylen];
}

function runScrypt(args) {
  const key = deriveScrypt(...args);
  if (!key) throw invalidScrypt();
  return toBuffer(key);
}

export const scryptSync = (password, salt, keylen, options) => runScrypt(scryptArguments(password, salt, keylen, options));

export function scrypt(password, salt, keylen, options, callback = undefined) {
  if (callback === undefined) [options, callback] = [undefined, options];
  const args = scryptArguments(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  setImmediate(callback, null, runScrypt(args));
}

const HKDF_KEY = 'of type string or an instance of SecretKeyObject, ArrayBuffer, TypedArray, DataView, or Buffer';

function runHkdf(digest, ikm, salt, info, length) {
  validateString(digest, 'digest');
  const isKey = typeof ikm === 'object' && ikm !== null;
  const key = isKey ? secretBytes(ikm, 'ikm') : parameterBytes(ikm, 'ikm', HKDF_KEY);
  const [saltBytes, infoBytes] = [parameterBytes(salt, 'salt'), parameterBytes(info, 'info')];
  validateInteger(length, 'length', 0, MAX_HKDF);
  if (infoBytes.length > MAX_INFO) {
    throw outOfRange('info', `must not contain more than ${MAX_INFO} bytes`, infoBytes.length);
  }
  const name = checkedDigest(digest);
  const derived = deriveHkdf(name, key, saltBytes, infoBytes, length);
  if (!derived) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  return derived.buffer;
}

export const hkdfSync = (digest, ikm, salt, info, length) => runHkdf(digest, ikm, salt, info, length);

export function hkdf(digest, ikm, salt, info, length, callback) {
  const derived = runHkdf(digest, ikm, salt, info, length);
  validateFunction(callback, 'callback');
  setImmediate(callback, null, derived);
}
