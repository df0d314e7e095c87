// Secrets as node:crypto takes them.
import { parameterBytes } from 'jsc:node-crypto/bytes';

const EXPECTED = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey';

/** The bytes of a secret. */
export const secretBytes = (value, name) => parameterBytes(value, name, EXPECTED);
