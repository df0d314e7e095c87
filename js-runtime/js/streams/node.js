// What node:stream asks of the web's streams (Node.js 20's lib/internal/webstreams/util.js): whether they are read,
// closed or failed, and to fail them. In programs that have both.
import { ReadableStream, WritableStream, isDisturbed } from 'jsc:streams';

const symbol = (name) => Symbol.for(`nodejs.${name}`);

function define(Class, name, get) {
  Object.defineProperty(Class.prototype, symbol(name), { get, configurable: true });
}

/** Streams that somebody waits for, with the promise of their end. */
const closings = new WeakMap();

/** A promise that is fulfilled when the stream is closed, and rejected when it fails. */
function closing(stream) {
  const settle = (resolve, reject) => {
    if (stream._state === 'closed') resolve();
    if (stream._state === 'errored') reject(stream._storedError);
  };
  return new Promise((resolve, reject) => {
    let state = stream._state;
    // The error is stored after the state is set.
    const settleSoon = () => queueMicrotask(() => settle(resolve, reject));
    Object.defineProperty(stream, '_state', {
      get: () => state,
      set(next) {
        state = next;
        settleSoon();
      },
      enumerable: true,
      configurable: true,
    });
    settleSoon();
  });
}

for (const Class of [ReadableStream, WritableStream]) {
  define(Class, 'webstream.isClosedPromise', function () {
    if (!closings.has(this)) {
      const promise = closing(this);
      promise.catch(() => {});
      closings.set(this, { promise });
    }
    return closings.get(this);
  });
  define(Class, 'stream.errored', function () { return this._state === 'errored'; });
}

define(ReadableStream, 'stream.disturbed', function () { return isDisturbed(this); });
define(ReadableStream, 'stream.readable', function () { return this._state === 'readable'; });
define(WritableStream, 'stream.writable', function () { return this._state === 'writable'; });
define(ReadableStream, 'webstream.controllerErrorFunction', function () {
  return (error) => this._readableStreamController.error(error);
});
define(WritableStream, 'webstream.controllerErrorFunction', function () {
  return (error) => this._writableStreamController.error(error);
});
