// What the algorithms with public and private keys have in common.
import { invalidAccess, notSupported, operationError } from 'jsc:subtle/errors';

/** Throws unless a key is of the type that an operation takes. */
export function checkType({ type }, wanted) {
  if (type !== wanted) throw invalidAccess(`this takes a ${wanted} key, not a ${type} one`);
}

/** The usages that a key can have which is imported: those of public or of private keys. */
export function usagesFor(format, data, forPublic, forPrivate) {
  const isPrivate = format === 'jwk' ? data.d !== undefined : format === 'pkcs8';
  return isPrivate ? forPrivate : forPublic;
}

/** `exportKey` of `{ jwk, [format]: [type, write] }`: each format with the type of key that has it. */
export const exporter = (writers) => (format, inside) => {
  if (format === 'jwk') return writers.jwk(inside);
  if (!writers[format]) throw notSupported(`keys of this algorithm have no format '${format}'`);
  const [type, write] = writers[format];
  if (inside.type !== type) throw invalidAccess(`a ${inside.type} key has no format '${format}'`);
  return write(inside);
};

/** The first `length` bits of a secret; all for null. */
export function firstBits(secret, length) {
  if (length === null) return secret;
  if (length > secret.length * 8) throw operationError(`the secret has ${secret.length * 8} bits, not ${length}`);
  const first = secret.slice(0, Math.ceil(length / 8));
  if (length % 8) first[first.length - 1] &= 0xff << (8 - (length % 8));
  return first;
}
