// What several of Node's modules are made with (Node.js 20, lib/internal/util.js, MIT licence).
import { ERR_INVALID_ARG_TYPE } from 'jsc:node/errors';
import { validateString } from 'jsc:node/validators';

export const kEmptyObject = Object.freeze({ __proto__: null });
export const kEnumerableProperty = Object.freeze({ __proto__: null, enumerable: true });

export const SymbolDispose = Symbol.dispose ?? Symbol.for('nodejs.dispose');
export const SymbolAsyncDispose = Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose');
export const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');

/** The names that a promisified function gives the several values of its callback. */
export const customPromisifyArgs = Symbol('customPromisifyArgs');

/** Gives a warning through `process`, if the program has one. */
export function emitWarning(...args) {
  globalThis.process?.emitWarning?.(...args);
}

const warned = new Set();

/** `fn`, which warns when it is first called. A warning with a `code` is given once for all functions. */
export function deprecate(fn, message, code) {
  if (code !== undefined) validateString(code, 'code');
  let called = false;
  function deprecated(...args) {
    if (!called && !globalThis.process?.noDeprecation) {
      called = true;
      if (code === undefined || !warned.has(code)) emitWarning(message, 'DeprecationWarning', code, deprecated);
      if (code !== undefined) warned.add(code);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

/** A function that calls `callback` the first time only. */
export function once(callback, { preserveReturnValue = false } = kEmptyObject) {
  let called = false;
  let returnValue;
  return function(...args) {
    if (called) return returnValue;
    called = true;
    const result = Reflect.apply(callback, this, args);
    returnValue = preserveReturnValue ? result : undefined;
    return result;
  };
}

/** A promise with the functions that settle it. */
export const createDeferredPromise = () => Promise.withResolvers();

/** Calls `listener` when the signal aborts, at once if it did; returns what takes that back. */
export function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  if (signal.aborted) {
    queueMicrotask(() => listener());
    return { [SymbolDispose]() {} };
  }
  signal.addEventListener('abort', listener, { once: true });
  return { [SymbolDispose]: () => signal.removeEventListener('abort', listener) };
}
