// fs.createReadStream and fs.createWriteStream: https://nodejs.org/docs/latest-v20.x/api/fs.html#class-fsreadstream
import { Buffer } from 'jsc:buffer';
import { closeSync, openSync, readSync, writeSync } from 'jsc:fs/files';
import { toPath } from 'jsc:fs/arguments';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from 'jsc:node/errors';
import { validateFunction, validateInteger } from 'jsc:node/validators';
import { setImmediate } from 'jsc:timers';
import { Readable, Writable, finished } from 'node:stream';

const READ_BYTES = 64 * 1024;

/** The FileHandle that a stream was given, which it closes. */
const HANDLE = Symbol('kHandle');

function toOptions(options) {
  if (options === undefined || options === null) return {};
  if (typeof options === 'string') return { encoding: options };
  if (typeof options !== 'object') throw new ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  return options;
}

/** Calls back in a later turn with the error that `work` throws, or with what it gives. */
function later(work, callback) {
  setImmediate(() => {
    let result;
    try {
      result = work();
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, result);
  });
}

/** What both streams do with their file. */
function begin(stream, path, options) {
  const { start, end } = options;
  const fd = options.fd ?? null;
  stream[HANDLE] = typeof fd === 'object' ? fd : null;
  stream.fd = stream[HANDLE]?.fd ?? fd;
  stream.path = stream.fd === null ? toPath(path) : path;
  stream.flags = options.flags ?? (stream instanceof Readable ? 'r' : 'w');
  stream.mode = options.mode ?? 0o666;
  stream.autoClose = options.autoClose ?? true;
  stream.pending = stream.fd === null;
  if (start !== undefined) validateInteger(start, 'start', 0);
  if (end !== undefined && end !== Infinity) validateInteger(end, 'end', 0);
  if (start !== undefined && end !== undefined && start > end) {
    throw new ERR_OUT_OF_RANGE('start', `<= "end" (here: ${end})`, start);
  }
  stream.start = start;
  stream.pos = start;
}

function construct(callback) {
  if (this.fd !== null) return callback();
  later(() => openSync(this.path, this.flags, this.mode), (error, fd) => {
    if (error) return callback(error);
    this.fd = fd;
    this.pending = false;
    callback();
    this.emit('open', fd);
    this.emit('ready');
  });
}

function destroy(error, callback) {
  const { fd } = this;
  this.fd = null;
  if (fd === null) return callback(error);
  const done = (failure) => callback(error ?? failure);
  if (this[HANDLE]) this[HANDLE].close().then(() => done(), done);
  else later(() => closeSync(fd), done);
}

/** Ends the stream, then calls back. */
function close(callback) {
  if (callback !== undefined) {
    validateFunction(callback, 'cb');
    finished(this, callback);
  }
  if (this instanceof Writable && !this.writableEnded) this.end();
  else this.destroy();
}

/** Makes `Class` callable without `new`, as in Node. */
const callable = (Class) => {
  const make = function(...args) {
    return Reflect.construct(Class, args, new.target ?? make);
  };
  make.prototype = Class.prototype;
  Class.prototype.constructor = make;
  Object.defineProperty(make, 'name', { value: Class.name });
  return Object.setPrototypeOf(make, Class);
};

export const ReadStream = callable(class ReadStream extends Readable {
  constructor(path, options) {
    options = toOptions(options);
    super({ highWaterMark: READ_BYTES, ...options, autoDestroy: options.autoClose ?? true, construct: undefined });
    this.bytesRead = 0;
    this.end = options.end ?? Infinity;
    begin(this, path, options);
  }

  _construct(callback) {
    Reflect.apply(construct, this, [callback]);
  }

  _read(size) {
    const left = this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1;
    const wanted = Math.min(size, left);
    if (wanted <= 0) {
      this.push(null);
      return;
    }
    const buffer = Buffer.allocUnsafeSlow(wanted);
    later(() => readSync(this.fd, buffer, 0, wanted, this.pos ?? null), (error, count) => {
      if (error) return this.destroy(error);
      if (this.destroyed) return;
      this.bytesRead += count;
      if (this.pos !== undefined) this.pos += count;
      this.push(count ? buffer.subarray(0, count) : null);
    });
  }

  _destroy(error, callback) {
    Reflect.apply(destroy, this, [error, callback]);
  }
});

export const WriteStream = callable(class WriteStream extends Writable {
  constructor(path, options) {
    options = toOptions(options);
    super({ ...options, decodeStrings: true, autoDestroy: options.autoClose ?? true, construct: undefined });
    this.bytesWritten = 0;
    begin(this, path, options);
    if (options.encoding) this.setDefaultEncoding(options.encoding);
  }

  _construct(callback) {
    Reflect.apply(construct, this, [callback]);
  }

  _write(chunk, encoding, callback) {
    later(() => writeSync(this.fd, chunk, 0, chunk.length, this.pos), (error, count) => {
      if (error) return callback(error);
      this.bytesWritten += count;
      if (this.pos !== undefined) this.pos += count;
      callback();
    });
  }

  _destroy(error, callback) {
    Reflect.apply(destroy, this, [error, callback]);
  }
});

ReadStream.prototype.close = close;
WriteStream.prototype.close = close;
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

export const createReadStream = (path, options) => new ReadStream(path, options);
export const createWriteStream = (path, options) => new WriteStream(path, options);

/** Deprecated names of the classes. */
export { ReadStream as FileReadStream, WriteStream as FileWriteStream };
