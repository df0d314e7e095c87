// Secrets as node:crypto takes them: bytes, a CryptoKey or a KeyObject.
import { parameterBytes } from 'jsc:node-crypto/bytes';
// An empty module in programs whose texts do not name them.
import * as keys from 'jsc:node-crypto/keys';

const EXPECTED = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';

/** The bytes of a secret. */
export function secretBytes(value, name) {
  return keys.secretOf?.(value) ?? parameterBytes(value, name, EXPECTED);
}

