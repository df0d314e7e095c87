// Streams: https://streams.spec.whatwg.org/. The classes are those of web-streams-polyfill 4.3.0, as npm has them, in
// ponyfill.js: the standard's reference implementation, but that pipeTo writes a chunk that it waited for in a
// microtask, that tee clones chunks for the second branch when it is told how, and that it exports what bodies are read
// with. Here the classes get what Web IDL asks for besides.
import 'jsc:abort';
import {
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter, acquireReader, cancelStream, readInto, teeWith,
} from 'jsc:streams/ponyfill';
import { expose } from 'jsc:webidl';

// A remnant of an older draft.
delete WritableStreamDefaultController.prototype.abortReason;

[
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter,
].forEach(expose);

const iterator = Object.getPrototypeOf(new ReadableStream().values());
const { prototype: generator } = async function* () {};
Object.setPrototypeOf(iterator, Object.getPrototypeOf(Object.getPrototypeOf(generator)));
// The prototype has it.
delete iterator[Symbol.asyncIterator];
Object.defineProperty(iterator, Symbol.toStringTag, { value: 'ReadableStream AsyncIterator', configurable: true });

/** How `console.log` shows the objects of a class: the properties that `view` takes out of one. */
function shownAs(Class, view) {
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options, inspect) {
      return depth < 0 ? `[${Class.name}]` : `${Class.name} ${inspect(view(this), options)}`;
    },
    writable: true,
    configurable: true,
  });
}

shownAs(ReadableStream, (stream) => ({
  locked: stream.locked,
  state: stream._state,
  supportsBYOB: stream._readableStreamController instanceof ReadableByteStreamController,
}));
shownAs(WritableStream, ({ locked, _state: state }) => ({ locked, state }));
shownAs(TransformStream, ({ readable, writable, _backpressure: backpressure }) => ({ readable, writable, backpressure }));

/**
 * Reads a stream to its end, without a promise or an iterator result that a program's `then` could get at.
 * @param done called with the chunks, which are Uint8Arrays
 * @param fail called with what went wrong
 */
export function readAll(stream, done, fail) {
  const reader = acquireReader(stream);
  const chunks = [];
  let isWanted = false;
  let isReading = false;
  // A chunk that waits comes at once: a loop takes it, where recursion would be as deep as the stream is long.
  const readOn = () => {
    isWanted = true;
    if (isReading) return;
    isReading = true;
    while (isWanted) {
      isWanted = false;
      readInto(reader, request);
    }
    isReading = false;
  };
  const request = {
    _chunkSteps(chunk) {
      if (!(chunk instanceof Uint8Array)) {
        fail(new TypeError('a chunk of the body is not a Uint8Array'));
        return;
      }
      chunks.push(chunk);
      readOn();
    },
    _closeSteps: () => done(chunks),
    _errorSteps: fail,
  };
  readOn();
}

/** Settles when the readable side of a TransformStream has room again, or is read no more. */
export const untilWanted = (stream) => (stream._backpressure ? stream._backpressureChangePromise : undefined);

/** Whether the stream was ever read or canceled: "disturbed" in the standard's words. */
export const isDisturbed = (stream) => stream._disturbed;

export {
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter, cancelStream, teeWith,
};
