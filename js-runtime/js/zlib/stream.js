// What the streams of node:zlib are made of: https://nodejs.org/docs/latest-v20.x/api/zlib.html
// After Node.js 20's lib/zlib.js (MIT licence, Copyright Node.js contributors). A step of the work is done in a turn of
// its own, where Node's thread pool would do it.
import { Buffer } from 'jsc:buffer';
import { deprecate } from 'jsc:node/util';
import finished from 'jsc:stream/end-of-stream';
import Transform from 'jsc:stream/transform';
import { nextTick } from 'jsc:ticks';
import { setImmediate } from 'jsc:timers';
import { constants } from 'jsc:zlib/constants';
import { Handle } from 'jsc:zlib/handle';
import { KINDS } from 'jsc:zlib/kinds';
import { numberOption } from 'jsc:zlib/options';
import { processWhole } from 'jsc:zlib/whole';

const {
  Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_MIN_LEVEL, Z_MAX_LEVEL,
  Z_DEFAULT_COMPRESSION, Z_DEFAULT_STRATEGY, Z_FIXED,
} = constants;

/** From weak to strong. */
const FLUSHES = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];
const stronger = (a, b) => (FLUSHES.indexOf(a) > FLUSHES.indexOf(b) ? a : b);

/** Which flush a chunk asks for that is none of the data: `flush` writes such chunks. */
const kFlush = Symbol('kFlushFlag');
const FLUSH_CHUNKS = FLUSHES.map((_, flush) => Object.assign(Buffer.alloc(0), { [kFlush]: flush }));

// --- What all formats share ---

/** `kind` is one of KINDS. */
function ZlibBase(options, kind) {
  const prepared = kind.prepare(options);
  const isText = options && (options.encoding || options.objectMode || options.writableObjectMode);
  const bytesOnly = isText ? { encoding: null, objectMode: false, writableObjectMode: false } : undefined;
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...options, ...bytesOnly }]);
  this.bytesWritten = 0;
  this._handle = new Handle(kind, prepared);
  /** How much of the last piece of output, which has room for `_chunkSize` bytes, is full. */
  this._outOffset = 0;
  this._chunkSize = prepared.chunkSize;
  this._defaultFlushFlag = prepared.flush;
  this._finishFlushFlag = prepared.finishFlush;
  this._defaultFullFlushFlag = prepared.fullFlush;
  this._info = options?.info;
  this._maxOutputLength = prepared.maxOutputLength;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', {
  configurable: true,
  enumerable: true,
  get() {
    return !this._handle;
  },
});

Object.defineProperty(ZlibBase.prototype, 'bytesRead', {
  configurable: true,
  enumerable: true,
  get: deprecate(function() {
    return this.bytesWritten;
  }, 'zlib.bytesRead is deprecated and will change its meaning in the ' +
     'future. Use zlib.bytesWritten instead.', 'DEP0108'),
  set: deprecate(function(value) {
    this.bytesWritten = value;
  }, 'Setting zlib.bytesRead is deprecated. ' +
     'This feature will be removed in the future.', 'DEP0108'),
});

ZlibBase.prototype.reset = function() {
  return this._handle.reset();
};

/** Called by Transform when the last chunk has been written. */
ZlibBase.prototype._flush = function(callback) {
  this._transform(Buffer.alloc(0), '', callback);
};

/** Transform flushes before 'finish' where this is not its own. */
ZlibBase.prototype._final = function(callback) {
  callback();
};

ZlibBase.prototype.flush = function(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) {
    callback = kind;
    kind = this._defaultFullFlushFlag;
  }
  if (this.writableFinished) {
    if (callback) nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    this.write(FLUSH_CHUNKS[kind], '', callback);
  }
};

ZlibBase.prototype.close = function(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};

ZlibBase.prototype._destroy = function(error, callback) {
  close(this);
  callback(error);
};

ZlibBase.prototype._transform = function(chunk, encoding, callback) {
  let flush = chunk[kFlush] ?? this._defaultFlushFlag;
  if (this.writableEnded && this.writableLength === chunk.byteLength) flush = stronger(flush, this._finishFlushFlag);
  processChunk(this, chunk, flush, callback);
};

/** Not documented by Node, but there are packages that call it. Without a callback it closes the stream. */
ZlibBase.prototype._processChunk = function(chunk, flush, callback) {
  if (typeof callback === 'function') return processChunk(this, chunk, flush, callback);
  try {
    const limits = { chunkSize: this._chunkSize, maxOutputLength: this._maxOutputLength };
    const { output, consumed } = processWhole(this._handle, chunk, flush, limits);
    this.bytesWritten = consumed;
    return Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  } finally {
    close(this);
  }
};

function close(stream) {
  stream._handle?.close();
  stream._handle = null;
}

// --- Chunk by chunk ---

function processChunk(stream, chunk, flush, callback) {
  if (!stream._handle) return nextTick(callback);
  setImmediate(step, { stream, chunk, flush, callback, at: 0 });
}

/** One step of a chunk of which `at` bytes are done. */
function step(work) {
  const { stream, chunk, flush } = work;
  if (stream.destroyed) return work.callback();
  const room = stream._chunkSize - stream._outOffset;
  let done;
  try {
    done = stream._handle.step(chunk, work.at, room, flush);
  } catch (error) {
    stream.destroy(error);
    return;
  }
  const { output, consumed } = done;
  work.at += consumed;
  stream.bytesWritten += consumed;
  const hasRoom = output.length === 0 || stream.push(Buffer.from(output.buffer, output.byteOffset, output.byteLength));
  if (stream.destroyed) return work.callback();
  stream._outOffset = (stream._outOffset + output.length) % stream._chunkSize;
  if (output.length < room) finishChunk(work);
  else if (hasRoom) setImmediate(step, work);
  else continueWhenRead(work);
}

/** There may be more, but nobody has asked for it yet. */
function continueWhenRead(work) {
  const { stream } = work;
  const read = stream._read;
  stream._read = (size) => {
    stream._read = read;
    setImmediate(step, work);
    stream._read(size);
  };
}

function finishChunk({ stream, chunk, at, callback }) {
  // Room was left, and bytes too: the compressed data has ended, and they follow it.
  if (at < chunk.byteLength) stream.push(null);
  callback();
}

// --- The formats of zlib ---

/** The level and the strategy are checked, and what the stream says of itself. */
export function Zlib(options, kind) {
  Reflect.apply(ZlibBase, this, [options, kind]);
  this._level = kind.isBrotli ? undefined : options?.level ?? Z_DEFAULT_COMPRESSION;
  this._strategy = kind.isBrotli ? undefined : options?.strategy ?? Z_DEFAULT_STRATEGY;
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zlib, ZlibBase);

/** What was written so far can be read with the old parameters; the new ones are noted and make no difference. */
Zlib.prototype.params = function params(level, strategy, callback) {
  numberOption(level, 'level', Z_MIN_LEVEL, Z_MAX_LEVEL);
  numberOption(strategy, 'strategy', Z_DEFAULT_STRATEGY, Z_FIXED);
  if (this._level === level && this._strategy === strategy) {
    nextTick(callback);
    return;
  }
  this.flush(Z_SYNC_FLUSH, () => {
    if (this.destroyed) return;
    this._level = level;
    this._strategy = strategy;
    callback?.();
  });
};

/** The class of a kind, which needs no `new`, and the function that makes one. */
export function classOf(name, Base) {
  const { [name]: Class } = {
    [name]: function(options) {
      if (!(this instanceof Class)) return new Class(options);
      Reflect.apply(Base, this, [options, KINDS[name]]);
    },
  };
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  Object.setPrototypeOf(Class, Base);
  return [Class, (options) => new Class(options)];
}
