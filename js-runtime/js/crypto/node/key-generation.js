// New keys: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptogeneratekeypairtype-options-callback
import { lengthOf } from 'native:digest';
import { generate as generateRsa } from 'native:rsa';
import { fill } from 'native:random';
import { codedError, invalidType, invalidValue, validateFunction, validateInteger } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import { validateObject, validateString } from 'jsc:validate';
import { viewOf } from 'jsc:node-crypto/bytes';
import { generate as generateEc } from 'jsc:node-crypto/curves';
// Both are empty in programs that cannot tell of such keys.
import * as dh from 'jsc:node-crypto/dh';
import * as dhKeys from 'jsc:node-crypto/dh-keys';
import { digestName } from 'jsc:node-crypto/digests';
import { Malformed, curveOf, ecPrivate, okpPrivate, privateKey, publicOf } from 'jsc:node-crypto/key-data';
import { exportKey, keyObject } from 'jsc:node-crypto/keys';
import { bigEndian, withoutZeros } from 'jsc:node-crypto/numbers';
import { isPssHash } from 'jsc:node-crypto/pss';

const MAX_UINT32 = 2 ** 32 - 1;
const MAX_INT32 = 2 ** 31 - 1;
/** Bytes of salt of RSA-PSS where nothing says more. */
const DEFAULT_SALT = 20;

function random(length) {
  const bytes = new Uint8Array(length);
  fill(bytes);
  return bytes;
}

function makeRsa({ modulusLength, publicExponent = 0x10001 }, kind = 'rsa') {
  validateInteger(modulusLength, 'options.modulusLength', 0, MAX_UINT32);
  validateInteger(publicExponent, 'options.publicExponent', 0, MAX_UINT32);
  const numbers = generateRsa(modulusLength, bigEndian(publicExponent));
  if (!numbers) throw codedError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Key generation job failed');
  return privateKey(kind, numbers);
}

/** The name of a digest that a key is restricted to; undefined without one. */
function pssHash(value, name, what) {
  if (value === undefined) return undefined;
  validateString(value, name);
  const found = digestName(value);
  if (!found || !isPssHash(found)) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid ${what}: ${value}`);
  return found;
}

function makeRsaPss(options) {
  const { saltLength, hash, mgf1Hash, hashAlgorithm = hash, mgf1HashAlgorithm = mgf1Hash } = options;
  // The old names of the options.
  if (hash !== undefined && hash !== hashAlgorithm) throw invalidValue('options.hash', 'is invalid', hash);
  if (mgf1Hash !== undefined && mgf1Hash !== mgf1HashAlgorithm) throw invalidValue('options.mgf1Hash', 'is invalid', mgf1Hash);
  if (saltLength !== undefined) validateInteger(saltLength, 'options.saltLength', 0, MAX_INT32);
  const digest = pssHash(hashAlgorithm, 'options.hashAlgorithm', 'digest');
  const mask = pssHash(mgf1HashAlgorithm, 'options.mgf1HashAlgorithm', 'MGF1 digest');
  const made = makeRsa(options, 'rsa-pss');
  if (digest === undefined && mask === undefined && saltLength === undefined) return made;
  const main = digest ?? 'sha1';
  const size = lengthOf(main);
  return { ...made, pss: { hash: main, mgf1Hash: mask ?? main, saltLength: saltLength ?? (digest ? size : DEFAULT_SALT) } };
}

const cannotCombine = (one, other) => codedError(TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR',
  `Option "${one}" cannot be used in combination with option "${other}"`);

/** The group that options describe, of which one must be given. */
function groupOf({ group, primeLength, prime, generator }) {
  if (group !== undefined) {
    const other = Object.entries({ prime, primeLength, generator }).find(([, value]) => value !== undefined);
    if (other) throw cannotCombine('group', other[0]);
    validateString(group, 'options.group');
    return dh.namedGroup(group.toLowerCase());
  }
  if (prime !== undefined && primeLength !== undefined) throw cannotCombine('prime', 'primeLength');
  if (prime === undefined && primeLength === undefined) {
    throw codedError(TypeError, 'ERR_MISSING_OPTION', 'At least one of the group, prime, or primeLength options is required');
  }
  if (generator !== undefined) validateInteger(generator, 'options.generator', 0, MAX_INT32);
  const g = generator ?? 2;
  if (prime === undefined) {
    validateInteger(primeLength, 'options.primeLength', 0, MAX_INT32);
    return { p: dh.makePrime(primeLength, g), g: bigEndian(g) };
  }
  if (!ArrayBuffer.isView(prime)) throw invalidType('options.prime', 'an instance of Buffer, TypedArray, or DataView', prime);
  return { p: withoutZeros(viewOf(prime)), g: bigEndian(g) };
}

function makeDh(options) {
  const group = groupOf(options);
  try {
    return privateKey('dh', dhKeys.generate(group));
  } catch (error) {
    if (error instanceof Malformed) throw codedError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Key generation job failed');
    throw error;
  }
}

function makeEc({ namedCurve }) {
  if (typeof namedCurve !== 'string') throw invalidType('options.namedCurve', 'of type string', namedCurve);
  const curve = curveOf(namedCurve);
  if (!curve) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  return ecPrivate(curve, generateEc(curve));
}

const MAKERS = {
  rsa: (options) => makeRsa(options),
  'rsa-pss': makeRsaPss,
  // Only programs that name it can ask for it.
  ...(dhKeys.generate && { dh: makeDh }),
  ec: makeEc,
  ed25519: () => okpPrivate('ed25519', random(32)),
  x25519: () => okpPrivate('x25519', random(32)),
};

const encodedAs = (data, encoding, name) => {
  if (encoding === undefined) return keyObject(data);
  if (typeof encoding !== 'object' || encoding === null) throw invalidValue(`options.${name}`, 'is invalid', encoding);
  return exportKey(data, encoding, `options.${name}`);
};

function makePair(type, options) {
  if (typeof type !== 'string') throw invalidType('type', 'of type string', type);
  if (!Object.hasOwn(MAKERS, type)) throw invalidValue('type', 'must be a supported key type', type);
  const needsOptions = type === 'rsa' || type === 'rsa-pss' || type === 'ec' || type === 'dh';
  if ((needsOptions || options !== undefined) && (typeof options !== 'object' || options === null)) {
    throw invalidType('options', 'of type object', options);
  }
  const settings = options ?? {};
  const made = MAKERS[type](settings);
  return {
    publicKey: encodedAs(publicOf(made), settings.publicKeyEncoding, 'publicKeyEncoding'),
    privateKey: encodedAs(made, settings.privateKeyEncoding, 'privateKeyEncoding'),
  };
}

export const generateKeyPairSync = (type, options) => makePair(type, options);

export function generateKeyPair(type, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'callback');
  const { publicKey, privateKey: own } = makePair(type, options);
  setImmediate(callback, null, publicKey, own);
}

Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
  value: async (type, options) => {
    const pair = makePair(type, options);
    return new Promise((resolve) => setImmediate(resolve, pair));
  },
});

function makeSecret(type, options) {
  if (typeof type !== 'string') throw invalidType('type', 'of type string', type);
  validateObject(options, 'options');
  const { length } = options;
  if (type === 'hmac') validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
  else if (type !== 'aes') throw invalidValue('type', 'must be a supported key type', type);
  else if (![128, 192, 256].includes(length)) {
    throw invalidValue('options.length', 'must be one of: 128, 192, 256', length);
  }
  return keyObject({ type: 'secret', material: random(Math.floor(length / 8)) });
}

export const generateKeySync = (type, options) => makeSecret(type, options);

export function generateKey(type, options, callback) {
  validateFunction(callback, 'callback');
  setImmediate(callback, null, makeSecret(type, options));
}
