// Streams: https://streams.spec.whatwg.org/. The classes are those of web-streams-polyfill 4.3.0, as npm has them, in
// ponyfill.js: the standard's reference implementation, but that pipeTo writes a chunk that
// it waited for in a microtask. Here they get what Web IDL asks for besides.
import 'jsc:abort';
import {
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter,
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

/** Whether the stream was ever read or canceled: "disturbed" in the standard's words. */
export const isDisturbed = (stream) => stream._disturbed;

export {
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter,
};
