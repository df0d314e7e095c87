// HMAC: https://w3c.github.io/webcrypto/#hmac
import { blockLengthOf, finish, openHmac, update } from 'native:digest';
import { fill, isEqual } from 'native:random';
import { member, optional, toInteger } from 'jsc:subtle/convert';
import { dataError, operationError } from 'jsc:subtle/errors';
import { checkUsages, makeKey } from 'jsc:subtle/key';
import { opensslName, register, toHash } from 'jsc:subtle/registry';
import { exportSecret, importSecret } from 'jsc:subtle/secret';

const ALLOWED = ['sign', 'verify'];

const toParams = (dictionary, name) => ({
  hash: member(dictionary, 'hash', toHash, name),
  length: optional(dictionary, 'length', toInteger, name),
});

const algOf = (hash) => `HS${hash.slice(4)}`;
const keyAlgorithm = (hash, length) => ({ name: 'HMAC', length, hash: { name: hash } });

function code({ algorithm, material }, data) {
  const running = openHmac(opensslName(algorithm.hash.name), material);
  update(running, data);
  return finish(running, 0);
}

function keyLength({ hash, length }) {
  if (length === 0) throw operationError('a key of HMAC has at least one bit');
  return length ?? blockLengthOf(opensslName(hash)) * 8;
}

function generateKey(params, extractable, usages) {
  checkUsages(usages, ALLOWED);
  const length = keyLength(params);
  const bytes = new Uint8Array(Math.ceil(length / 8));
  fill(bytes);
  return makeKey('secret', keyAlgorithm(params.hash, length), extractable, usages, bytes);
}

function importKey({ hash, length }, format, data, extractable, usages) {
  checkUsages(usages, ALLOWED);
  const bytes = importSecret(format, data, extractable, usages, 'sig', () => algOf(hash));
  const bits = bytes.length * 8;
  if (bits === 0) throw dataError('a key of HMAC has at least one bit');
  if (length !== undefined && (length > bits || length <= bits - 8)) {
    throw dataError(`the key has ${bits} bits, not ${length}`);
  }
  return makeKey('secret', keyAlgorithm(hash, length ?? bits), extractable, usages, bytes);
}

register({
  name: 'HMAC',
  sign: { run: (_, key, data) => code(key, data) },
  verify: { run: (_, key, signature, data) => {
    const right = code(key, data);
    return right.length === signature.length && isEqual(right, signature);
  } },
  generateKey: { params: toParams, run: generateKey },
  importKey: { params: toParams, run: importKey },
  exportKey: { run: (format, inside) => exportSecret(format, inside, algOf(inside.algorithm.hash.name)) },
  getKeyLength: { params: toParams, run: keyLength },
});
