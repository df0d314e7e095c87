// What a key of RSA-PSS is restricted to: RSASSA-PSS-params of https://www.rfc-editor.org/rfc/rfc4055#section-3.1
import { Malformed, NULL, OBJECT_IDENTIFIER, SEQUENCE, context, encode, encodeInteger } from 'jsc:der';

const HASHES = {
  sha1: '2b0e03021a',
  sha224: '608648016503040204',
  sha256: '608648016503040201',
  sha384: '608648016503040202',
  sha512: '608648016503040203',
  'sha512-224': '608648016503040205',
  'sha512-256': '608648016503040206',
};
const MGF1 = '2a864886f70d010108';
const DEFAULT_SALT = 20;

const algorithm = (oid, params) => encode(SEQUENCE, encode(OBJECT_IDENTIFIER, Uint8Array.fromHex(oid)), params);
const hashAlgorithm = (hash) => algorithm(HASHES[hash], encode(NULL));

function readHash(reader) {
  const oid = reader.read(OBJECT_IDENTIFIER).toHex();
  if (!reader.isAtEnd) reader.read(NULL);
  const hash = Object.keys(HASHES).find((name) => HASHES[name] === oid);
  if (!hash) throw new Malformed();
  return hash;
}

function readMgf(reader) {
  if (reader.read(OBJECT_IDENTIFIER).toHex() !== MGF1) throw new Malformed();
  return readHash(reader.enter(SEQUENCE));
}

/** Whether RSA-PSS knows a digest of that name. */
export const isPssHash = (name) => Object.hasOwn(HASHES, name);

/** `{ hash, mgf1Hash, saltLength }`, of a reader of the parameters. */
export function readPss(reader) {
  const found = { hash: 'sha1', mgf1Hash: 'sha1', saltLength: DEFAULT_SALT };
  if (reader.tag === context(0)) found.hash = readHash(reader.enter(context(0)).enter(SEQUENCE));
  if (reader.tag === context(1)) found.mgf1Hash = readMgf(reader.enter(context(1)).enter(SEQUENCE));
  if (reader.tag === context(2)) {
    found.saltLength = reader.enter(context(2)).readInteger().reduce((sum, byte) => sum * 256 + byte, 0);
  }
  if (reader.tag === context(3)) reader.read(context(3));
  reader.end();
  return found;
}

/** The parameters; what has its default is left out. */
export function encodePss({ hash, mgf1Hash, saltLength }) {
  const salt = Uint8Array.of(saltLength >> 24, saltLength >> 16, saltLength >> 8, saltLength);
  return encode(SEQUENCE,
    hash === 'sha1' ? [] : encode(context(0), hashAlgorithm(hash)),
    mgf1Hash === 'sha1' ? [] : encode(context(1), algorithm(MGF1, hashAlgorithm(mgf1Hash))),
    saltLength === DEFAULT_SALT ? [] : encode(context(2), encodeInteger(salt)));
}
