// What Node's functions over streams ask of the web's: how they are, when they end, and that they fail.
import {
  kControllerErrorFunction, kIsClosedPromise, kIsDisturbed, kIsErrored, kIsReadable, kIsWritable,
} from 'jsc:stream/utils';
import { ReadableStream, WritableStream } from 'jsc:streams';

/** From a stream that somebody asked about to `{ promise, resolve, reject }`. */
const endings = new WeakMap();

/** Settles when a stream closes or fails: its state, which its own code sets, is watched from the first question on. */
function endingOf(stream) {
  if (endings.has(stream)) return endings.get(stream);
  const ending = Promise.withResolvers();
  ending.promise.catch(() => {});
  endings.set(stream, ending);
  let state;
  const change = (value) => {
    state = value;
    if (state === 'closed') ending.resolve();
    // The error is set after the state.
    if (state === 'errored') queueMicrotask(() => ending.reject(stream._storedError));
  };
  change(stream._state);
  Object.defineProperty(stream, '_state', { get: () => state, set: change, configurable: true });
  return ending;
}

function describe(Class, getters, controllerOf) {
  const { prototype } = Class;
  for (const [symbol, get] of [[kIsClosedPromise, endingOf], ...getters]) {
    Object.defineProperty(prototype, symbol, { get() { return get(this); }, configurable: true });
  }
  Object.defineProperty(prototype, kControllerErrorFunction, {
    value(error) { controllerOf(this).error(error); }, writable: true, configurable: true,
  });
}

const isErrored = [kIsErrored, (stream) => stream._state === 'errored'];
describe(ReadableStream, [
  isErrored,
  [kIsDisturbed, (stream) => stream._disturbed],
  [kIsReadable, (stream) => stream._state === 'readable'],
], (stream) => stream._readableStreamController);
describe(WritableStream, [
  isErrored,
  [kIsWritable, (stream) => stream._state === 'writable'],
], (stream) => stream._writableStreamController);
