// ECDSA and ECDH: https://w3c.github.io/webcrypto/#ecdsa, https://w3c.github.io/webcrypto/#ecdh
//
// The material of a public key is `{ point }`, uncompressed, that of a private key `{ d, point }`.
import { digest } from 'native:digest';
import { generate, point, publicOf, shared, sign, verify } from 'native:ec';
import { EC, encodeEcPrivate, encodePkcs8, encodeSpki, readEcPrivate } from 'jsc:containers';
import { readContainer, reading } from 'jsc:subtle/containers';
import { member, toText } from 'jsc:subtle/convert';
import { dataError, invalidAccess, notSupported } from 'jsc:subtle/errors';
import { checkAlg, checkJwk, fromBase64Url, makeJwk, toBase64Url } from 'jsc:subtle/jwk';
import { checkUsages, insideOf, makeKey, makePair } from 'jsc:subtle/key';
import { checkType, exporter, firstBits, usagesFor } from 'jsc:subtle/pairs';
import { opensslName, register, toHash } from 'jsc:subtle/registry';

/** Bytes of a coordinate. */
const SIZES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

const toCurve = (dictionary, name) => ({ namedCurve: member(dictionary, 'namedCurve', toText, name) });

function checkCurve(curve) {
  if (!Object.hasOwn(SIZES, curve)) throw notSupported(`the curve '${curve}' is unknown`);
}

/** The material of a public key: a point that may be compressed. */
function publicMaterial(curve, bytes) {
  const full = point(curve, bytes, false);
  if (!full) throw dataError('this is no point of the curve');
  return { point: full };
}

/** The material of a private key; the public key, where it is known, must be its own. */
function privateMaterial(curve, d, known) {
  const own = d.length === SIZES[curve] && publicOf(curve, d);
  if (!own) throw dataError('this is no private key of the curve');
  if (known && point(curve, known, false)?.toHex() !== own.toHex()) throw dataError('the keys do not belong together');
  return { d: d.slice(), point: own };
}

function fromJwk(data, { name, curve, extractable, usages }) {
  checkJwk(data, 'EC', name === 'ECDSA' ? 'sig' : 'enc', extractable, usages);
  if (data.crv !== curve) throw dataError(`the key is of the curve '${data.crv}', not '${curve}'`);
  const [x, y] = [fromBase64Url(data, 'x'), fromBase64Url(data, 'y')];
  if (x.length !== SIZES[curve] || y.length !== SIZES[curve]) throw dataError('a coordinate has the wrong length');
  if (name === 'ECDSA') checkAlg(data, { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }[curve]);
  const full = Uint8Array.of(4, ...x, ...y);
  if (data.d === undefined) return ['public', publicMaterial(curve, full)];
  return ['private', privateMaterial(curve, fromBase64Url(data, 'd'), full)];
}

function fromPkcs8(data, curve) {
  const { key, curve: found } = readContainer('pkcs8', data, EC);
  const { d, point: known, curve: inner = found } = reading(readEcPrivate, key);
  if (found !== curve || inner !== curve) throw dataError('the key is of another curve');
  return ['private', privateMaterial(curve, d, known)];
}

function fromSpki(data, curve) {
  const { key, curve: found } = readContainer('spki', data, EC);
  if (found !== curve) throw dataError('the key is of another curve');
  return ['public', publicMaterial(curve, key)];
}

const READERS = {
  raw: (data, { curve }) => ['public', publicMaterial(curve, data)],
  spki: (data, { curve }) => fromSpki(data, curve),
  pkcs8: (data, { curve }) => fromPkcs8(data, curve),
  jwk: fromJwk,
};

function toJwk(inside) {
  const { algorithm: { namedCurve: crv }, material: { d, point: full } } = inside;
  const size = SIZES[crv];
  return makeJwk(inside, {
    kty: 'EC',
    crv,
    x: toBase64Url(full.subarray(1, 1 + size)),
    y: toBase64Url(full.subarray(1 + size)),
    ...(d && { d: toBase64Url(d) }),
  });
}

/** Each format with the type of key that it is for. */
const exportKey = exporter({
  jwk: toJwk,
  raw: ['public', ({ material }) => material.point.slice()],
  spki: ['public', ({ algorithm, material }) => encodeSpki({ oid: EC, curve: algorithm.namedCurve }, material.point)],
  pkcs8: ['private', ({ algorithm, material: { d, point: full } }) =>
    encodePkcs8({ oid: EC, curve: algorithm.namedCurve }, encodeEcPrivate(d, full))],
});

/** What both have: keys. The usages are those of public keys, and those of private ones. */
const keyOperations = (name, forPublic, forPrivate) => ({
  generateKey: { params: toCurve, run: ({ namedCurve }, extractable, usages) => {
    checkUsages(usages, [...forPublic, ...forPrivate]);
    checkCurve(namedCurve);
    const d = generate(namedCurve);
    const own = publicOf(namedCurve, d);
    return makePair({ name, namedCurve }, extractable, usages, [forPublic, forPrivate], [{ point: own }, { d, point: own }]);
  } },
  importKey: { params: toCurve, run: ({ namedCurve: curve }, format, data, extractable, usages) => {
    checkCurve(curve);
    checkUsages(usages, usagesFor(format, data, forPublic, forPrivate));
    const [type, material] = READERS[format](data, { name, curve, extractable, usages });
    return makeKey(type, { name, namedCurve: curve }, extractable, usages, material);
  } },
  exportKey: { run: exportKey },
});

const hashParams = (dictionary, name) => ({ hash: member(dictionary, 'hash', toHash, name) });

register({
  name: 'ECDSA',
  ...keyOperations('ECDSA', ['verify'], ['sign']),
  sign: { params: hashParams, run: ({ hash }, inside, data) => {
    checkType(inside, 'private');
    return sign(inside.algorithm.namedCurve, inside.material.d, digest(opensslName(hash), data));
  } },
  verify: { params: hashParams, run: ({ hash }, inside, signature, data) => {
    checkType(inside, 'public');
    return verify(inside.algorithm.namedCurve, inside.material.point, signature, digest(opensslName(hash), data));
  } },
});

register({
  name: 'ECDH',
  ...keyOperations('ECDH', [], ['deriveKey', 'deriveBits']),
  deriveBits: {
    params: (dictionary, name) => ({ public: member(dictionary, 'public', insideOf, name) }),
    run: ({ public: other }, inside, length) => {
      checkType(inside, 'private');
      checkType(other, 'public');
      const { name, namedCurve } = inside.algorithm;
      if (other.algorithm.name !== name || other.algorithm.namedCurve !== namedCurve) {
        throw invalidAccess('the keys are not of the same algorithm and curve');
      }
      return firstBits(shared(namedCurve, inside.material.d, other.material.point), length);
    },
  },
});
