// Streams in transfer lists: https://streams.spec.whatwg.org/#rs-transfer and what follows it. What becomes of a stream is
// piped to or from the old one through a pair of message ports, which clone each chunk.
import { MessageChannel, listen } from 'jsc:messaging';
import { ReadableStream, TransformStream, WritableStream } from 'jsc:streams';
import { transferables } from 'jsc:structured-clone/platform';

const send = (port, type, value) => port.postMessage({ type, value });

/** "PackAndPostMessageHandlingError": a value that cannot be cloned is an error for the other side too. */
function sendOrFail(port, type, value) {
  try {
    send(port, type, value);
  } catch (error) {
    send(port, 'error', error);
    throw error;
  }
}

/** "SetUpCrossRealmTransformReadable" */
function readableFrom(port) {
  let controller;
  listen(port, ({ type, value }) => {
    if (type === 'chunk') {
      controller.enqueue(value);
      return;
    }
    if (type === 'close') controller.close();
    else controller.error(value);
    port.close();
  });
  return new ReadableStream({
    start(own) {
      controller = own;
    },
    pull: () => send(port, 'pull'),
    cancel(reason) {
      try {
        sendOrFail(port, 'error', reason);
      } finally {
        port.close();
      }
    },
  }, { highWaterMark: 0 });
}

/** "SetUpCrossRealmTransformWritable" */
function writableTo(port) {
  let controller;
  /** Settled when the other side wants a chunk. */
  let wish = Promise.withResolvers();
  listen(port, ({ type, value }) => {
    if (type === 'error') controller.error(value);
    wish.resolve();
  });
  return new WritableStream({
    start(own) {
      controller = own;
    },
    async write(chunk) {
      await wish.promise;
      wish = Promise.withResolvers();
      try {
        sendOrFail(port, 'chunk', chunk);
      } catch (error) {
        port.close();
        throw error;
      }
    },
    close() {
      send(port, 'close');
      port.close();
    },
    abort(reason) {
      try {
        sendOrFail(port, 'error', reason);
      } finally {
        port.close();
      }
    },
  });
}

const pipe = (readable, writable) => { readable.pipeTo(writable).catch(() => {}); };

function transferReadable(stream) {
  const { port1, port2 } = new MessageChannel();
  pipe(stream, writableTo(port1));
  return readableFrom(port2);
}

function transferWritable(stream) {
  const { port1, port2 } = new MessageChannel();
  pipe(readableFrom(port1), stream);
  return writableTo(port2);
}

/** A TransformStream is the two streams that it has, made into one again without a transformer. */
function transferTransform(stream) {
  const result = new TransformStream();
  result._readable = transferReadable(stream.readable);
  result._writable = transferWritable(stream.writable);
  return result;
}

for (const [Class, isLocked, transfer] of [
  [ReadableStream, (stream) => stream.locked, transferReadable],
  [WritableStream, (stream) => stream.locked, transferWritable],
  [TransformStream, ({ readable, writable }) => readable.locked || writable.locked, transferTransform],
]) {
  const name = Class.name;
  transferables.push({
    is: (value) => value instanceof Class,
    name,
    check: (stream) => (isLocked(stream) ? `A locked ${name} could not be transferred` : undefined),
    transfer,
  });
}
