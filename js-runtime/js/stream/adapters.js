// Node's streams as the web's and the other way round: Node.js 20's lib/internal/webstreams/adapters.js (MIT licence,
// Copyright Node.js contributors). It gives the classes `toWeb` and `fromWeb`.
import { Buffer } from 'jsc:buffer';
import { AbortError, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE } from 'jsc:node/errors';
import { kEmptyObject } from 'jsc:node/util';
import { validateBoolean, validateObject } from 'jsc:node/validators';
import { destroyer as destroy } from 'jsc:stream/destroy';
import Duplex from 'jsc:stream/duplex';
import finished from 'jsc:stream/end-of-stream';
import Readable from 'jsc:stream/readable';
import { isDestroyed, isReadable, isReadableStream, isWritable, isWritableEnded, isWritableStream } from 'jsc:stream/utils';
import 'jsc:stream/web-state';
import Writable from 'jsc:stream/writable';
import { ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableStream, WritableStream } from 'jsc:streams';
import { nextTick } from 'jsc:ticks';

/** What a stream that ended too early failed with, as the web's streams have it. */
const abortOf = (error) =>
  (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error);

/** Calls `act` when the stream is done. Legacy streams may emit an error once more after that. */
function whenFinished(stream, act) {
  const cleanup = finished(stream, (error) => {
    cleanup();
    stream.on('error', () => {});
    act(abortOf(error));
  });
}

/**
 * A function for both ends of a promise that tells `callback`. What that throws would be a rejection nobody sees:
 * it goes to `rescue`, outside of the promise.
 */
const tell = (callback, rescue) => (error) => {
  try {
    callback(error);
  } catch (thrown) {
    nextTick(rescue, thrown);
  }
};

const rethrow = (error) => { throw error; };

// --- To the web ---

function closedWritable() {
  const writable = new WritableStream();
  writable.close();
  return writable;
}

function canceledReadable() {
  const readable = new ReadableStream();
  readable.cancel();
  return readable;
}

function writableToWeb(stream) {
  // A Duplex that is not writable gives a closed stream.
  if (typeof stream?.write !== 'function' || typeof stream.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', stream);
  }
  if (isDestroyed(stream) || !isWritable(stream)) return closedWritable();
  const highWaterMark = stream.writableHighWaterMark;
  const strategy = stream.writableObjectMode ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let backpressure;
  let closed;

  whenFinished(stream, (error) => {
    if (error == null && closed !== undefined) {
      closed.resolve();
    } else {
      const reason = error ?? new AbortError();
      if (error != null) {
        backpressure?.reject(reason);
        closed?.reject(reason);
      }
      controller.error(reason);
    }
    closed = controller = undefined;
  });
  stream.on('drain', () => backpressure?.resolve());

  return new WritableStream({
    start(c) { controller = c; },

    write(chunk) {
      if (!stream.writableNeedDrain && stream.write(chunk)) return undefined;
      backpressure = Promise.withResolvers();
      return backpressure.promise.finally(() => { backpressure = undefined; });
    },

    abort(reason) {
      destroy(stream, reason);
    },

    close() {
      if (closed === undefined && !isWritableEnded(stream)) {
        closed = Promise.withResolvers();
        stream.end();
        return closed.promise;
      }
      controller = undefined;
      return Promise.resolve();
    },
  }, strategy);
}

function readableToWeb(stream, options = kEmptyObject) {
  // A Duplex that is not readable gives a canceled stream.
  if (typeof stream?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', stream);
  }
  if (isDestroyed(stream) || !isReadable(stream)) return canceledReadable();
  const { readableObjectMode: objectMode, readableHighWaterMark: highWaterMark } = stream;
  const Strategy = objectMode ? CountQueuingStrategy : ByteLengthQueuingStrategy;
  const strategy = options?.strategy || new Strategy({ highWaterMark });
  let controller;
  let wasCanceled = false;

  stream.pause();
  whenFinished(stream, (error) => {
    if (error) controller.error(error);
    else if (!wasCanceled) controller.close();
  });
  stream.on('data', (chunk) => {
    // A copy, because a Buffer may be part of a larger one.
    controller.enqueue(Buffer.isBuffer(chunk) && !objectMode ? new Uint8Array(chunk) : chunk);
    if (controller.desiredSize <= 0) stream.pause();
  });

  return new ReadableStream({
    start(c) { controller = c; },
    pull() { stream.resume(); },
    cancel(reason) {
      wasCanceled = true;
      destroy(stream, reason);
    },
  }, strategy);
}

function duplexToWeb(duplex) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  return { writable: writableToWeb(duplex), readable: readableToWeb(duplex) };
}

// --- From the web ---

function checkStream(value, is, name, expected) {
  if (!is(value)) throw new ERR_INVALID_ARG_TYPE(name, expected, value);
}

function checkOptions(options) {
  validateObject(options, 'options');
  const { encoding, objectMode = false, decodeStrings = true } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE(encoding, 'options.encoding');
  }
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  return { ...options, objectMode, decodeStrings };
}

/** Strings go to the web's streams as bytes, which do not share their memory. */
const bytesOf = (text, encoding) => new Uint8Array(Buffer.from(text, encoding));

/** The methods of a stream that writes to `writer`; `isClosed` says whether that is closed. */
const writingTo = (writer, isClosed, { objectMode, decodeStrings }) => ({
  writev(chunks, callback) {
    const done = tell(callback, (error) => destroy(this, error));
    const settle = (errors) => done(Array.isArray(errors) && !errors.some(Boolean) ? undefined : errors);
    writer.ready.then(() => Promise.all(chunks.map(({ chunk }) => writer.write(chunk))).then(settle, settle), done);
  },

  write(chunk, encoding, callback) {
    if (typeof chunk === 'string' && decodeStrings && !objectMode) chunk = bytesOf(chunk, encoding);
    const done = tell(callback, (error) => destroy(this, error));
    writer.ready.then(() => writer.write(chunk).then(done, done), done);
  },

  final(callback) {
    const done = tell(callback, (error) => destroy(this, error));
    if (!isClosed()) writer.close().then(done, done);
  },
});

/** The method of a stream that reads from `reader`. */
const readingFrom = (reader) => ({
  read() {
    reader.read().then(
      ({ done, value }) => { this.push(done ? null : value); },
      (error) => destroy(this, error),
    );
  },
});

/** When the web's stream closes before this one was ended, that is an error. */
function checkEnd(stream) {
  if (!isWritableEnded(stream)) destroy(stream, new ERR_STREAM_PREMATURE_CLOSE());
}

function writableFromWeb(writableStream, options = kEmptyObject) {
  checkStream(writableStream, isWritableStream, 'writableStream', 'WritableStream');
  const { highWaterMark, decodeStrings, objectMode, signal } = checkOptions(options);
  const writer = writableStream.getWriter();
  let closed = false;
  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    ...writingTo(writer, () => closed, { objectMode, decodeStrings }),

    destroy(error, callback) {
      const done = tell(() => callback(error), rethrow);
      if (closed) done();
      else if (error != null) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
  });
  writer.closed.then(() => {
    closed = true;
    checkEnd(writable);
  }, (error) => {
    closed = true;
    destroy(writable, error);
  });
  return writable;
}

function readableFromWeb(readableStream, options = kEmptyObject) {
  checkStream(readableStream, isReadableStream, 'readableStream', 'ReadableStream');
  const { highWaterMark, encoding, objectMode, signal } = checkOptions(options);
  const reader = readableStream.getReader();
  let closed = false;
  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    ...readingFrom(reader),

    destroy(error, callback) {
      const done = tell(() => callback(error), rethrow);
      if (closed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(() => {
    closed = true;
  }, (error) => {
    closed = true;
    destroy(readable, error);
  });
  return readable;
}

function duplexFromWeb(pair = kEmptyObject, options = kEmptyObject) {
  validateObject(pair, 'pair');
  checkStream(pair.readable, isReadableStream, 'pair.readable', 'ReadableStream');
  checkStream(pair.writable, isWritableStream, 'pair.writable', 'WritableStream');
  const checked = checkOptions(options);
  const { allowHalfOpen = false, objectMode, encoding, decodeStrings, highWaterMark, signal } = checked;
  const writer = pair.writable.getWriter();
  const reader = pair.readable.getReader();
  let writableClosed = false;
  let readableClosed = false;
  const duplex = new Duplex({
    allowHalfOpen,
    highWaterMark,
    objectMode,
    encoding,
    decodeStrings,
    signal,
    ...writingTo(writer, () => writableClosed, checked),
    ...readingFrom(reader),

    destroy(error, callback) {
      const done = tell(() => callback(error), rethrow);
      const ends = [writableClosed || writer.abort(error), readableClosed || reader.cancel(error)];
      if (writableClosed && readableClosed) done();
      else Promise.all(ends).then(done, done);
    },
  });
  const fail = (error) => {
    writableClosed = readableClosed = true;
    destroy(duplex, error);
  };
  writer.closed.then(() => {
    writableClosed = true;
    checkEnd(duplex);
  }, fail);
  reader.closed.then(() => { readableClosed = true; }, fail);
  return duplex;
}

Readable.toWeb = readableToWeb;
Readable.fromWeb = readableFromWeb;
Writable.toWeb = writableToWeb;
Writable.fromWeb = writableFromWeb;
Duplex.toWeb = duplexToWeb;
Duplex.fromWeb = duplexFromWeb;
