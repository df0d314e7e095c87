// Key objects: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-keyobject
import { isEqual } from 'native:random';
import { toBuffer } from 'jsc:buffer/class';
import { codedError, invalidType, invalidValue } from 'jsc:errors';
import { parameterBytes, textBytes, viewOf } from 'jsc:node-crypto/bytes';
import { opensslError } from 'jsc:node-crypto/errors';
import {
  Malformed, detailsOf, fromJwk, fromPkcs1Private, fromPkcs1Public, fromPkcs8, fromSec1, fromSpki, publicOf, toJwk, toPkcs1,
  toPkcs8, toSec1, toSpki,
} from 'jsc:node-crypto/key-data';
import { keyData, setKeyData } from 'jsc:node-crypto/key-slots';
import { readPem, writePem } from 'jsc:node-crypto/pem';
// Empty in programs that do not name a passphrase.
import * as encrypted from 'jsc:node-crypto/encrypted-key';
// Empty in programs without crypto.subtle.
import * as web from 'jsc:node-crypto/crypto-key';

const BYTES = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
const VIEWS = 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
const KEYS = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';

const fromCryptoKey = (key) => web.dataOf?.(key);

class KeyObject {
  constructor(type, data) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') throw invalidValue('type', 'is invalid', type);
    if (data?.type !== type) throw invalidType('handle', 'of type object', data);
    setKeyData(this, data);
  }

  static from(key) {
    const data = fromCryptoKey(key);
    if (!data) throw invalidType('key', 'an instance of CryptoKey', key);
    return keyObject(data);
  }

  get type() {
    return keyData(this).type;
  }

  equals(otherKeyObject) {
    const other = keyData(otherKeyObject);
    if (!other) throw invalidType('otherKeyObject', 'an instance of KeyObject', otherKeyObject);
    return areEqual(keyData(this), other);
  }
}

const encoded = (data) =>
  (data.type === 'secret' ? data.material : data.type === 'public' ? toSpki(data) : toPkcs8(data));

function areEqual(one, other) {
  if (one.type !== other.type || one.kind !== other.kind) return false;
  const [a, b] = [encoded(one), encoded(other)];
  return a.length === b.length && isEqual(a, b);
}

function checkOptions(options) {
  if (typeof options !== 'object' || options === null) throw invalidType('options', 'of type object', options);
}

function Secret(data) {
  return Reflect.construct(KeyObject, ['secret', data], SecretKeyObject);
}

class SecretKeyObject extends KeyObject {
  get symmetricKeySize() {
    return keyData(this).material.length;
  }

  export(options) {
    const data = keyData(this);
    if (options !== undefined) {
      checkOptions(options);
      if (![undefined, 'buffer', 'jwk'].includes(options.format)) {
        throw invalidValue('options.format', "must be one of: undefined, 'buffer', 'jwk'", options.format);
      }
      if (options.format === 'jwk') return toJwk(data);
    }
    return toBuffer(data.material.slice());
  }
}

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    return keyData(this).kind;
  }

  get asymmetricKeyDetails() {
    return detailsOf(keyData(this));
  }
}

const only = (encoding, kind) => codedError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
  `The selected key encoding ${encoding} can only be used for ${kind} keys.`);

/** `[label, bytes]` of a key in a container. */
function contain(data, container, names) {
  if (container === 'pkcs1' && data.kind !== 'rsa') throw only('pkcs1', 'RSA');
  if (container === 'sec1' && data.kind !== 'ec') throw only('sec1', 'EC');
  switch (names.includes(container) && container) {
    case 'spki': return ['PUBLIC KEY', toSpki(data)];
    case 'pkcs8': return ['PRIVATE KEY', toPkcs8(data)];
    case 'pkcs1': return [`RSA ${data.type === 'public' ? 'PUBLIC' : 'PRIVATE'} KEY`, toPkcs1(data)];
    default: return ['EC PRIVATE KEY', toSec1(data)];
  }
}

function underPassphrase([label, bytes], { cipher, passphrase, type }) {
  if (cipher === undefined) return [label, bytes];
  if (typeof cipher !== 'string') throw invalidValue('options.cipher', 'is invalid', cipher);
  if (type !== 'pkcs8' || !encrypted.encryptKey) {
    throw codedError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
      `The selected key encoding ${type} does not support encryption.`);
  }
  return ['ENCRYPTED PRIVATE KEY', encrypted.encryptKey(bytes, cipher, parameterBytes(passphrase, 'options.passphrase'))];
}

/** A key in the encoding that options ask for; `name` is what errors call them. */
export function exportKey(data, options, name = 'options') {
  const { format, type } = options;
  if (format === 'jwk') return toJwk(data);
  if (format !== 'pem' && format !== 'der') throw invalidValue(`${name}.format`, 'is invalid', format);
  const names = data.type === 'public' ? ['spki', 'pkcs1'] : ['pkcs8', 'pkcs1', 'sec1'];
  if (!names.includes(type)) throw invalidValue(`${name}.type`, 'is invalid', type);
  const [label, bytes] = underPassphrase(contain(data, type, names), data.type === 'private' ? options : {});
  return format === 'pem' ? writePem(label, bytes) : toBuffer(bytes);
}

class PublicKeyObject extends AsymmetricKeyObject {
  export(options) {
    checkOptions(options);
    return exportKey(keyData(this), options);
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  export(options) {
    checkOptions(options);
    return exportKey(keyData(this), options);
  }
}

const CLASSES = { public: PublicKeyObject, private: PrivateKeyObject };

/** The key object of a key. */
export const keyObject = (data) => (data.type === 'secret' ? Secret(data) : new CLASSES[data.type](data.type, data));

const undecodable = () => opensslError('1E08010C', 'DECODER routines', 'unsupported');

const interrupted = () => codedError(TypeError, 'ERR_MISSING_PASSPHRASE', 'Passphrase required for encrypted key');

function decrypt(bytes, { passphrase }) {
  if (passphrase === undefined || passphrase === null || !encrypted.decryptKey) throw interrupted();
  return encrypted.decryptKey(bytes, parameterBytes(passphrase, 'key.passphrase'));
}

/** Readers by the labels of textual forms, and by the formats of binary ones. */
const READERS = {
  'PUBLIC KEY': fromSpki,
  'RSA PUBLIC KEY': fromPkcs1Public,
  'PRIVATE KEY': fromPkcs8,
  'RSA PRIVATE KEY': fromPkcs1Private,
  'EC PRIVATE KEY': fromSec1,
  'ENCRYPTED PRIVATE KEY': (bytes, options) => fromPkcs8(decrypt(bytes, options)),
};

function decodePem(bytes, options, isPublic) {
  const { label, bytes: contents } = readPem(String.fromCharCode(...bytes)) ?? {};
  const read = READERS[label];
  if (!read || (!isPublic && !label.includes('PRIVATE'))) throw undecodable();
  return read(contents, options);
}

function decodeDer(bytes, options, isPublic) {
  const { type } = options;
  const known = isPublic ? ['pkcs1', 'spki'] : ['pkcs1', 'pkcs8', 'sec1'];
  if (!known.includes(type) && !(isPublic && ['pkcs8', 'sec1'].includes(type))) {
    throw invalidValue('options.type', 'is invalid', type);
  }
  if (type === 'spki') return fromSpki(bytes);
  if (type === 'sec1') return fromSec1(bytes);
  if (type === 'pkcs1') return isPublic ? fromPkcs1Public(bytes) : fromPkcs1Private(bytes);
  return options.passphrase === undefined ? fromPkcs8(bytes) : READERS['ENCRYPTED PRIVATE KEY'](bytes, options);
}

function decode(bytes, options, isPublic) {
  const { format = 'pem' } = options;
  if (format !== 'pem' && format !== 'der') throw invalidValue('options.format', 'is invalid', format);
  try {
    return format === 'pem' ? decodePem(bytes, options, isPublic) : decodeDer(bytes, options, isPublic);
  } catch (error) {
    if (error instanceof Malformed) throw undecodable();
    throw error;
  }
}

const wrongType = (type, expected) => codedError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
  `Invalid key object type ${type}, expected ${expected}.`);

/** The key that an argument is, or describes; `isPublic` where public ones will do. */
function keyOf(value, isPublic, expected) {
  if (typeof value === 'string' || viewOf(value)) return decode(parameterBytes(value, 'key'), {}, isPublic);
  if (typeof value !== 'object' || value === null) throw invalidType('key', expected, value);
  const { key, format } = value;
  if (keyData(key)) return keyData(key);
  if (format === 'jwk') {
    if (typeof key !== 'object' || key === null) throw invalidType('key.key', 'of type object', key);
    return fromJwk(key, !isPublic);
  }
  if (typeof key !== 'string' && !viewOf(key)) throw invalidType('key.key', KEYS, key);
  return decode(parameterBytes(key, 'key.key'), value, isPublic);
}

/** The private key of an argument. */
export function privateKeyOf(value) {
  const data = keyData(value) ?? keyOf(value, false, KEYS);
  if (data.type !== 'private') throw wrongType(data.type, 'private');
  return data;
}

/** The public key of an argument, which may be a private one. */
export function publicKeyOf(value) {
  const data = keyData(value) ?? keyOf(value, true, KEYS);
  if (data.type === 'secret') throw wrongType(data.type, 'private or public');
  return data.type === 'private' ? publicOf(data) : data;
}

export function createSecretKey(key, encoding) {
  const bytes = typeof key === 'string' ? textBytes(key, encoding) : parameterBytes(key, 'key', VIEWS);
  return Secret({ type: 'secret', material: Uint8Array.from(bytes) });
}

export function createPrivateKey(key) {
  if (keyData(key)) throw invalidType('key', BYTES, key);
  return keyObject(privateKeyOf(typeof key === 'object' && key !== null && !viewOf(key) ? key : keyless(key, BYTES)));
}

function keyless(key, expected) {
  if (typeof key !== 'string' && !viewOf(key)) throw invalidType('key', expected, key);
  return key;
}

export function createPublicKey(key) {
  const data = keyData(key);
  if (data && data.type !== 'private') throw wrongType(data.type, 'private');
  return keyObject(publicKeyOf(key));
}

export { KeyObject, wrongType };
