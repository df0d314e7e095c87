// The context that asynchronous code runs in: a Map from the keys of AsyncLocalStorage to their stores, never changed
// once it is current. Promises keep it in the engine (native:async_context), what waits otherwise here.
import { current, enable, swap } from 'native:async_context';
import { setBindCallback } from 'jsc:turns';

enable();

/** A function that calls `callback` in the context of now. */
export function bind(callback) {
  const context = current();
  return function(...args) {
    const before = swap(context);
    try {
      return Reflect.apply(callback, this, args);
    } finally {
      swap(before);
    }
  };
}

setBindCallback(bind);

const { queueMicrotask: queue } = globalThis;
Object.defineProperty(globalThis, 'queueMicrotask', {
  value: function queueMicrotask(callback) {
    queue(typeof callback === 'function' ? bind(callback) : callback);
  },
  writable: true, enumerable: true, configurable: true,
});

/** The store of a key in the context of now. */
export const storeOf = (key) => current()?.get(key);

/** The context of now with another store for `key`; undefined leaves it without. */
export function contextWith(key, store) {
  const context = new Map(current());
  if (store === undefined) context.delete(key);
  else context.set(key, store);
  return context;
}

export { current, swap };
