// RSA without a padding, and with that of PKCS #1 the other way round:
// https://nodejs.org/docs/latest-v20.x/api/crypto.html#cryptoprivateencryptprivatekey-buffer
import { power } from 'native:numbers';
import { output, parameterBytes } from 'jsc:node-crypto/bytes';
import { constants } from 'jsc:node-crypto/constants';
import { opensslError } from 'jsc:node-crypto/errors';
import { privateKeyOf, publicKeyOf } from 'jsc:node-crypto/keys';
import { toNumber } from 'jsc:node-crypto/numbers';

const { RSA_NO_PADDING, RSA_PKCS1_PADDING } = constants;
/** Bytes that the padding takes at least. */
const OVERHEAD = 11;

const rsaError = (number, reason) => opensslError(number, 'rsa routines', reason);
const tooLarge = () => rsaError('0200006E', 'data too large for key size');
const invalidPadding = () => rsaError('0200008A', 'invalid padding');

/** `bytes` to the power of the exponent. */
function raise([n], exponent, bytes) {
  if (toNumber(bytes) >= toNumber(n)) throw rsaError('02000084', 'data too large for modulus');
  return power(bytes, exponent, n);
}

function checkWhole([n], bytes) {
  if (bytes.length > n.length) throw tooLarge();
  if (bytes.length < n.length) throw rsaError('0200007A', 'data too small for key size');
}

/** Encrypts a number as it is with the numbers of a public key. */
export function rawPublic(material, bytes) {
  checkWhole(material, bytes);
  return raise(material, material[1], bytes);
}

/** The number that was encrypted. */
export function rawPrivate(material, bytes) {
  if (bytes.length > material[0].length) throw rsaError('0200006C', 'data greater than mod len');
  return raise(material, material[2], bytes);
}

/** Block type 1 of https://www.rfc-editor.org/rfc/rfc8017#section-9.2 */
function pad([n], bytes) {
  if (bytes.length > n.length - OVERHEAD) throw tooLarge();
  const block = new Uint8Array(n.length).fill(0xff);
  block.set([0, 1]);
  block[n.length - bytes.length - 1] = 0;
  block.set(bytes, n.length - bytes.length);
  return block;
}

function unpad(block) {
  const end = block.indexOf(0, 2);
  const isRight = block[0] === 0 && block[1] === 1 && end >= OVERHEAD - 1 && block.subarray(2, end).every((byte) => byte === 0xff);
  if (!isRight) throw invalidPadding();
  return block.slice(end + 1);
}

/** Whether there is a padding. */
function isPadded({ kind }, key) {
  const padding = key?.padding ?? RSA_PKCS1_PADDING;
  if (kind !== 'rsa' && kind !== 'rsa-pss') throw new Error('error:00000000:lib(0)::reason(0)');
  if (kind === 'rsa-pss' || (padding !== RSA_PKCS1_PADDING && padding !== RSA_NO_PADDING)) {
    throw opensslError('1C8000A5', 'Provider routines', 'illegal or unsupported padding mode');
  }
  return padding === RSA_PKCS1_PADDING;
}

export function privateEncrypt(key, buffer) {
  const data = privateKeyOf(key);
  const bytes = parameterBytes(buffer, 'buffer');
  const block = isPadded(data, key) ? pad(data.material, bytes) : bytes;
  checkWhole(data.material, block);
  return output(raise(data.material, data.material[2], block));
}

export function publicDecrypt(key, buffer) {
  const data = publicKeyOf(key);
  const bytes = parameterBytes(buffer, 'buffer');
  const padded = isPadded(data, key);
  const block = raise(data.material, data.material[1], bytes);
  return output(padded ? unpad(block) : block);
}
