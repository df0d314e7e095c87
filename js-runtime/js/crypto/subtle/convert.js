// WebIDL's conversions of what SubtleCrypto is given: https://webidl.spec.whatwg.org/#js-type-mapping
import { codedError } from 'jsc:errors';
import { notSupported } from 'jsc:subtle/errors';
import { isObject } from 'jsc:webidl';

export const USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey',
  'encapsulateKey', 'encapsulateBits', 'decapsulateKey', 'decapsulateBits'];
const FORMATS = ['raw', 'spki', 'pkcs8', 'jwk', 'raw-public', 'raw-private', 'raw-seed', 'raw-secret'];
/** Other names of `raw`, from https://wicg.github.io/webcrypto-modern-algos/, and the algorithms for which they are. */
const ALIASES = { 'raw-secret': /^(AES|HMAC|HKDF|PBKDF2)/, 'raw-public': /^(EC|Ed|X)/ };

const getter = (prototype, key) => Object.getOwnPropertyDescriptor(prototype, key).get;
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
const ACCESS = [TypedArrayPrototype, DataView.prototype].map((prototype) =>
  ['buffer', 'byteOffset', 'byteLength'].map((key) => getter(prototype, key)));
const typeOf = getter(TypedArrayPrototype, Symbol.toStringTag);

const bufferOf = (value) => (ArrayBuffer.isView(value) ? ACCESS[typeOf.call(value) ? 0 : 1][0].call(value) : value);

/** Returns `value` if it is a BufferSource; throws if it is not. */
export function checkSource(value, what) {
  if (bufferOf(value) instanceof ArrayBuffer) return value;
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `${what} is not an ArrayBuffer or a view on one`);
}

/** A copy of the bytes of a BufferSource, as a Uint8Array; `what` names it where it was not checked yet. */
export function toBytes(value, what = undefined) {
  const buffer = bufferOf(checkSource(value, what));
  if (buffer.detached) return new Uint8Array();
  if (buffer === value) return new Uint8Array(buffer).slice();
  const [, offsetOf, lengthOf] = ACCESS[typeOf.call(value) ? 0 : 1];
  return new Uint8Array(buffer, offsetOf.call(value), lengthOf.call(value)).slice();
}

/** A BigInteger: a Uint8Array, big-endian. */
export function toBigInteger(value, what) {
  if (typeOf.call(value) !== 'Uint8Array') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `${what} is not a Uint8Array`);
  return toBytes(value, what);
}

/** An integer from 0 to `max`, `[EnforceRange]`. */
export function toInteger(value, what, max = 2 ** 32 - 1) {
  const number = Math.trunc(+value);
  if (!(number >= 0 && number <= max)) throw codedError(TypeError, 'ERR_OUT_OF_RANGE', `${what} is not an integer from 0 to ${max}`);
  return number + 0;
}

/** A member that a dictionary must have, converted. */
export function member(dictionary, name, convert, what, ...rest) {
  const value = dictionary[name];
  if (value === undefined) throw codedError(TypeError, 'ERR_MISSING_OPTION', `${what} has no member '${name}'`);
  return convert(value, `${what}: '${name}'`, ...rest);
}

/** A member that a dictionary may have, converted; undefined without it. */
export function optional(dictionary, name, convert, what, ...rest) {
  const value = dictionary[name];
  return value === undefined ? undefined : convert(value, `${what}: '${name}'`, ...rest);
}

export const toText = (value) => `${value}`;

/** A member of an enumeration. */
function oneOf(values, value, what) {
  const text = `${value}`;
  if (!values.includes(text)) throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `${what}: '${text}' is not one of ${values.join(', ')}`);
  return text;
}

export const toFormat = (value) => oneOf(FORMATS, value, 'the format of a key');

/** The format as an algorithm knows it. */
export function formatFor(name, format) {
  if (!format.startsWith('raw-')) return format;
  if (ALIASES[format]?.test(name)) return 'raw';
  throw notSupported(`keys of ${name} have no format '${format}'`);
}

/** A sequence of key usages. */
export function toUsages(value) {
  if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'the usages of a key are not a sequence');
  }
  return Array.from(value, (usage) => oneOf(USAGES, usage, 'the usages of a key'));
}

const TEXTS = ['alg', 'crv', 'd', 'dp', 'dq', 'e', 'k', 'kty', 'n', 'p', 'q', 'qi', 'use', 'x', 'y'];

/** A JsonWebKey with the members that are read here. */
export function toJsonWebKey(value) {
  if (!isObject(value)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'the key is not a JSON Web Key');
  const key = {};
  for (const name of TEXTS) key[name] = optional(value, name, toText, 'a JSON Web Key');
  if (value.ext !== undefined) key.ext = Boolean(value.ext);
  if (value.key_ops !== undefined) {
    if (!isObject(value.key_ops)) throw new TypeError("the key's operations are not a sequence");
    key.key_ops = Array.from(value.key_ops, toText);
  }
  if (value.oth !== undefined) key.oth = value.oth;
  return key;
}
