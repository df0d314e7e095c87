// SubtleCrypto: https://w3c.github.io/webcrypto/#subtlecrypto-interface
//
// What is asked for is done at once; the promise settles afterwards. Bytes are copied when the algorithm's members were read.
import { expose, isObject, required } from 'jsc:webidl';
import { decodeUtf8 } from 'native:io';
import { encode } from 'native:text';
import { codedError } from 'jsc:errors';
import { checkSource, formatFor, toBytes, toFormat, toInteger, toJsonWebKey, toUsages } from 'jsc:subtle/convert';
import { dataError, invalidAccess } from 'jsc:subtle/errors';
import { checkUseful, insideOf } from 'jsc:subtle/key';
import { normalize, operationOf } from 'jsc:subtle/registry';
import 'jsc:subtle/digest';
import 'jsc:subtle/hmac';
import 'jsc:subtle/aes';
import 'jsc:subtle/kdf';
import 'jsc:subtle/ec';
import 'jsc:subtle/okp';
import 'jsc:subtle/rsa';

/** Only this module makes a SubtleCrypto. */
const MAKE = {};

/** Checks that a key is of the algorithm and for the usage; gives what it holds. */
function insideFor(key, { name }, usage) {
  const inside = insideOf(key);
  if (inside.algorithm.name !== name) throw invalidAccess(`Key algorithm mismatch: the key is of '${inside.algorithm.name}', not '${name}'`);
  if (!inside.usages.includes(usage)) {
    throw invalidAccess(`Unable to use this key to ${usage}: The requested operation is not valid for the provided key`);
  }
  return inside;
}

/** The conversion of key data, which depends on the format; bytes are copied later. */
function toKeyData(format, data) {
  if (format !== 'jwk') return checkSource(data, 'the data of the key');
  if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer) throw new TypeError('the key is not a JSON Web Key');
  return toJsonWebKey(data);
}

function importKey(format, data, { params, run }, extractable, usages) {
  const key = run(params, formatFor(params.name, format), data, extractable, usages);
  checkUseful(key);
  return key;
}

function exportKey(format, key) {
  const inside = insideOf(key);
  const run = operationOf(inside.algorithm.name, 'exportKey');
  if (!inside.extractable) throw invalidAccess('the key is not extractable');
  return run(formatFor(inside.algorithm.name, format), inside);
}

/** AES-KW takes multiples of 8 bytes; white space may follow a JSON text. */
const padded = (text, { name }) => (name === 'AES-KW' ? text.padEnd(Math.ceil(text.length / 8) * 8) : text);

/** How a key is wrapped: as such, or as any message. */
const wrapping = (algorithm, [own, general]) => {
  try {
    return normalize(algorithm, own);
  } catch (error) {
    if (error.name !== 'NotSupportedError') throw error;
    return normalize(algorithm, general);
  }
};

function unwrappedData(format, bytes) {
  if (format !== 'jwk') return bytes;
  let value;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch {
    throw dataError('what was unwrapped is no JSON');
  }
  if (!isObject(value)) throw dataError('what was unwrapped is no JSON Web Key');
  return toJsonWebKey(value);
}

/** WebIDL's `unsigned long?`. */
const toLength = (value) => (value === null || value === undefined ? null : toInteger(value, 'the length'));

class SubtleCrypto {
  #brand;

  constructor(token = undefined) {
    if (token !== MAKE) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }

  async encrypt(algorithm, key, data) {
    void this.#brand;
    required(arguments, 3, 'SubtleCrypto.encrypt');
    insideOf(key);
    checkSource(data, 'the data');
    const { params, run } = normalize(algorithm, 'encrypt');
    const bytes = toBytes(data);
    return run(params, insideFor(key, params, 'encrypt'), bytes).buffer;
  }

  async decrypt(algorithm, key, data) {
    void this.#brand;
    required(arguments, 3, 'SubtleCrypto.decrypt');
    insideOf(key);
    checkSource(data, 'the data');
    const { params, run } = normalize(algorithm, 'decrypt');
    const bytes = toBytes(data);
    return run(params, insideFor(key, params, 'decrypt'), bytes).buffer;
  }

  async sign(algorithm, key, data) {
    void this.#brand;
    required(arguments, 3, 'SubtleCrypto.sign');
    insideOf(key);
    checkSource(data, 'the data');
    const { params, run } = normalize(algorithm, 'sign');
    const bytes = toBytes(data);
    return run(params, insideFor(key, params, 'sign'), bytes).buffer;
  }

  async verify(algorithm, key, signature, data) {
    void this.#brand;
    required(arguments, 4, 'SubtleCrypto.verify');
    insideOf(key);
    checkSource(signature, 'the signature');
    checkSource(data, 'the data');
    const { params, run } = normalize(algorithm, 'verify');
    const [given, bytes] = [toBytes(signature), toBytes(data)];
    return run(params, insideFor(key, params, 'verify'), given, bytes);
  }

  async digest(algorithm, data) {
    void this.#brand;
    required(arguments, 2, 'SubtleCrypto.digest');
    checkSource(data, 'the data');
    const { params, run } = normalize(algorithm, 'digest');
    return run(params, toBytes(data)).buffer;
  }

  async generateKey(algorithm, extractable, keyUsages) {
    void this.#brand;
    required(arguments, 3, 'SubtleCrypto.generateKey');
    const usages = toUsages(keyUsages);
    const { params, run } = normalize(algorithm, 'generateKey');
    const made = run(params, Boolean(extractable), usages);
    if (!made.privateKey) checkUseful(made);
    return made;
  }

  async deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    void this.#brand;
    required(arguments, 5, 'SubtleCrypto.deriveKey');
    insideOf(baseKey);
    const usages = toUsages(keyUsages);
    const { params, run } = normalize(algorithm, 'deriveBits');
    const imported = normalize(derivedKeyType, 'importKey');
    const length = normalize(derivedKeyType, 'getKeyLength');
    const inside = insideFor(baseKey, params, 'deriveKey');
    const secret = run(params, inside, length.run(length.params));
    return importKey('raw', secret, imported, Boolean(extractable), usages);
  }

  async deriveBits(algorithm, baseKey, length = null) {
    void this.#brand;
    required(arguments, 2, 'SubtleCrypto.deriveBits');
    insideOf(baseKey);
    const bits = toLength(length);
    const { params, run } = normalize(algorithm, 'deriveBits');
    return run(params, insideFor(baseKey, params, 'deriveBits'), bits).buffer;
  }

  async importKey(format, keyData, algorithm, extractable, keyUsages) {
    void this.#brand;
    required(arguments, 5, 'SubtleCrypto.importKey');
    const kind = toFormat(format);
    const data = toKeyData(kind, keyData);
    const usages = toUsages(keyUsages);
    const imported = normalize(algorithm, 'importKey');
    return importKey(kind, kind === 'jwk' ? data : toBytes(data), imported, Boolean(extractable), usages);
  }

  async exportKey(format, key) {
    void this.#brand;
    required(arguments, 2, 'SubtleCrypto.exportKey');
    const exported = exportKey(toFormat(format), key);
    return exported instanceof Uint8Array ? exported.buffer : exported;
  }

  async wrapKey(format, key, wrappingKey, wrapAlgorithm) {
    void this.#brand;
    required(arguments, 4, 'SubtleCrypto.wrapKey');
    const kind = toFormat(format);
    insideOf(key);
    insideOf(wrappingKey);
    const { params, run } = wrapping(wrapAlgorithm, ['wrapKey', 'encrypt']);
    const inside = insideFor(wrappingKey, params, 'wrapKey');
    const exported = exportKey(kind, key);
    const bytes = kind === 'jwk' ? encode(padded(JSON.stringify(exported), params)) : exported;
    return run(params, inside, bytes).buffer;
  }

  async unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages) {
    void this.#brand;
    required(arguments, 7, 'SubtleCrypto.unwrapKey');
    const kind = toFormat(format);
    checkSource(wrappedKey, 'the wrapped key');
    insideOf(unwrappingKey);
    const usages = toUsages(keyUsages);
    const { params, run } = wrapping(unwrapAlgorithm, ['unwrapKey', 'decrypt']);
    const imported = normalize(unwrappedKeyAlgorithm, 'importKey');
    const wrapped = toBytes(wrappedKey);
    const bytes = run(params, insideFor(unwrappingKey, params, 'unwrapKey'), wrapped);
    return importKey(kind, unwrappedData(kind, bytes), imported, Boolean(extractable), usages);
  }
}

Object.defineProperty(SubtleCrypto, 'length', { value: 0 });
expose(SubtleCrypto);

export const subtle = new SubtleCrypto(MAKE);
