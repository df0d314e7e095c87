// Private keys under a passphrase: PBES2 (https://www.rfc-editor.org/rfc/rfc8018#section-6.2) with PBKDF2 and AES in CBC mode.
import { finish, open, update } from 'native:aes';
import { pbkdf2 } from 'native:kdf';
import { fill } from 'native:random';
import { INTEGER, Malformed, NULL, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, encode, encodeInteger } from 'jsc:der';
import { codedError } from 'jsc:errors';
import { opensslError } from 'jsc:node-crypto/errors';

const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
/** Digests by the identifier of their HMAC. */
const DIGESTS = {
  '2a864886f70d0207': 'sha1', '2a864886f70d0208': 'sha224', '2a864886f70d0209': 'sha256', '2a864886f70d020a': 'sha384',
  '2a864886f70d020b': 'sha512',
};
const SHA256 = '2a864886f70d0209';
/** Bytes of the key by the identifier of AES in CBC mode. */
const CIPHERS = { '608648016503040102': 16, '608648016503040116': 24, '60864801650304012a': 32 };
const ITERATIONS = 2048;
const BLOCK = 16;
/** More than this is an attack on whoever reads the key. */
const MAX_ITERATIONS = 10_000_000;

const oid = (hex) => encode(OBJECT_IDENTIFIER, Uint8Array.fromHex(hex));
const readNumber = (reader) => reader.readInteger().reduce((number, byte) => number * 256 + byte, 0);

function crypt(decrypts, key, iv, bytes) {
  const running = open('cbc', key, iv, decrypts, BLOCK * 8);
  const first = update(running, bytes);
  const last = finish(running);
  if (!last) throw opensslError('1C800064', 'Provider routines', 'bad decrypt');
  const whole = new Uint8Array(first.length + last.length);
  whole.set(first);
  whole.set(last, first.length);
  return whole;
}

/** `{ salt, iterations, digest }`. */
function readDerivation(reader) {
  if (reader.read(OBJECT_IDENTIFIER).toHex() !== PBKDF2) throw new Malformed();
  const inner = reader.enter(SEQUENCE);
  const [salt, iterations] = [inner.read(OCTET_STRING), readNumber(inner)];
  if (inner.tag === INTEGER) inner.readInteger();
  const digest = inner.isAtEnd ? 'sha1' : DIGESTS[inner.enter(SEQUENCE).read(OBJECT_IDENTIFIER).toHex()];
  if (!digest || iterations > MAX_ITERATIONS) throw new Malformed();
  return { salt, iterations, digest };
}

/** The PKCS #8 of an EncryptedPrivateKeyInfo. */
export function decryptKey(bytes, passphrase) {
  const outer = new Reader(bytes).enter(SEQUENCE);
  const algorithm = outer.enter(SEQUENCE);
  if (algorithm.read(OBJECT_IDENTIFIER).toHex() !== PBES2) throw new Malformed();
  const params = algorithm.enter(SEQUENCE);
  const { salt, iterations, digest } = readDerivation(params.enter(SEQUENCE));
  const scheme = params.enter(SEQUENCE);
  const size = CIPHERS[scheme.read(OBJECT_IDENTIFIER).toHex()];
  const iv = scheme.read(OCTET_STRING);
  if (!size || iv.length !== BLOCK) throw new Malformed();
  return crypt(true, pbkdf2(digest, passphrase, salt, iterations, size), iv, outer.read(OCTET_STRING));
}

const random = (length) => {
  const bytes = new Uint8Array(length);
  fill(bytes);
  return bytes;
};

/** An EncryptedPrivateKeyInfo of a PKCS #8, with a cipher of the names aes-128-cbc, aes-192-cbc and aes-256-cbc. */
export function encryptKey(bytes, cipher, passphrase) {
  const bits = /^aes-?(128|192|256)-?cbc$/i.exec(cipher)?.[1];
  if (!bits) throw codedError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
  const [salt, iv] = [random(8), random(BLOCK)];
  const scheme = Object.keys(CIPHERS).find((id) => CIPHERS[id] === bits / 8);
  const key = pbkdf2('sha256', passphrase, salt, ITERATIONS, bits / 8);
  const derivation = encode(SEQUENCE, oid(PBKDF2), encode(SEQUENCE, encode(OCTET_STRING, salt),
    encodeInteger(Uint8Array.of(ITERATIONS >> 8, ITERATIONS & 255)), encode(SEQUENCE, oid(SHA256), encode(NULL))));
  const encryption = encode(SEQUENCE, oid(scheme), encode(OCTET_STRING, iv));
  return encode(SEQUENCE, encode(SEQUENCE, oid(PBES2), encode(SEQUENCE, derivation, encryption)),
    encode(OCTET_STRING, crypt(false, key, iv, bytes)));
}
