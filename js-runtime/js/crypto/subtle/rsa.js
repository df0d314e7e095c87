// RSASSA-PKCS1-v1_5, RSA-PSS and RSA-OAEP: https://w3c.github.io/webcrypto/#rsassa-pkcs1
//
// The material of a key is its numbers: n and e of a public key; n, e, d, p, q, dp, dq and qi of a private one.
import { digest } from 'native:digest';
import { complete, decrypt, encrypt, generate, isPublicKey, sign, verify } from 'native:rsa';
import { RSA, encodePkcs8, encodeRsaPrivate, encodeRsaPublic, encodeSpki, readRsaPrivate, readRsaPublic } from 'jsc:containers';
import { readContainer, reading } from 'jsc:subtle/containers';
import { member, optional, toBigInteger, toBytes, toInteger } from 'jsc:subtle/convert';
import { dataError, notSupported, operationError } from 'jsc:subtle/errors';
import { checkAlg, checkJwk, fromBase64Url, makeJwk, toBase64Url } from 'jsc:subtle/jwk';
import { checkUsages, makeKey, makePair } from 'jsc:subtle/key';
import { checkType, exporter, usagesFor } from 'jsc:subtle/pairs';
import { opensslName, register, toHash } from 'jsc:subtle/registry';

const PRIVATE_NAMES = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];

/** The names of JSON Web Algorithms: https://www.rfc-editor.org/rfc/rfc7518#section-3.1 */
const ALG = {
  'RSASSA-PKCS1-v1_5': (bits) => `RS${bits}`,
  'RSA-PSS': (bits) => `PS${bits}`,
  'RSA-OAEP': (bits) => (bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`),
};
const algOf = ({ name, hash }) => ALG[name](hash.name.slice(4));

const hashParams = (dictionary, name) => ({ hash: member(dictionary, 'hash', toHash, name) });

const generateParams = (dictionary, name) => ({
  modulusLength: member(dictionary, 'modulusLength', toInteger, name),
  publicExponent: member(dictionary, 'publicExponent', toBigInteger, name),
  ...hashParams(dictionary, name),
});

const withoutZeros = (bytes) => bytes.subarray(bytes.findIndex((byte) => byte !== 0));

const bitLength = (bytes) => bytes.length * 8 - Math.clz32(bytes[0]) + 24;

const describe = (name, hash, [n, e]) => ({
  name,
  modulusLength: bitLength(n),
  publicExponent: e.slice(),
  hash: { name: hash },
});

function publicMaterial(numbers) {
  const [n, e] = numbers.map(withoutZeros);
  if (!isPublicKey(n, e)) throw dataError('this is no public key of RSA');
  return ['public', [n.slice(), e.slice()]];
}

function privateMaterial(numbers) {
  const own = complete(...numbers.slice(0, 5));
  if (!own) throw dataError('this is no private key of RSA');
  return ['private', own];
}

function fromJwk(data, { use, alg, extractable, usages }) {
  checkJwk(data, 'RSA', use, extractable, usages);
  checkAlg(data, alg);
  const numbers = (names) => names.map((name) => fromBase64Url(data, name));
  if (data.d === undefined) return publicMaterial(numbers(['n', 'e']));
  if (data.oth !== undefined) throw notSupported('keys of more than two primes are not supported');
  return privateMaterial(numbers(PRIVATE_NAMES));
}

const READERS = {
  spki: (data) => publicMaterial(reading(readRsaPublic, readContainer('spki', data, RSA).key)),
  pkcs8: (data) => privateMaterial(reading(readRsaPrivate, readContainer('pkcs8', data, RSA).key)),
  jwk: fromJwk,
};

const exportKey = exporter({
  spki: ['public', ({ material }) => encodeSpki({ oid: RSA }, encodeRsaPublic(...material))],
  pkcs8: ['private', ({ material }) => encodePkcs8({ oid: RSA }, encodeRsaPrivate(material))],
  jwk: (inside) => makeJwk(inside, {
    kty: 'RSA',
    alg: algOf(inside.algorithm),
    ...Object.fromEntries(inside.material.map((number, at) => [PRIVATE_NAMES[at], toBase64Url(number)])),
  }),
});

function generateKey(name, { modulusLength, publicExponent, hash }, extractable, usages, allowed) {
  checkUsages(usages, allowed.flat());
  const numbers = generate(modulusLength, withoutZeros(publicExponent));
  if (!numbers) throw operationError('there is no such key of RSA');
  const [n, e] = numbers;
  return makePair(describe(name, hash, numbers), extractable, usages, allowed, [[n, e], numbers]);
}

/** What all have: keys. The usages are those of public keys, and those of private ones. */
const keyOperations = (name, use, allowed) => ({
  generateKey: { params: generateParams, run: (params, extractable, usages) =>
    generateKey(name, params, extractable, usages, allowed) },
  importKey: { params: hashParams, run: ({ hash }, format, data, extractable, usages) => {
    if (!READERS[format]) throw notSupported(`keys of RSA have no format '${format}'`);
    checkUsages(usages, usagesFor(format, data, ...allowed));
    const alg = algOf({ name, hash: { name: hash } });
    const [type, material] = READERS[format](data, { use, alg, extractable, usages });
    return makeKey(type, describe(name, hash, material), extractable, usages, material);
  } },
  exportKey: { run: exportKey },
});

/** `sign` and `verify`; `params` are those of the padding, of which there is a `saltLength` or none. */
const signing = (params) => ({
  sign: { params, run: ({ saltLength }, inside, data) => {
    checkType(inside, 'private');
    const hash = opensslName(inside.algorithm.hash.name);
    const signature = sign(hash, saltLength, digest(hash, data), ...inside.material);
    if (!signature) throw operationError('the key is too short for the signature');
    return signature;
  } },
  verify: { params, run: ({ saltLength }, inside, signature, data) => {
    checkType(inside, 'public');
    const hash = opensslName(inside.algorithm.hash.name);
    return verify(hash, saltLength, digest(hash, data), ...inside.material, signature);
  } },
});

const SIGNING = [['verify'], ['sign']];

register({
  name: 'RSASSA-PKCS1-v1_5',
  ...keyOperations('RSASSA-PKCS1-v1_5', 'sig', SIGNING),
  ...signing(undefined),
});

register({
  name: 'RSA-PSS',
  ...keyOperations('RSA-PSS', 'sig', SIGNING),
  ...signing((dictionary, name) => ({ saltLength: member(dictionary, 'saltLength', toInteger, name) })),
});

const labelParams = (dictionary, name) => ({
  label: optional(dictionary, 'label', toBytes, name) ?? new Uint8Array(),
});

register({
  name: 'RSA-OAEP',
  ...keyOperations('RSA-OAEP', 'enc', [['encrypt', 'wrapKey'], ['decrypt', 'unwrapKey']]),
  encrypt: { params: labelParams, run: ({ label }, inside, data) => {
    checkType(inside, 'public');
    const bytes = encrypt(opensslName(inside.algorithm.hash.name), label, data, ...inside.material);
    if (!bytes) throw operationError('the data is too long for the key');
    return bytes;
  } },
  decrypt: { params: labelParams, run: ({ label }, inside, data) => {
    checkType(inside, 'private');
    const text = decrypt(opensslName(inside.algorithm.hash.name), label, data, ...inside.material);
    if (!text) throw operationError('this was not encrypted for the key');
    return text;
  } },
});
