// fs.createReadStream and fs.createWriteStream: https://nodejs.org/docs/latest-v20.x/api/fs.html#class-fsreadstream
// After Node.js 20's lib/internal/fs/streams.js (MIT licence, Copyright Node.js contributors).
import { Buffer } from 'jsc:buffer';
import { checkBooleans, toEncoding, toFd, toOptions, toPath } from 'jsc:fs/arguments';
import { nothing, withCallback } from 'jsc:fs/callbacks';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'jsc:fs/files';
import {
  ERR_INVALID_ARG_TYPE, ERR_METHOD_NOT_IMPLEMENTED, ERR_OUT_OF_RANGE, ERR_STREAM_DESTROYED,
} from 'jsc:node/errors';
import { deprecate } from 'jsc:node/util';
import { validateFunction, validateInteger } from 'jsc:node/validators';
import { errorOrDestroy } from 'jsc:stream/destroy';
import { nextTick } from 'jsc:ticks';
import { Readable, Writable, finished } from 'node:stream';

const READ_BYTES = 64 * 1024;

/** What a stream does with its file; those of `options.fs` where that is given. */
const OPERATIONS = {
  open: withCallback(openSync),
  close: withCallback(closeSync, nothing),
  fsync: withCallback(fsyncSync, nothing),
  read: withCallback(readSync, (count, [, buffer]) => [count, buffer]),
  write: withCallback(writeSync, (count, [, buffer]) => [count, buffer]),
};

const kFs = Symbol('kFs');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');

/** The same for a FileHandle. */
const operationsOf = (handle) => ({
  open() {
    throw new ERR_METHOD_NOT_IMPLEMENTED('open()');
  },
  close: (fd, callback) => handle.close().then(() => callback(), callback),
  fsync: (fd, callback) => handle.sync().then(() => callback(), callback),
  read: (fd, buffer, offset, length, position, callback) =>
    handle.read(buffer, offset, length, position).then(({ bytesRead }) => callback(null, bytesRead, buffer), callback),
  write: (fd, buffer, offset, length, position, callback) =>
    handle.write(buffer, offset, length, position).then(({ bytesWritten }) => callback(null, bytesWritten, buffer), callback),
});

const isHandle = (value) => typeof value === 'object' && typeof value.readFile === 'function';

/** The descriptor that the options give, with what is done with it. */
function importFd(stream, { fd, fs }) {
  if (typeof fd === 'number') {
    stream[kFs] = fs || OPERATIONS;
    return toFd(fd);
  }
  if (!isHandle(fd)) throw new ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], fd);
  if (fs) throw new ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
  stream[kFs] = operationsOf(fd);
  fd.on('close', () => stream.close());
  return toFd(fd.fd);
}

/** The options, checked, with what both streams make of them. */
function begin(stream, path, given, flags) {
  const options = { ...toOptions(given, {}) };
  toEncoding(options.encoding);
  if (options.fd === undefined || options.fd === null) {
    stream.fd = null;
    stream[kFs] = options.fs || OPERATIONS;
    validateFunction(stream[kFs].open, 'options.fs.open');
    stream.path = toPath(path);
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
  } else {
    stream.fd = importFd(stream, options);
  }
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  if (options.autoDestroy) validateFunction(stream[kFs].close, 'options.fs.close');
  stream.start = options.start;
  stream.pos = undefined;
  stream[kIsPerformingIO] = false;
  if (stream.start !== undefined) {
    validateInteger(stream.start, 'start', 0);
    stream.pos = stream.start;
  }
  return options;
}

/** Opens the file, by a method `open` of the program's own if it replaced that one. */
function construct(stream, ownOpen, callback) {
  if (typeof stream.fd === 'number') {
    callback();
  } else if (stream.open !== ownOpen) {
    openByMethod(stream, callback);
  } else {
    stream[kFs].open(stream.path, stream.flags, stream.mode, (error, fd) => {
      if (error) return callback(error);
      stream.fd = fd;
      callback();
      stream.emit('open', fd);
      stream.emit('ready');
    });
  }
}

function openByMethod(stream, callback) {
  const { emit } = stream;
  stream.emit = function(...args) {
    const [event, error] = args;
    if (event === 'open' || event === 'error') {
      this.emit = emit;
      callback(event === 'error' ? error : undefined);
    }
    if (event !== 'error') Reflect.apply(emit, this, args);
  };
  stream.open();
}

function close(stream, error, callback) {
  if (stream.fd === null || stream.fd === undefined) {
    callback(error);
  } else if (stream.flush) {
    stream[kFs].fsync(stream.fd, (failure) => closeFd(stream, error || failure, callback));
  } else {
    closeFd(stream, error, callback);
  }
}

function closeFd(stream, error, callback) {
  stream[kFs].close(stream.fd, (failure) => callback(failure || error));
  stream.fd = null;
}

/** A descriptor is not closed while it is read or written. */
function destroy(error, callback) {
  if (this[kIsPerformingIO]) this.once(kIoDone, (failure) => close(this, error || failure, callback));
  else close(this, error, callback);
}

/** What the prototypes of both classes have; `state` is the name of the one that says when a stream is destroyed. */
function definePrototype(Class, Base, state) {
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  Object.defineProperty(Class.prototype, 'autoClose', {
    get() {
      return this[state].autoDestroy;
    },
    set(value) {
      this[state].autoDestroy = value;
    },
  });
  Object.defineProperty(Class.prototype, 'pending', {
    get() {
      return this.fd === null;
    },
    configurable: true,
  });
  const open = deprecate(() => {}, `${Class.name}.prototype.open() is deprecated`, 'DEP0135');
  Class.prototype.open = open;
  Class.prototype._construct = function(callback) {
    construct(this, open, callback);
  };
  Class.prototype._destroy = destroy;
}

// --- Reading ---

export function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = begin(this, path, options, 'r');
  validateFunction(this[kFs].read, 'options.fs.read');
  this.bytesRead = 0;
  this.end = options.end === undefined ? Infinity : options.end;
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start > this.end) throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
  }
  Reflect.apply(Readable, this, [{ ...options, highWaterMark: options.highWaterMark ?? READ_BYTES }]);
}
definePrototype(ReadStream, Readable, '_readableState');

ReadStream.prototype._read = function(size) {
  const left = this.end - (this.pos ?? this.bytesRead) + 1;
  const wanted = Math.min(left, size);
  if (wanted <= 0) {
    this.push(null);
    return;
  }
  this[kIsPerformingIO] = true;
  this[kFs].read(this.fd, Buffer.allocUnsafeSlow(wanted), 0, wanted, this.pos, (error, count, buffer) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) this.emit(kIoDone, error);
    else if (error) errorOrDestroy(this, error);
    else pushRead(this, count, buffer);
  });
};

function pushRead(stream, count, buffer) {
  if (count === 0) {
    stream.push(null);
    return;
  }
  if (stream.pos !== undefined) stream.pos += count;
  stream.bytesRead += count;
  // A copy, so that a small piece does not keep the memory of a large one.
  stream.push(count === buffer.length ? buffer : Buffer.from(buffer.subarray(0, count)));
}

ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

// --- Writing ---

export function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = begin(this, path, options, 'w');
  const { write, writev } = this[kFs];
  if (!write && !writev) throw new ERR_INVALID_ARG_TYPE('options.fs.write', 'function', write);
  if (write) validateFunction(write, 'options.fs.write');
  if (writev) validateFunction(writev, 'options.fs.writev');
  checkBooleans(options, 'flush');
  this.flush = options.flush ?? false;
  if (!write) this._write = null;
  if (!writev) this._writev = null;
  this.bytesWritten = 0;
  Reflect.apply(Writable, this, [{ ...options, decodeStrings: true }]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
definePrototype(WriteStream, Writable, '_writableState');

/** Times in a row that a file may take nothing. */
const MAX_RETRIES = 5;

/** Writes all by `step(rest, position, callback)`, which may write a part. */
function writeAll(stream, step, rest, size, position, callback, retries = 0) {
  step(rest, position, (error, count) => {
    if (error?.code === 'EAGAIN') [error, count] = [null, 0];
    if (stream.destroyed || error) return callback(error || new ERR_STREAM_DESTROYED('write'));
    stream.bytesWritten += count;
    if (count === size) return callback();
    if (count === 0 && retries === MAX_RETRIES) return callback(new Error('write failed'));
    const next = position === undefined ? undefined : position + count;
    writeAll(stream, step, rest.subarray(count), size - count, next, callback, count ? 0 : retries + 1);
  });
}

function write(stream, step, rest, size, callback) {
  stream[kIsPerformingIO] = true;
  writeAll(stream, step, rest, size, stream.pos, (error) => {
    stream[kIsPerformingIO] = false;
    callback(error);
    if (stream.destroyed) stream.emit(kIoDone, error);
  });
  if (stream.pos !== undefined) stream.pos += size;
}

WriteStream.prototype._write = function(data, encoding, callback) {
  const step = (rest, position, done) => this[kFs].write(this.fd, rest, 0, rest.length, position, done);
  write(this, step, data, data.length, callback);
};

WriteStream.prototype._writev = function(data, callback) {
  const chunks = data.map(({ chunk }) => chunk);
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  // What a first call leaves is one piece.
  let pieces = chunks;
  const step = (rest, position, done) => {
    this[kFs].writev(this.fd, pieces ?? [rest], position, done);
    pieces = undefined;
  };
  write(this, step, Buffer.concat(chunks), size, callback);
};

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // A stream that does not close its file by itself does so when it is done.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

WriteStream.prototype.destroySoon = WriteStream.prototype.end;

export const createReadStream = (path, options) => new ReadStream(path, options);
export const createWriteStream = (path, options) => new WriteStream(path, options);

/** Deprecated names of the classes. */
export { ReadStream as FileReadStream, WriteStream as FileWriteStream };
