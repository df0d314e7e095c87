// JSON Web Keys: https://www.rfc-editor.org/rfc/rfc7517
import { dataError } from 'jsc:subtle/errors';

const ALPHABET = { alphabet: 'base64url', omitPadding: true };

export const toBase64Url = (bytes) => bytes.toBase64(ALPHABET);

/** The bytes of a member in base64url without padding. */
export function fromBase64Url(key, name) {
  const text = key[name];
  if (text === undefined || !/^[\w-]*$/.test(text)) throw dataError(`the key has no '${name}' in base64url`);
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' });
  } catch {
    throw dataError(`the key has no '${name}' in base64url`);
  }
}

/** Throws unless the key says it is what is imported: its type, purpose (`sig` or `enc`), operations and extractability. */
export function checkJwk(key, kty, use, extractable, usages) {
  if (key.kty !== kty) throw dataError(`the key is of type '${key.kty}', not '${kty}'`);
  if (usages.length && key.use !== undefined && key.use !== use) throw dataError(`the key is for '${key.use}', not '${use}'`);
  const operations = key.key_ops;
  if (operations) {
    if (new Set(operations).size !== operations.length) throw dataError('the key has an operation twice');
    if (usages.some((usage) => !operations.includes(usage))) throw dataError("the key's operations lack a usage");
  }
  if (key.ext === false && extractable) throw dataError('the key is not extractable');
}

/** Throws unless `alg`, where the key has it, is the algorithm's. */
export function checkAlg(key, alg) {
  if (key.alg !== undefined && key.alg !== alg) throw dataError(`the key is for '${key.alg}', not '${alg}'`);
}

/** A JSON Web Key with what all have, and the members of its type. */
export const makeJwk = ({ usages, extractable }, members) => ({ key_ops: [...usages], ext: extractable, ...members });
