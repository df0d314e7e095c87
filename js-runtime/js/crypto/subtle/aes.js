// AES: https://w3c.github.io/webcrypto/#aes-ctr and the sections after it
import { finish, open, seal, unseal, unwrap, update, wrap } from 'native:aes';
import { fill } from 'native:random';
import { member, optional, toBytes, toInteger } from 'jsc:subtle/convert';
import { dataError, operationError } from 'jsc:subtle/errors';
import { checkUsages, makeKey } from 'jsc:subtle/key';
import { register } from 'jsc:subtle/registry';
import { exportSecret, importSecret } from 'jsc:subtle/secret';

const BLOCK = 16;
const TAG_BITS = [32, 64, 96, 104, 112, 120, 128];
const MESSAGES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

const toLength = (dictionary, name) => ({ length: member(dictionary, 'length', toInteger, name, 65535) });

function keyLength({ length }) {
  if (![128, 192, 256].includes(length)) throw operationError(`a key of AES has 128, 192 or 256 bits, not ${length}`);
  return length;
}

/** What all modes have: keys. */
function keyOperations(name, allowed) {
  const algOf = (bits) => `A${bits}${name.slice(4)}`;
  return {
    generateKey: { params: toLength, run: (params, extractable, usages) => {
      checkUsages(usages, allowed);
      const bytes = new Uint8Array(keyLength(params) / 8);
      fill(bytes);
      return makeKey('secret', { name, length: params.length }, extractable, usages, bytes);
    } },
    importKey: { run: (_, format, data, extractable, usages) => {
      checkUsages(usages, allowed);
      const bytes = importSecret(format, data, extractable, usages, 'enc', algOf);
      const length = bytes.length * 8;
      if (![128, 192, 256].includes(length)) throw dataError(`a key of AES has 128, 192 or 256 bits, not ${length}`);
      return makeKey('secret', { name, length }, extractable, usages, bytes);
    } },
    exportKey: { run: (format, inside) => exportSecret(format, inside, algOf(inside.algorithm.length)) },
    getKeyLength: { params: toLength, run: keyLength },
  };
}

function checkBlock(bytes, what) {
  if (bytes.length !== BLOCK) throw operationError(`the ${what} has ${bytes.length} bytes, not ${BLOCK}`);
}

const counterParams = (dictionary, name) => ({
  counter: member(dictionary, 'counter', toBytes, name),
  length: member(dictionary, 'length', toInteger, name, 255),
});

function applyCounter({ counter, length }, { material }, data) {
  checkBlock(counter, 'counter');
  if (length === 0 || length > 128) throw operationError(`the counter has 1 to 128 bits, not ${length}`);
  if (Math.ceil(data.length / BLOCK) > 2 ** length) throw operationError('the counter would be used twice');
  return update(open('ctr', material, counter, false, length), data);
}

register({
  name: 'AES-CTR',
  ...keyOperations('AES-CTR', MESSAGES),
  encrypt: { params: counterParams, run: applyCounter },
  decrypt: { params: counterParams, run: applyCounter },
});

const ivParams = (dictionary, name) => ({ iv: member(dictionary, 'iv', toBytes, name) });

const runChained = (decrypts) => ({ iv }, { material }, data) => {
  checkBlock(iv, 'iv');
  const running = open('cbc', material, iv, decrypts, 0);
  const start = update(running, data);
  const end = finish(running);
  if (!end) throw operationError('this is no ciphertext of the key');
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
};

register({
  name: 'AES-CBC',
  ...keyOperations('AES-CBC', MESSAGES),
  encrypt: { params: ivParams, run: runChained(false) },
  decrypt: { params: ivParams, run: runChained(true) },
});

const galoisParams = (dictionary, name) => ({
  additionalData: optional(dictionary, 'additionalData', toBytes, name) ?? new Uint8Array(),
  iv: member(dictionary, 'iv', toBytes, name),
  tagLength: optional(dictionary, 'tagLength', toInteger, name, 255) ?? 128,
});

const runGalois = (process) => ({ additionalData, iv, tagLength }, { material }, data) => {
  if (!TAG_BITS.includes(tagLength)) throw operationError(`a tag has not ${tagLength} bits`);
  if (iv.length === 0) throw operationError('the iv is empty');
  const result = process(material, iv, additionalData, data, tagLength / 8);
  if (!result) throw operationError('this is no ciphertext of the key');
  return result;
};

register({
  name: 'AES-GCM',
  ...keyOperations('AES-GCM', MESSAGES),
  encrypt: { params: galoisParams, run: runGalois(seal) },
  decrypt: { params: galoisParams, run: runGalois(unseal) },
});

const runWrap = (process, refusal) => (_, { material }, data) => {
  const result = process(material, data);
  if (!result) throw operationError(refusal);
  return result;
};

register({
  name: 'AES-KW',
  ...keyOperations('AES-KW', ['wrapKey', 'unwrapKey']),
  wrapKey: { run: runWrap(wrap, 'a key that is wrapped has 16 bytes or more, a multiple of 8') },
  unwrapKey: { run: runWrap(unwrap, 'this was not wrapped with the key') },
});
