// Makes transform streams of the hashes and ciphers that a program has: Node.js 20's
// lib/internal/streams/lazy_transform.js (MIT licence). They are called by their own methods mostly, so that they become
// streams when something first asks for a stream's state.
import 'jsc:buffer';
import Transform from 'jsc:stream/transform';
// Empty modules in programs that have no use for them.
import * as ciphers from 'jsc:node-crypto/cipher';
import * as hashes from 'jsc:node-crypto/hash';

const STATES = ['_readableState', '_writableState'];

function LazyTransform(options) {
  this._options = options;
}
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

function becomeStream(lazy) {
  Reflect.apply(Transform, lazy, [lazy._options]);
  lazy._writableState.decodeStrings = false;
  if (!lazy._options?.defaultEncoding) lazy._writableState.defaultEncoding = 'buffer';
}

for (const name of STATES) {
  Object.defineProperty(LazyTransform.prototype, name, {
    get() {
      becomeStream(this);
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
    },
    configurable: true,
    enumerable: true,
  });
}

for (const Class of [hashes.Hash, hashes.Hmac, ciphers.Cipheriv, ciphers.Decipheriv]) {
  if (!Class) continue;
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
}
