// Secrets as node:crypto takes them.
import { codedError } from 'jsc:errors';
import { parameterBytes } from 'jsc:node-crypto/bytes';
import { keyData } from 'jsc:node-crypto/key-slots';

const EXPECTED = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';

/** The bytes of a secret. */
export function secretBytes(value, name) {
  const key = keyData(value);
  if (!key) return parameterBytes(value, name, EXPECTED);
  if (key.type === 'secret') return key.material;
  throw codedError(TypeError, 'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', `Invalid key object type ${key.type}, expected secret.`);
}
