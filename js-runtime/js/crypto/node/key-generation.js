// New keys: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptogeneratekeypairtype-options-callback
import { generate as generateEc } from 'native:ec';
import { generate as generateRsa } from 'native:rsa';
import { fill } from 'native:random';
import { codedError, invalidType, invalidValue, validateFunction, validateInteger } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import { curveOf, ecPrivate, okpPrivate, privateKey, publicOf } from 'jsc:node-crypto/key-data';
import { exportKey, keyObject } from 'jsc:node-crypto/keys';

const MAX_UINT32 = 2 ** 32 - 1;

function random(length) {
  const bytes = new Uint8Array(length);
  fill(bytes);
  return bytes;
}

/** The bytes of a number, most significant first. */
function bigEndian(number) {
  const hex = number.toString(16);
  return Uint8Array.fromHex(hex.length % 2 ? `0${hex}` : hex);
}

function makeRsa({ modulusLength, publicExponent = 0x10001 }) {
  validateInteger(modulusLength, 'options.modulusLength', 0, MAX_UINT32);
  validateInteger(publicExponent, 'options.publicExponent', 0, MAX_UINT32);
  const numbers = generateRsa(modulusLength, bigEndian(publicExponent));
  if (!numbers) throw codedError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Key generation job failed');
  return privateKey('rsa', numbers);
}

function makeEc({ namedCurve }) {
  if (typeof namedCurve !== 'string') throw invalidType('options.namedCurve', 'of type string', namedCurve);
  const curve = curveOf(namedCurve);
  if (!curve) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  return ecPrivate(curve, generateEc(curve));
}

const MAKERS = {
  rsa: makeRsa,
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
  const needsOptions = type === 'rsa' || type === 'ec';
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
  if (typeof options !== 'object' || options === null) throw invalidType('options', 'of type object', options);
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
