// Errors that come from OpenSSL under Node, with its numbers and texts.
import { codedError } from 'jsc:errors';

/** What codes name of OpenSSL's libraries. */
const CODES = {
  'Diffie-Hellman routines': 'DH_', 'PEM routines': 'PEM_', 'asn1 encoding routines': 'ASN1_', 'bignum routines': 'BN_',
  'digital envelope routines': 'EVP_', 'rsa routines': 'RSA_',
};

/** `number` is that of the error, in hexadecimal. */
export function opensslError(number, library, reason) {
  const error = new Error(`error:${number}:${library}::${reason}`);
  error.library = library;
  error.reason = reason;
  error.code = `ERR_OSSL_${CODES[library] ?? ''}${reason.toUpperCase().replaceAll(' ', '_')}`;
  return error;
}

export const invalidDigest = (name) => codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
