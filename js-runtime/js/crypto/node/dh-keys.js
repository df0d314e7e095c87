// Keys of Diffie-Hellman over the integers: https://www.rfc-editor.org/rfc/rfc2631, in the containers of PKCS #3.
// The material is `{ p, g, y, x }`: the prime, the generator, the public number and the private one.
import { power } from 'native:numbers';
import { DH, encodePkcs8, encodeSpki } from 'jsc:containers';
import { Malformed, Reader, SEQUENCE, encode, encodeInteger } from 'jsc:der';
import { drawPrivate } from 'jsc:node-crypto/dh-groups';
import { withoutZeros } from 'jsc:node-crypto/numbers';

const encodeParams = ({ p, g }) => encode(SEQUENCE, encodeInteger(p), encodeInteger(g));

function readParams(reader) {
  const [p, g] = [reader.readInteger().slice(), reader.readInteger().slice()];
  // A length of private numbers may follow.
  if (!reader.isAtEnd) reader.readInteger();
  reader.end();
  return { p, g };
}

function readNumber(bytes) {
  const reader = new Reader(bytes);
  const number = reader.readInteger().slice();
  reader.end();
  return number;
}

function publicNumber({ p, g }, x) {
  const y = power(g, x, p);
  if (!y) throw new Malformed();
  return withoutZeros(y);
}

export const readPublic = (params, key) => ({ ...readParams(params), y: readNumber(key) });

export function readPrivate(params, key) {
  const group = readParams(params);
  const x = readNumber(key);
  return { ...group, y: publicNumber(group, x), x };
}

const algorithm = (material) => ({ oid: DH, params: encodeParams(material) });

export const encodePublic = (material) => encodeSpki(algorithm(material), encodeInteger(material.y));
export const encodePrivate = (material) => encodePkcs8(algorithm(material), encodeInteger(material.x));

/** The material of a new private key. */
export function generate(group) {
  const x = drawPrivate(group.p);
  return { p: group.p, g: group.g, y: publicNumber(group, x), x };
}

/** What two keys share, in as many bytes as the prime has; undefined where that cannot be computed. */
export const shared = (own, other) => power(other.y, own.x, own.p);
