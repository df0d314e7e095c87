// Encryption with RSA: https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptopublicencryptkey-buffer
import { decrypt, encrypt } from 'native:rsa';
import { codedError } from 'jsc:errors';
import { validateString } from 'jsc:validate';
import { output, parameterBytes } from 'jsc:node-crypto/bytes';
import { constants } from 'jsc:node-crypto/constants';
import { digestName } from 'jsc:node-crypto/digests';
import { opensslError } from 'jsc:node-crypto/errors';
import { privateKeyOf, publicKeyOf } from 'jsc:node-crypto/keys';
// Empty in programs that do not name such a padding.
import * as raw from 'jsc:node-crypto/raw-rsa';

const { RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

const isRaw = (key) => key?.padding === RSA_NO_PADDING;

/** `[digest, label]`; the label is undefined for the padding of PKCS #1 version 1.5. */
function paddingOf(key) {
  const options = typeof key === 'object' && key !== null ? key : {};
  const { padding = RSA_PKCS1_OAEP_PADDING, oaepHash = 'sha1', oaepLabel } = options;
  if (padding === RSA_PKCS1_PADDING) return ['sha1', undefined];
  if (padding !== RSA_PKCS1_OAEP_PADDING) {
    throw opensslError('1C8000A5', 'Provider routines', 'illegal or unsupported padding mode');
  }
  validateString(oaepHash, 'key.oaepHash');
  const name = digestName(oaepHash);
  if (!['sha1', 'sha256', 'sha384', 'sha512'].includes(name)) {
    throw codedError(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', 'error:03000098:digital envelope routines::invalid digest');
  }
  return [name, oaepLabel === undefined ? new Uint8Array() : parameterBytes(oaepLabel, 'key.oaepLabel')];
}

function checkKind({ kind }) {
  if (kind === 'rsa-pss') throw opensslError('1C8000B2', 'Provider routines', 'operation not supported for this keytype');
  if (kind !== 'rsa') throw opensslError('03000096', 'digital envelope routines', 'operation not supported for this keytype');
}

export function publicEncrypt(key, buffer) {
  const data = publicKeyOf(key);
  const bytes = parameterBytes(buffer, 'buffer');
  checkKind(data);
  if (isRaw(key)) return output(raw.rawPublic(data.material, bytes));
  const encrypted = encrypt(...paddingOf(key), bytes, ...data.material);
  if (!encrypted) throw opensslError('0200006E', 'rsa routines', 'data too large for key size');
  return output(encrypted);
}

export function privateDecrypt(key, buffer) {
  const data = privateKeyOf(key);
  const bytes = parameterBytes(buffer, 'buffer');
  checkKind(data);
  if (isRaw(key)) return output(raw.rawPrivate(data.material, bytes));
  const [hash, label] = paddingOf(key);
  if (label === undefined) {
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', 'RSA_PKCS1_PADDING is no longer supported for private decryption');
  }
  const text = decrypt(hash, label, bytes, ...data.material.slice(0, 5));
  if (!text) throw opensslError('02000079', 'rsa routines', 'oaep decoding error');
  return output(text);
}
