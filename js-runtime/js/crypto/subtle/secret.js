// Keys that are bytes, as raw bytes and as JSON Web Keys of the type 'oct'.
import { notSupported } from 'jsc:subtle/errors';
import { checkAlg, checkJwk, fromBase64Url, makeJwk, toBase64Url } from 'jsc:subtle/jwk';

/** The bytes of a key that is imported. `algOf(bits)` names it in a JSON Web Key. */
export function importSecret(format, data, extractable, usages, use, algOf) {
  if (format === 'raw') return data;
  if (format !== 'jwk') throw notSupported(`keys of this algorithm have no format '${format}'`);
  checkJwk(data, 'oct', use, extractable, usages);
  const bytes = fromBase64Url(data, 'k');
  checkAlg(data, algOf(bytes.length * 8));
  return bytes;
}

export function exportSecret(format, inside, alg) {
  if (format === 'raw') return inside.material.slice();
  if (format !== 'jwk') throw notSupported(`keys of this algorithm have no format '${format}'`);
  return makeJwk(inside, { kty: 'oct', alg, k: toBase64Url(inside.material) });
}
