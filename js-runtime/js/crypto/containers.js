// The containers of keys: SubjectPublicKeyInfo (https://www.rfc-editor.org/rfc/rfc5280#section-4.1) and PKCS #8
// (https://www.rfc-editor.org/rfc/rfc5958). An algorithm is its object identifier, and the encoding of its
// parameters, which may be empty; identifiers are in hexadecimal.
import {
  INTEGER, Malformed, NULL, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, context, encode, encodeBits,
  encodeInteger,
} from 'jsc:der';

export const RSA = '2a864886f70d010101';
export const RSA_PSS = '2a864886f70d01010a';
export const DH = '2a864886f70d010301';
export const EC = '2a8648ce3d0201';
export const ED25519 = '2b6570';
export const X25519 = '2b656e';

/** The curves of EC, by the names of Web Cryptography and of JSON Web Keys: https://www.rfc-editor.org/rfc/rfc5480#section-2.1.1.1 */
export const CURVES = { 'P-256': '2a8648ce3d030107', 'P-384': '2b81040022', 'P-521': '2b81040023', secp256k1: '2b8104000a' };

const bytesOf = (hex) => Uint8Array.fromHex(hex);
const NULL_VALUE = encode(NULL);
/** The version of most containers. */
const ZERO = encode(INTEGER, [0]);

/** The parameters of an algorithm: NULL for RSA, the curve's identifier for EC, otherwise those given, or none. */
function encodeAlgorithm({ oid, curve, params = [] }) {
  const own = oid === RSA ? NULL_VALUE : oid === EC ? encode(OBJECT_IDENTIFIER, bytesOf(CURVES[curve])) : params;
  return encode(SEQUENCE, encode(OBJECT_IDENTIFIER, bytesOf(oid)), own);
}

function readCurve(reader) {
  const oid = reader.read(OBJECT_IDENTIFIER).toHex();
  const found = Object.entries(CURVES).find(([, value]) => value === oid);
  if (!found) throw new Malformed();
  return found[0];
}

function readAlgorithm(reader) {
  const inner = reader.enter(SEQUENCE);
  const oid = inner.read(OBJECT_IDENTIFIER).toHex();
  if (oid === EC) {
    const curve = readCurve(inner);
    inner.end();
    return { oid, curve };
  }
  if (oid === RSA && !inner.isAtEnd) inner.read(NULL);
  const hasParams = (oid === RSA_PSS || oid === DH) && !inner.isAtEnd;
  const params = hasParams ? inner.enter(SEQUENCE) : undefined;
  inner.end();
  return { oid, params };
}

/** A public key; `key` is what the algorithm makes of it. */
export const encodeSpki = (algorithm, key) => encode(SEQUENCE, encodeAlgorithm(algorithm), encodeBits(key));

/** `{ oid, curve, params, key }`: the curve of EC, a reader of the parameters that RSA-PSS and Diffie-Hellman have. */
export function readSpki(bytes) {
  const outer = new Reader(bytes);
  const reader = outer.enter(SEQUENCE);
  outer.end();
  const algorithm = readAlgorithm(reader);
  const key = reader.readBits();
  reader.end();
  return { ...algorithm, key };
}

/** A private key. */
export const encodePkcs8 = (algorithm, key) =>
  encode(SEQUENCE, ZERO, encodeAlgorithm(algorithm), encode(OCTET_STRING, key));

/** `{ oid, curve, params, key }`; attributes and the public key that version 2 may have are passed over. */
export function readPkcs8(bytes) {
  const outer = new Reader(bytes);
  const reader = outer.enter(SEQUENCE);
  outer.end();
  const version = reader.readInteger();
  if (version.length !== 1 || version[0] > 1) throw new Malformed();
  const algorithm = readAlgorithm(reader);
  const key = reader.read(OCTET_STRING);
  for (const tag of [context(0), 0x81]) if (reader.tag === tag) reader.read(tag);
  reader.end();
  return { ...algorithm, key };
}

/** RSAPublicKey: https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.1 */
export const encodeRsaPublic = (n, e) => encode(SEQUENCE, encodeInteger(n), encodeInteger(e));

/** `[n, e]`. */
export function readRsaPublic(bytes) {
  const outer = new Reader(bytes);
  const reader = outer.enter(SEQUENCE);
  outer.end();
  const numbers = [reader.readInteger(), reader.readInteger()];
  reader.end();
  return numbers;
}

/** RSAPrivateKey, of its eight numbers: https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2 */
export const encodeRsaPrivate = (numbers) => encode(SEQUENCE, ZERO, ...numbers.map(encodeInteger));

/** The eight numbers: n, e, d, p, q, dp, dq, qi. */
export function readRsaPrivate(bytes) {
  const outer = new Reader(bytes);
  const reader = outer.enter(SEQUENCE);
  outer.end();
  const version = reader.readInteger();
  if (version.length !== 1 || version[0] !== 0) throw new Malformed();
  const numbers = Array.from({ length: 8 }, () => reader.readInteger());
  reader.end();
  return numbers;
}

/** ECPrivateKey: https://www.rfc-editor.org/rfc/rfc5915. `curve` is there where no container says it. */
export function encodeEcPrivate(d, point, curve = undefined) {
  const params = curve ? encode(context(0), encode(OBJECT_IDENTIFIER, bytesOf(CURVES[curve]))) : [];
  return encode(SEQUENCE, encode(INTEGER, [1]), encode(OCTET_STRING, d), params, encode(context(1), encodeBits(point)));
}

/** `{ d, point, curve }`; the point and the curve where they are there. */
export function readEcPrivate(bytes) {
  const outer = new Reader(bytes);
  const reader = outer.enter(SEQUENCE);
  outer.end();
  const version = reader.readInteger();
  if (version.length !== 1 || version[0] !== 1) throw new Malformed();
  const found = { d: reader.read(OCTET_STRING) };
  if (reader.tag === context(0)) found.curve = readCurve(reader.enter(context(0)));
  if (reader.tag === context(1)) found.point = reader.enter(context(1)).readBits();
  reader.end();
  return found;
}

/** The private key of Ed25519 and X25519, which is an octet string of its own: https://www.rfc-editor.org/rfc/rfc8410#section-7 */
export const encodeOkpPrivate = (d) => encode(OCTET_STRING, d);

export function readOkpPrivate(bytes) {
  const reader = new Reader(bytes);
  const d = reader.read(OCTET_STRING);
  reader.end();
  return d;
}
