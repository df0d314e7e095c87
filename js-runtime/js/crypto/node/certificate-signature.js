// Signatures of certificates: https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.2
import { Malformed, Reader } from 'jsc:der';
import { constants } from 'jsc:node-crypto/constants';
import { isRsa } from 'jsc:node-crypto/key-data';
import { readPss } from 'jsc:node-crypto/pss';
import { verifyBytes } from 'jsc:node-crypto/signatures';

/** The kind of key and the digest, by the identifier of the algorithm. */
const ALGORITHMS = {
  '1.2.840.113549.1.1.5': ['rsa', 'sha1'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
  '1.2.840.10045.4.1': ['ec', 'sha1'],
  '1.2.840.10045.4.3.1': ['ec', 'sha224'],
  '1.2.840.10045.4.3.2': ['ec', 'sha256'],
  '1.2.840.10045.4.3.3': ['ec', 'sha384'],
  '1.2.840.10045.4.3.4': ['ec', 'sha512'],
  '1.3.101.112': ['ed25519', null],
};
const RSA_PSS = '1.2.840.113549.1.1.10';

/** The digest, and the options of the padding. */
function pssOf(params) {
  const { hash, mgf1Hash, saltLength } = readPss(new Reader(params?.contents ?? new Uint8Array()));
  if (hash !== mgf1Hash) throw new Malformed();
  return [hash, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }];
}

function check({ algorithm: { oid, params }, signed, signature }, key) {
  if (oid === RSA_PSS) return isRsa(key) && verifyBytes(key, ...pssOf(params), signed, signature);
  const [kind, digest] = ALGORITHMS[oid] ?? [];
  return kind === key.kind && verifyBytes(key, digest, undefined, signed, signature);
}

/** Whether a key signed a certificate; false too where the algorithm is none that there is here. */
export function verifyCertificate(certificate, key) {
  try {
    return check(certificate, key);
  } catch (error) {
    if (error instanceof Malformed || error.library) return false;
    throw error;
  }
}
