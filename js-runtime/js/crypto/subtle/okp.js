// Ed25519 and X25519: https://w3c.github.io/webcrypto/#ed25519, https://w3c.github.io/webcrypto/#x25519
//
// The material of a public key is `{ x }`, that of a private key `{ d, x }`, of 32 bytes each.
import { publicOf, shared, sign, verify } from 'native:curve25519';
import { fill } from 'native:random';
import { ED25519, X25519, encodeOkpPrivate, encodePkcs8, encodeSpki, readOkpPrivate } from 'jsc:containers';
import { readContainer, reading } from 'jsc:subtle/containers';
import { member } from 'jsc:subtle/convert';
import { dataError, invalidAccess, operationError } from 'jsc:subtle/errors';
import { checkJwk, fromBase64Url, makeJwk, toBase64Url } from 'jsc:subtle/jwk';
import { checkUsages, insideOf, makeKey, makePair } from 'jsc:subtle/key';
import { checkType, exporter, firstBits, usagesFor } from 'jsc:subtle/pairs';
import { register } from 'jsc:subtle/registry';

const SIZE = 32;

function checked(bytes) {
  if (bytes.length !== SIZE) throw dataError(`the key has ${bytes.length} bytes, not ${SIZE}`);
  return bytes.slice();
}

/** What both have: keys. */
function keyOperations(name, oid, [forPublic, forPrivate]) {
  const isX = name === 'X25519';
  const publicMaterial = (bytes) => ['public', { x: checked(bytes) }];
  const privateMaterial = (bytes) => ['private', { d: checked(bytes), x: publicOf(isX, checked(bytes)) }];

  function fromJwk(data, extractable, usages) {
    checkJwk(data, 'OKP', isX ? 'enc' : 'sig', extractable, usages);
    if (data.crv !== name) throw dataError(`the key is of the curve '${data.crv}', not '${name}'`);
    if (!isX && data.alg !== undefined && !['Ed25519', 'EdDSA'].includes(data.alg)) throw dataError(`the key is for '${data.alg}'`);
    const known = publicMaterial(fromBase64Url(data, 'x'));
    if (data.d === undefined) return known;
    const own = privateMaterial(fromBase64Url(data, 'd'));
    if (own[1].x.toHex() !== known[1].x.toHex()) throw dataError('the keys do not belong together');
    return own;
  }

  const readers = {
    raw: publicMaterial,
    spki: (data) => publicMaterial(readContainer('spki', data, oid).key),
    pkcs8: (data) => privateMaterial(reading(readOkpPrivate, readContainer('pkcs8', data, oid).key)),
    jwk: fromJwk,
  };
  return {
    generateKey: { run: (_, extractable, usages) => {
      checkUsages(usages, [...forPublic, ...forPrivate]);
      const d = new Uint8Array(SIZE);
      fill(d);
      const x = publicOf(isX, d);
      return makePair({ name }, extractable, usages, [forPublic, forPrivate], [{ x }, { d, x }]);
    } },
    importKey: { run: (_, format, data, extractable, usages) => {
      checkUsages(usages, usagesFor(format, data, forPublic, forPrivate));
      const [type, material] = readers[format](data, extractable, usages);
      return makeKey(type, { name }, extractable, usages, material);
    } },
    exportKey: { run: exporter({
      raw: ['public', ({ material }) => material.x.slice()],
      spki: ['public', ({ material }) => encodeSpki({ oid }, material.x)],
      pkcs8: ['private', ({ material }) => encodePkcs8({ oid }, encodeOkpPrivate(material.d))],
      jwk: (inside) => makeJwk(inside, {
        kty: 'OKP',
        ...(!isX && { alg: name }),
        crv: name,
        x: toBase64Url(inside.material.x),
        ...(inside.material.d && { d: toBase64Url(inside.material.d) }),
      }),
    }) },
  };
}

register({
  name: 'Ed25519',
  ...keyOperations('Ed25519', ED25519, [['verify'], ['sign']]),
  sign: { run: (_, inside, data) => {
    checkType(inside, 'private');
    return sign(inside.material.d, data);
  } },
  verify: { run: (_, inside, signature, data) => {
    checkType(inside, 'public');
    return verify(inside.material.x, signature, data);
  } },
});

register({
  name: 'X25519',
  ...keyOperations('X25519', X25519, [[], ['deriveKey', 'deriveBits']]),
  deriveBits: {
    params: (dictionary, name) => ({ public: member(dictionary, 'public', insideOf, name) }),
    run: ({ public: other }, inside, length) => {
      checkType(inside, 'private');
      checkType(other, 'public');
      if (other.algorithm.name !== 'X25519') throw invalidAccess('the keys are not of the same algorithm');
      const secret = shared(inside.material.d, other.material.x);
      if (!secret) throw operationError('the public key is a point of small order');
      return firstBits(secret, length);
    },
  },
});
