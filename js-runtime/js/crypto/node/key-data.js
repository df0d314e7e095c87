// What a key object holds, and its forms.
//
// A key is `{ type, kind, material }`: the type is 'secret', 'public' or 'private'; the kind 'rsa', 'rsa-pss', 'dh', 'ec',
// 'ed25519' or 'x25519'. The material of secrets is bytes, of RSA its numbers as the containers have them, of EC
// `{ curve, point, d }`, of Diffie-Hellman `{ p, g, y, x }`, of the others `{ x, d }`; public keys have no d, and no x of
// Diffie-Hellman. A key of RSA-PSS may have `pss`: what it is restricted to.
import { complete, isPublicKey } from 'native:rsa';
import { publicOf as okpPublicOf } from 'native:curve25519';
import { curves, point, publicOf as ecPublicOf } from 'jsc:node-crypto/curves';
// Empty in programs that cannot tell of such keys.
import * as dh from 'jsc:node-crypto/dh-keys';
import { bitLength, toNumber, withoutZeros } from 'jsc:node-crypto/numbers';
import { encodePss, readPss } from 'jsc:node-crypto/pss';
import {
  DH, EC, ED25519, RSA, RSA_PSS, X25519, encodeEcPrivate, encodeOkpPrivate, encodePkcs8, encodeRsaPrivate, encodeRsaPublic, encodeSpki,
  readEcPrivate, readOkpPrivate, readPkcs8, readRsaPrivate, readRsaPublic, readSpki,
} from 'jsc:containers';
import { Malformed } from 'jsc:der';
import { codedError, invalidType, invalidValue } from 'jsc:errors';

const OIDS = { rsa: RSA, 'rsa-pss': RSA_PSS, dh: DH, ec: EC, ed25519: ED25519, x25519: X25519 };
const KINDS = Object.fromEntries(Object.entries(OIDS).map(([kind, oid]) => [oid, kind]));

/** OpenSSL's names of the curves by those of Web Cryptography, and the bytes of a coordinate. */
export const CURVES = {
  'P-256': ['prime256v1', 32], 'P-384': ['secp384r1', 48], 'P-521': ['secp521r1', 66], secp256k1: ['secp256k1', 32],
};
const OKP_SIZE = 32;
const OKP_NAMES = { ed25519: 'Ed25519', x25519: 'X25519' };
const NUMBERS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];

/** The curve of a name of either kind; undefined for others. */
export const curveOf = (name) =>
  curves().find((curve) => curve === name || CURVES[curve][0] === name);

export const isRsa = ({ kind }) => kind === 'rsa' || kind === 'rsa-pss';

export const publicKey = (kind, material) => ({ type: 'public', kind, material });
export const privateKey = (kind, material) => ({ type: 'private', kind, material });

function check(condition) {
  if (!condition) throw new Malformed();
}

function rsaPublic(numbers, kind = 'rsa') {
  const [n, e] = numbers.map(withoutZeros);
  check(isPublicKey(n, e));
  return publicKey(kind, [n, e]);
}

function rsaPrivate(numbers, kind = 'rsa') {
  const whole = complete(...numbers.slice(0, 5));
  check(whole);
  return privateKey(kind, whole);
}

const withPss = (key, params) => (params ? { ...key, pss: readPss(params) } : key);

function ecPublic(curve, bytes) {
  const full = point(curve, bytes, false);
  check(full);
  return publicKey('ec', { curve, point: full });
}

export function ecPrivate(curve, d) {
  const padded = new Uint8Array(CURVES[curve][1]);
  check(d.length <= padded.length);
  padded.set(d, padded.length - d.length);
  const full = ecPublicOf(curve, padded);
  check(full);
  return privateKey('ec', { curve, point: full, d: padded });
}

function okpPublic(kind, x) {
  check(x.length === OKP_SIZE);
  return publicKey(kind, { x: x.slice() });
}

export function okpPrivate(kind, d) {
  check(d.length === OKP_SIZE);
  return privateKey(kind, { x: okpPublicOf(kind === 'x25519', d), d: d.slice() });
}

/** A public key in SubjectPublicKeyInfo. */
export function fromSpki(bytes) {
  const { oid, curve, params, key } = readSpki(bytes);
  const kind = KINDS[oid];
  check(kind);
  if (kind === 'rsa' || kind === 'rsa-pss') return withPss(rsaPublic(readRsaPublic(key), kind), params);
  if (kind === 'dh') {
    check(dh.readPublic && params);
    return publicKey(kind, dh.readPublic(params, key));
  }
  return kind === 'ec' ? ecPublic(curve, key) : okpPublic(kind, key);
}

/** A private key in PKCS #8. */
export function fromPkcs8(bytes) {
  const { oid, curve, params, key } = readPkcs8(bytes);
  const kind = KINDS[oid];
  check(kind);
  if (kind === 'rsa' || kind === 'rsa-pss') return withPss(rsaPrivate(readRsaPrivate(key), kind), params);
  if (kind === 'dh') {
    check(dh.readPrivate && params);
    return privateKey(kind, dh.readPrivate(params, key));
  }
  return kind === 'ec' ? ecPrivate(curve, readEcPrivate(key).d) : okpPrivate(kind, readOkpPrivate(key));
}

/** Keys of RSA in PKCS #1. */
export const fromPkcs1Public = (bytes) => rsaPublic(readRsaPublic(bytes));
export const fromPkcs1Private = (bytes) => rsaPrivate(readRsaPrivate(bytes));

/** A private key in SEC 1, which names its curve. */
export function fromSec1(bytes) {
  const { curve, d } = readEcPrivate(bytes);
  check(curve);
  return ecPrivate(curve, d);
}

const rsaAlgorithm = ({ kind, pss }) => ({ oid: OIDS[kind], params: pss && encodePss(pss) });

export function toSpki(data) {
  const { kind, material } = data;
  if (isRsa(data)) return encodeSpki(rsaAlgorithm(data), encodeRsaPublic(...material.slice(0, 2)));
  if (kind === 'dh') return dh.encodePublic(material);
  if (kind === 'ec') return encodeSpki({ oid: EC, curve: material.curve }, material.point);
  return encodeSpki({ oid: OIDS[kind] }, material.x);
}

export function toPkcs8(data) {
  const { kind, material } = data;
  if (isRsa(data)) return encodePkcs8(rsaAlgorithm(data), encodeRsaPrivate(material));
  if (kind === 'dh') return dh.encodePrivate(material);
  if (kind === 'ec') return encodePkcs8({ oid: EC, curve: material.curve }, encodeEcPrivate(material.d, material.point));
  return encodePkcs8({ oid: OIDS[kind] }, encodeOkpPrivate(material.d));
}

export const toPkcs1 = ({ type, material }) =>
  (type === 'public' ? encodeRsaPublic(...material) : encodeRsaPrivate(material));

export const toSec1 = ({ material: { d, point: full, curve } }) => encodeEcPrivate(d, full, curve);

const BASE64URL = { alphabet: 'base64url', omitPadding: true };
const toBase64Url = (bytes) => bytes.toBase64(BASE64URL);

/** A JSON Web Key, with its members in the order of Node. */
export function toJwk({ type, kind, material }) {
  if (type === 'secret') return { kty: 'oct', k: toBase64Url(material) };
  if (kind === 'rsa-pss' || kind === 'dh') {
    throw codedError(Error, 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE', 'Unsupported JWK Key Type.');
  }
  if (kind === 'rsa') {
    return { kty: 'RSA', ...Object.fromEntries(material.map((number, at) => [NUMBERS[at], toBase64Url(number)])) };
  }
  if (kind === 'ec') {
    const { curve, point: full, d } = material;
    const size = CURVES[curve][1];
    const [x, y] = [full.subarray(1, 1 + size), full.subarray(1 + size)].map(toBase64Url);
    return { kty: 'EC', x, y, crv: curve, ...(d && { d: toBase64Url(d) }) };
  }
  const { x, d } = material;
  return { crv: OKP_NAMES[kind], ...(d && { d: toBase64Url(d) }), x: toBase64Url(x), kty: 'OKP' };
}

const invalidJwk = (what) => codedError(Error, 'ERR_CRYPTO_INVALID_JWK', `Invalid JWK ${what}`);

function jwkBytes(jwk, name) {
  const text = jwk[name];
  if (typeof text !== 'string') throw invalidType(`key.${name}`, 'of type string', text);
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' });
  } catch {
    throw invalidJwk(`${jwk.kty} key`);
  }
}

function reading(what, read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw invalidJwk(what);
    throw error;
  }
}

function fromEcJwk(jwk, isPrivate) {
  if (typeof jwk.crv !== 'string') throw invalidType('key.crv', 'of type string', jwk.crv);
  const curve = curveOf(jwk.crv);
  if (!curve) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  const [x, y] = [jwkBytes(jwk, 'x'), jwkBytes(jwk, 'y')];
  const d = isPrivate ? jwkBytes(jwk, 'd') : undefined;
  const known = reading('EC key', () => ecPublic(curve, Uint8Array.of(4, ...x, ...y)));
  return d ? reading('EC key', () => ecPrivate(curve, d)) : known;
}

/** A key of a JSON Web Key: the private one where `isPrivate`. */
export function fromJwk(jwk, isPrivate) {
  switch (jwk.kty) {
    case 'RSA': {
      const numbers = (isPrivate ? NUMBERS : NUMBERS.slice(0, 2)).map((name) => jwkBytes(jwk, name));
      return reading('RSA key', () => (isPrivate ? rsaPrivate(numbers) : rsaPublic(numbers)));
    }
    case 'EC': return fromEcJwk(jwk, isPrivate);
    case 'OKP': {
      const kind = Object.keys(OKP_NAMES).find((name) => OKP_NAMES[name] === jwk.crv);
      if (!kind) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid OKP curve name');
      const bytes = jwkBytes(jwk, isPrivate ? 'd' : 'x');
      return reading('OKP key', () => (isPrivate ? okpPrivate(kind, bytes) : okpPublic(kind, bytes)));
    }
    default: throw invalidValue('key.kty', "must be one of: 'RSA', 'EC', 'OKP'", jwk.kty);
  }
}

/** The public key of a private one. */
export function publicOf(data) {
  const { kind, material, pss } = data;
  if (isRsa(data)) return { ...publicKey(kind, material.slice(0, 2)), pss };
  if (kind === 'dh') return publicKey(kind, { p: material.p, g: material.g, y: material.y });
  const { d, ...rest } = material;
  return publicKey(kind, rest);
}

/** asymmetricKeyDetails. */
export function detailsOf(data) {
  const { kind, material, pss } = data;
  if (isRsa(data)) {
    return {
      modulusLength: bitLength(material[0]),
      publicExponent: toNumber(material[1]),
      ...(pss && { hashAlgorithm: pss.hash, mgf1HashAlgorithm: pss.mgf1Hash, saltLength: pss.saltLength }),
    };
  }
  return kind === 'ec' ? { namedCurve: CURVES[material.curve][0] } : {};
}

export { Malformed };
