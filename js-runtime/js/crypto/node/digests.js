// The names of digests: OpenSSL's, in any case, and what it takes for the same.
import { lengthOf } from 'native:digest';

const RSA = (names) => names.flatMap((name) => [[`rsa-${name}`, name], [`${name}withrsaencryption`, name]]);

const ALIASES = new Map([
  ...RSA(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-224', 'sha512-256']),
  ...['224', '256', '384', '512'].flatMap((bits) => [
    [`rsa-sha3-${bits}`, `sha3-${bits}`],
    [`id-rsassa-pkcs1-v1_5-with-sha3-${bits}`, `sha3-${bits}`],
    [`sha-${bits}`, `sha${bits}`],
    [`sha2-${bits}`, `sha${bits}`],
  ]),
  ...['ripemd', 'rmd160', 'rsa-ripemd160', 'ripemd160withrsa'].map((name) => [name, 'ripemd160']),
  ['ssl3-md5', 'md5'], ['ssl3-sha1', 'sha1'], ['rsa-sha1-2', 'sha1'], ['sha-1', 'sha1'],
  ['rsa-sha512/224', 'sha512-224'], ['rsa-sha512/256', 'sha512-256'],
]);

/** What getHashes lists: the names that OpenSSL 3.0 has under Node 20, as far as their digests exist here. */
const LISTED = [
  'RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA1-2', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256',
  'RSA-SHA3-384', 'RSA-SHA3-512', 'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', 'blake2b512',
  'blake2s256', 'id-rsassa-pkcs1-v1_5-with-sha3-224', 'id-rsassa-pkcs1-v1_5-with-sha3-256',
  'id-rsassa-pkcs1-v1_5-with-sha3-384', 'id-rsassa-pkcs1-v1_5-with-sha3-512', 'md5', 'md5WithRSAEncryption', 'ripemd',
  'ripemd160', 'ripemd160WithRSA', 'rmd160', 'sha1', 'sha1WithRSAEncryption', 'sha224', 'sha224WithRSAEncryption', 'sha256',
  'sha256WithRSAEncryption', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384', 'sha384WithRSAEncryption', 'sha512',
  'sha512-224', 'sha512-224WithRSAEncryption', 'sha512-256', 'sha512-256WithRSAEncryption', 'sha512WithRSAEncryption',
  'shake128', 'shake256', 'ssl3-md5', 'ssl3-sha1',
];

/** The canonical name; undefined for a name of no digest. */
export function digestName(name) {
  const lower = name.toLowerCase();
  const canonical = ALIASES.get(lower) ?? lower;
  return lengthOf(canonical) === undefined ? undefined : canonical;
}

export const getHashes = () => [...LISTED];
