// The global crypto: https://w3c.github.io/webcrypto/#crypto-interface
import { fill } from 'native:random';
import { codedError } from 'jsc:errors';
// Empty modules in programs whose texts do not name them; who cannot tell a QuotaExceededError gets a DOMException.
import * as quota from 'jsc:quota-exceeded-error';
import * as web from 'jsc:subtle';

/** How many bytes getRandomValues gives at once. */
const QUOTA = 65536;

/** A getter of all typed arrays, which a program cannot shadow. */
const getter = (key) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), key).get;
const typeOf = getter(Symbol.toStringTag);
const lengthOf = getter('byteLength');
const bufferOf = getter('buffer');
const INTEGERS = new Set([
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'BigInt64Array', 'BigUint64Array',
]);

const hex = (byte) => (byte + 0x100).toString(16).slice(1);

/** A version 4 UUID: https://www.rfc-editor.org/rfc/rfc9562#section-5.4 */
export function randomUUID() {
  const bytes = new Uint8Array(16);
  fill(bytes);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hex(bytes[i]);
  }
  return text;
}

/** WebIDL's conversion to ArrayBufferView, which does not take shared memory. */
function checkView(value) {
  const isShared = typeOf.call(value) !== undefined && !(bufferOf.call(value) instanceof ArrayBuffer);
  if (ArrayBuffer.isView(value) && !isShared) return;
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE',
    "Failed to execute 'getRandomValues' on 'Crypto': 1st argument is not of type ArrayBufferView.");
}

/** Only this module makes a Crypto. */
const KEY = {};

class Crypto {
  #brand;

  constructor(key) {
    if (key !== KEY) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }

  static isOne(value) {
    return typeof value === 'object' && value !== null && #brand in value;
  }

  getRandomValues(array) {
    checkReceiver(this);
    if (arguments.length === 0) {
      throw codedError(TypeError, 'ERR_MISSING_ARGS',
        "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.");
    }
    checkView(array);
    if (!INTEGERS.has(typeOf.call(array))) {
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (lengthOf.call(array) > QUOTA) {
      const Exceeded = quota.QuotaExceededError ?? DOMException;
      throw new Exceeded('The requested length exceeds 65,536 bytes', quota.QuotaExceededError ? {} : 'QuotaExceededError');
    }
    fill(array);
    return array;
  }

  randomUUID() {
    checkReceiver(this);
    return randomUUID();
  }
}

const { isOne } = Crypto;
delete Crypto.isOne;

function checkReceiver(value) {
  if (!isOne(value)) throw codedError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Crypto');
}

for (const key of ['getRandomValues', 'randomUUID']) {
  Object.defineProperty(Crypto.prototype, key, { enumerable: true });
}
if (web.subtle) {
  Object.defineProperty(Crypto.prototype, 'subtle', Object.getOwnPropertyDescriptor({
    get subtle() {
      checkReceiver(this);
      return web.subtle;
    },
  }, 'subtle'));
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });
Object.defineProperty(Crypto, 'length', { value: 0 });

export const crypto = new Crypto(KEY);

Object.defineProperty(globalThis, 'Crypto', { value: Crypto, writable: true, configurable: true });
// An accessor without a setter, as WebIDL has a read-only attribute of the global object.
Object.defineProperty(globalThis, 'crypto', {
  ...Object.getOwnPropertyDescriptor({
    get crypto() {
      if (this !== undefined && this !== null && this !== globalThis) throw new TypeError('Illegal invocation');
      return crypto;
    },
  }, 'crypto'),
});
