// Secrets that two keys share: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-ecdh
import { shared as sharedOkp } from 'native:curve25519';
import { codedError, invalidType, invalidValue } from 'jsc:errors';
import { validateString } from 'jsc:validate';
import { output, parameterBytes, textBytes } from 'jsc:node-crypto/bytes';
import { curves, generate, point, publicOf, shared } from 'jsc:node-crypto/curves';
// Empty in programs that cannot tell of such keys.
import * as dh from 'jsc:node-crypto/dh-keys';
import { CURVES, curveOf } from 'jsc:node-crypto/key-data';
import { keyData } from 'jsc:node-crypto/key-slots';
import { opensslError } from 'jsc:node-crypto/errors';
import { wrongType } from 'jsc:node-crypto/keys';

const STATE = Symbol('kState');

const SECRETS = {
  ec: (own, other) => shared(own.curve, own.d, other.point),
  x25519: (own, other) => sharedOkp(own.d, other.x),
  dh: (own, other) => dh.shared(own, other),
};

/** Whether keys are of one curve, or one group. */
const areAlike = (own, other) => own.curve === other.curve && own.p?.toHex() === other.p?.toHex()
  && own.g?.toHex() === other.g?.toHex();

export function diffieHellman(options) {
  if (typeof options !== 'object' || options === null) throw invalidType('options', 'of type object', options);
  const [own, other] = [keyData(options.privateKey), keyData(options.publicKey)];
  if (!own) throw invalidValue('options.privateKey', 'is invalid', options.privateKey);
  if (!other) throw invalidValue('options.publicKey', 'is invalid', options.publicKey);
  if (own.type !== 'private') throw wrongType(own.type, 'private');
  if (other.type === 'secret') throw wrongType(other.type, 'private or public');
  if (own.kind !== other.kind || !['ec', 'x25519', 'dh'].includes(own.kind)) {
    throw codedError(Error, 'ERR_CRYPTO_INCOMPATIBLE_KEY', 'Incompatible key types for Diffie-Hellman: '
      + `${own.kind} and ${other.kind}`);
  }
  if (!areAlike(own.material, other.material)) {
    throw opensslError('1C8000CB', 'Provider routines', 'mismatching domain parameters');
  }
  const secret = SECRETS[own.kind](own.material, other.material);
  if (!secret) throw codedError(Error, 'ERR_CRYPTO_OPERATION_FAILED', 'Deriving bits failed');
  return output(secret);
}

const bytesOf = (value, encoding, name) =>
  (typeof value === 'string' ? textBytes(value, encoding) : parameterBytes(value, name));

const FORMATS = ['compressed', 'uncompressed', 'hybrid'];

/** A point in one of the forms of SEC 1. */
function inForm(curve, full, format = 'uncompressed') {
  if (!FORMATS.includes(format)) {
    throw codedError(TypeError, 'ERR_CRYPTO_ECDH_INVALID_FORMAT', `Invalid ECDH format: ${format}`);
  }
  if (format === 'compressed') return point(curve, full, true);
  const bytes = full.slice();
  if (format === 'hybrid') bytes[0] = 6 | (bytes.at(-1) & 1);
  return bytes;
}

/** A point in any form, uncompressed; undefined for what is none. */
function toFull(curve, bytes) {
  const isHybrid = (bytes[0] | 1) === 7;
  if (isHybrid && (bytes[0] & 1) !== (bytes.at(-1) & 1)) return undefined;
  return point(curve, isHybrid ? Uint8Array.of(4, ...bytes.subarray(1)) : bytes, false);
}

function checkedCurve(name) {
  validateString(name, 'curve');
  const curve = curveOf(name);
  if (!curve) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  return curve;
}

const failed = (what) => codedError(Error, 'ERR_CRYPTO_OPERATION_FAILED', what);

function ECDH(curve) {
  if (!new.target) return new ECDH(curve);
  this[STATE] = { curve: checkedCurve(curve) };
}

Object.assign(ECDH.prototype, {
  generateKeys(encoding, format) {
    const state = this[STATE];
    state.d = generate(state.curve);
    state.point = publicOf(state.curve, state.d);
    return this.getPublicKey(encoding, format);
  },

  computeSecret(otherPublicKey, inputEncoding, outputEncoding) {
    const { curve, d } = this[STATE];
    const other = toFull(curve, bytesOf(otherPublicKey, inputEncoding, 'key'));
    if (!d) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
    if (!other) {
      throw codedError(Error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Public key is not valid for specified curve');
    }
    return output(shared(curve, d, other), outputEncoding);
  },

  getPrivateKey(encoding) {
    const { d } = this[STATE];
    if (!d) throw failed('Failed to get ECDH private key');
    return output(d.subarray(Math.max(d.findIndex((byte) => byte !== 0), 0)).slice(), encoding);
  },

  getPublicKey(encoding, format) {
    const { curve, point: full } = this[STATE];
    if (!full) throw failed('Failed to get ECDH public key');
    return output(inForm(curve, full, format), encoding);
  },

  setPrivateKey(key, encoding) {
    const state = this[STATE];
    const bytes = bytesOf(key, encoding, 'key');
    const d = new Uint8Array(CURVES[state.curve][1]);
    if (bytes.length <= d.length) d.set(bytes, d.length - bytes.length);
    const full = bytes.length <= d.length && publicOf(state.curve, d);
    if (!full) {
      throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
    }
    Object.assign(state, { d, point: full });
  },
});

ECDH.convertKey = { convertKey(key, curve, inputEncoding, outputEncoding, format) {
  const checked = checkedCurve(curve);
  const full = toFull(checked, bytesOf(key, inputEncoding, 'key'));
  if (!full) throw failed('Failed to convert Buffer to EC_POINT');
  return output(inForm(checked, full, format), outputEncoding);
} }.convertKey;

export const createECDH = (curve) => new ECDH(curve);
export const getCurves = () => curves().map((curve) => CURVES[curve][0]).sort();
export { ECDH };
