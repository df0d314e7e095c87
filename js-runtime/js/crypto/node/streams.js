// Makes streams of the hashes, ciphers and signatures that a program has: Node.js 20's
// lib/internal/streams/lazy_transform.js (MIT licence). They are called by their own methods mostly, so that they become
// streams when something first asks for a stream's state.
import 'jsc:buffer';
import Transform from 'jsc:stream/transform';
import Writable from 'jsc:stream/writable';
// Empty modules in programs that have no use for them.
import * as ciphers from 'jsc:node-crypto/cipher';
import * as hashes from 'jsc:node-crypto/hash';
import * as signatures from 'jsc:node-crypto/signatures';

/** A class between `Base` and those that become one of its streams; `states` are what such a stream has. */
function lazy(Base, states) {
  function Lazy(options) {
    this._options = options;
  }
  Object.setPrototypeOf(Lazy.prototype, Base.prototype);
  Object.setPrototypeOf(Lazy, Base);
  for (const name of states) {
    Object.defineProperty(Lazy.prototype, name, {
      get() {
        become(Base, this);
        return this[name];
      },
      set(value) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
      },
      configurable: true,
      enumerable: true,
    });
  }
  return Lazy;
}

function become(Base, object) {
  Reflect.apply(Base, object, [object._options]);
  object._writableState.decodeStrings = false;
  if (!object._options?.defaultEncoding) object._writableState.defaultEncoding = 'buffer';
}

function derive(Lazy, classes) {
  for (const Class of classes.filter(Boolean)) {
    Object.setPrototypeOf(Class.prototype, Lazy.prototype);
    Object.setPrototypeOf(Class, Lazy);
  }
}

const { Sign, Verify } = signatures;
derive(lazy(Transform, ['_readableState', '_writableState']),
  [hashes.Hash, hashes.Hmac, ciphers.Cipheriv, ciphers.Decipheriv]);
derive(lazy(Writable, ['_writableState']), [Sign, Verify]);
