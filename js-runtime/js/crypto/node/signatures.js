// Signatures: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-sign
import { digest as digestOf, finish, lengthOf, open, update } from 'native:digest';
import { sign as signOkp, verify as verifyOkp } from 'native:curve25519';
import { sign as signRsa, verify as verifyRsa } from 'native:rsa';
import { INTEGER, Malformed, Reader, SEQUENCE, encode, encodeInteger } from 'jsc:der';
import { codedError, invalidValue, validateFunction } from 'jsc:errors';
import { validateString } from 'jsc:validate';
import { setImmediate } from 'jsc:timers';
import { messageBytes, output, parameterBytes, textBytes } from 'jsc:node-crypto/bytes';
import { CURVES, isRsa } from 'jsc:node-crypto/key-data';
import { constants } from 'jsc:node-crypto/constants';
import { sign as signEc, verify as verifyEc } from 'jsc:node-crypto/curves';
import { digestName } from 'jsc:node-crypto/digests';
import { opensslError } from 'jsc:node-crypto/errors';
import { privateKeyOf, publicKeyOf } from 'jsc:node-crypto/keys';

const {
  RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_AUTO, RSA_PSS_SALTLEN_DIGEST, RSA_PSS_SALTLEN_MAX_SIGN,
} = constants;
const STATE = Symbol('kState');

const halves = (curve, bytes) => [bytes.subarray(0, CURVES[curve][1]), bytes.subarray(CURVES[curve][1])];

/** r and s as a sequence of ASN.1. */
const toDer = (curve, bytes) => encode(SEQUENCE, ...halves(curve, bytes).map(encodeInteger));

/** r and s one after the other; undefined for what is no such sequence. */
function fromDer(curve, bytes) {
  try {
    const outer = new Reader(bytes);
    const reader = outer.enter(SEQUENCE);
    outer.end();
    const size = CURVES[curve][1];
    const whole = new Uint8Array(2 * size);
    for (const end of [size, 2 * size]) {
      if (reader.tag !== INTEGER) return undefined;
      const number = reader.readInteger();
      if (number.length > size) return undefined;
      whole.set(number, end - number.length);
    }
    reader.end();
    return whole;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function encodingOf(options) {
  const { dsaEncoding = 'der' } = options ?? {};
  if (dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') {
    throw invalidValue('options.dsaEncoding', 'is invalid', dsaEncoding);
  }
  return dsaEncoding;
}

function paddingOf({ kind }, options) {
  const usual = kind === 'rsa-pss' ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
  const padding = options?.padding ?? usual;
  if (!Number.isInteger(padding)) throw invalidValue('options.padding', 'is invalid', padding);
  if ((padding !== RSA_PKCS1_PADDING || kind === 'rsa-pss') && padding !== RSA_PKCS1_PSS_PADDING) {
    throw opensslError('1C8000A5', 'Provider routines', 'illegal or unsupported padding mode');
  }
  return padding;
}

function saltOf(options) {
  const salt = options?.saltLength;
  if (salt !== undefined && !Number.isInteger(salt)) throw invalidValue('options.saltLength', 'is invalid', salt);
  return salt;
}

const RSA_DIGESTS = ['sha1', 'sha256', 'sha384', 'sha512'];

function checkRsaDigest({ pss }, name) {
  if (!RSA_DIGESTS.includes(name) || (pss && pss.hash !== name)) {
    throw opensslError('1C8000AE', 'Provider routines', 'digest not allowed');
  }
  // The primitives mask with the digest of the message alone.
  if (pss && pss.mgf1Hash !== name) throw opensslError('1C8000AF', 'Provider routines', 'mgf1 digest not allowed');
}

/** The bytes of salt that a key asks for at least. */
function checkSalt({ pss }, salt) {
  if (pss && salt < pss.saltLength) throw opensslError('1C8000AC', 'Provider routines', 'pss saltlen too small');
}

/** The most bytes of salt that fit. */
function longestSalt([n], digest) {
  const bits = n.length * 8 - Math.clz32(n[0]) + 24;
  return Math.ceil((bits - 1) / 8) - lengthOf(digest) - 2;
}

function signWithRsa(key, name, digest, options) {
  const { material } = key;
  checkRsaDigest(key, name);
  let salt;
  if (paddingOf(key, options) === RSA_PKCS1_PSS_PADDING) {
    salt = saltOf(options) ?? RSA_PSS_SALTLEN_MAX_SIGN;
    if (salt === RSA_PSS_SALTLEN_DIGEST) salt = lengthOf(name);
    else if (salt === RSA_PSS_SALTLEN_MAX_SIGN) salt = longestSalt(material, name);
    checkSalt(key, salt);
  }
  const signature = salt < 0 ? undefined : signRsa(name, salt, digest, ...material.slice(0, 5));
  if (!signature) throw opensslError('0200006E', 'rsa routines', 'data too large for key size');
  return signature;
}

function verifyWithRsa(key, name, digest, signature, options) {
  const { material } = key;
  checkRsaDigest(key, name);
  const check = (salt) => verifyRsa(name, salt, digest, ...material, signature);
  if (paddingOf(key, options) === RSA_PKCS1_PADDING) return check(undefined);
  const salt = saltOf(options) ?? RSA_PSS_SALTLEN_AUTO;
  if (salt >= 0) checkSalt(key, salt);
  if (salt === RSA_PSS_SALTLEN_DIGEST) return check(lengthOf(name));
  if (salt >= 0) return check(salt);
  // What signers use first; the salt's length is not known before the signature is opened.
  const longest = longestSalt(material, name);
  const usual = [lengthOf(name), longest, 0, 20];
  const others = Array.from({ length: Math.max(longest, 0) }, (_, length) => length);
  return [...new Set([...usual, ...others])].some((length) => length >= 0 && length <= longest && check(length));
}

function signDigest(key, name, digest, options) {
  if (isRsa(key)) return signWithRsa(key, name, digest, options);
  const encoding = encodingOf(options);
  const { curve, d } = key.material;
  const signature = signEc(curve, d, digest);
  return encoding === 'der' ? toDer(curve, signature) : signature;
}

function verifyDigest(key, name, digest, signature, options) {
  if (isRsa(key)) return verifyWithRsa(key, name, digest, signature, options);
  const encoding = encodingOf(options);
  const { curve, point } = key.material;
  const pair = encoding === 'der' ? fromDer(curve, signature) : signature;
  return pair !== undefined && verifyEc(curve, point, pair, digest);
}

const unsuitable = () => opensslError('03000096', 'digital envelope routines', 'operation not supported for this keytype');

/** Throws for keys that do not sign digests. */
function checkSignsDigests({ kind }) {
  if (kind === 'ed25519') throw opensslError('1C80007A', 'Provider routines', 'invalid digest');
  if (kind === 'x25519' || kind === 'dh') throw unsuitable();
}

function startDigest(algorithm) {
  validateString(algorithm, 'algorithm');
  const name = digestName(algorithm);
  if (!name) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
  return { name, running: open(name) };
}

function takeDigest(state) {
  if (state.isFinished) throw codedError(Error, 'ERR_CRYPTO_INVALID_STATE', 'Not initialised');
  state.isFinished = true;
  return finish(state.running, lengthOf(state.name));
}

function Sign(algorithm, options) {
  if (!new.target) return new Sign(algorithm, options);
  this[STATE] = startDigest(algorithm);
  this._options = options;
}

function Verify(algorithm, options) {
  if (!new.target) return new Verify(algorithm, options);
  this[STATE] = startDigest(algorithm);
  this._options = options;
}

for (const { prototype } of [Sign, Verify]) {
  prototype.update = { update(data, encoding) {
    update(this[STATE].running, messageBytes(data, encoding));
    return this;
  } }.update;
  /** For jsc:node-crypto/streams. */
  prototype._write = function _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  };
}

const optionsOf = (key) => (typeof key === 'object' && key !== null ? key : undefined);

Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw codedError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
  const key = privateKeyOf(options);
  checkSignsDigests(key);
  const { name } = this[STATE];
  return output(signDigest(key, name, takeDigest(this[STATE]), optionsOf(options)), encoding);
};

const signatureBytes = (signature, encoding) =>
  (typeof signature === 'string' ? textBytes(signature, encoding) : parameterBytes(signature, 'signature'));

Verify.prototype.verify = function verify(options, signature, sigEncoding) {
  const key = publicKeyOf(options);
  checkSignsDigests(key);
  const bytes = signatureBytes(signature, sigEncoding);
  const { name } = this[STATE];
  return verifyDigest(key, name, takeDigest(this[STATE]), bytes, optionsOf(options));
};

export const createSign = (algorithm, options) => new Sign(algorithm, options);
export const createVerify = (algorithm, options) => new Verify(algorithm, options);

/** The digest of the one-shot functions: SHA-256 where none is given. */
function oneShotDigest(algorithm) {
  if (algorithm === null || algorithm === undefined) return 'sha256';
  validateString(algorithm, 'algorithm');
  const name = digestName(algorithm);
  if (!name) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
  return name;
}

function signAtOnce(algorithm, data, key) {
  if (!key) throw codedError(Error, 'ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign');
  const name = oneShotDigest(algorithm);
  const bytes = parameterBytes(data, 'data');
  const own = privateKeyOf(key);
  if (own.kind === 'ed25519' && (algorithm ?? null) === null) return output(signOkp(own.material.d, bytes));
  checkSignsDigests(own);
  return output(signDigest(own, name, digestOf(name, bytes), optionsOf(key)));
}

/** Whether a key's signature of bytes is right, by a digest; null where the key is for none. */
export function verifyBytes(key, name, options, bytes, signature) {
  if (key.kind === 'ed25519' && name === null) return verifyOkp(key.material.x, signature, bytes);
  checkSignsDigests(key);
  return verifyDigest(key, name, digestOf(name, bytes), signature, options);
}

function verifyAtOnce(algorithm, data, key, signature) {
  const name = oneShotDigest(algorithm);
  const [bytes, given] = [parameterBytes(data, 'data'), parameterBytes(signature, 'signature')];
  const known = publicKeyOf(key);
  const isWhole = known.kind === 'ed25519' && (algorithm ?? null) === null;
  return verifyBytes(known, isWhole ? null : name, optionsOf(key), bytes, given);
}

/** The result, or a later call of the callback with it. */
function deliver(result, callback) {
  if (callback === undefined) return result;
  validateFunction(callback, 'callback');
  setImmediate(callback, null, result);
}

export const sign = (algorithm, data, key, callback) => deliver(signAtOnce(algorithm, data, key), callback);
export const verify = (algorithm, data, key, signature, callback) =>
  deliver(verifyAtOnce(algorithm, data, key, signature), callback);

export { Sign, Verify };
