// process.stdin, process.stdout and process.stderr in programs without node:stream, whose classes jsc:process/streams
// puts in their place. Reading and writing is synchronous.
import { isTerminal, read, write } from 'native:io';
import { toBuffer } from 'jsc:buffer/class';
import { PieceDecoder, encode, encodingName } from 'jsc:codec';
import { Emitter } from 'jsc:emitter';
import { codedError, invalidType } from 'jsc:errors';
import { nextTick } from 'jsc:ticks';
import { setImmediate } from 'jsc:timers';

const CHUNK_BYTES = 64 * 1024;

function canonical(encoding) {
  const name = encodingName(encoding);
  if (!name) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  return name;
}

class Stream extends Emitter {
  constructor(fd) {
    super();
    this.fd = fd;
  }

  /** true on a terminal, else undefined, as in Node. Asked each time: a run must not see a build's. */
  get isTTY() {
    return isTerminal(this.fd) || undefined;
  }

  set isTTY(value) {
    Object.defineProperty(this, 'isTTY', { value, writable: true, enumerable: true, configurable: true });
  }
}

class WriteStream extends Stream {
  writable = true;

  /** Writes a string or bytes at once; always returns true. */
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    write(this.fd, this.#data(chunk, encoding ?? 'utf8'));
    if (callback) nextTick(callback);
    return true;
  }

  #data(chunk, encoding) {
    const name = canonical(encoding);
    if (typeof chunk === 'string') return encode(chunk, name);
    if (ArrayBuffer.isView(chunk)) return chunk;
    if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    throw invalidType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
  }

  /** Writes; the stream stays open, for what is printed later. */
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [chunk, callback] = [undefined, chunk];
    if (chunk !== undefined && chunk !== null) return this.write(chunk, encoding, callback), this;
    if (callback) nextTick(callback);
    return this;
  }
}

class ReadStream extends Stream {
  readable = true;
  #decoder;
  #ended = false;
  #flowing = false;
  #scheduled = false;
  #finished = false;
  /** What a 'readable' event announced; undefined before the first. */
  #announced;

  setEncoding(encoding) {
    this.#decoder = new PieceDecoder(canonical(encoding ?? 'utf8'));
    return this;
  }

  /** The next chunk, waiting for it; null at the end. */
  #next() {
    while (!this.#ended) {
      const buffer = new Uint8Array(CHUNK_BYTES);
      const count = read(this.fd, buffer);
      this.#ended = count === 0;
      // A small chunk need not hold on to all of the buffer.
      const bytes = count * 2 < CHUNK_BYTES ? buffer.slice(0, count) : buffer.subarray(0, count);
      const chunk = this.#decoder ? this.#decoder.decode(bytes, this.#ended) : toBuffer(bytes);
      if (chunk.length) return chunk;
    }
    return null;
  }

  on(event, listener) {
    super.on(event, listener);
    if (event === 'data') this.resume();
    if (event === 'readable') this.#schedule();
    return this;
  }

  once(event, listener) {
    super.once(event, listener);
    if (event === 'data') this.resume();
    if (event === 'readable') this.#schedule();
    return this;
  }

  addListener(event, listener) {
    return this.on(event, listener);
  }

  resume() {
    this.#flowing = true;
    this.#schedule();
    return this;
  }

  pause() {
    this.#flowing = false;
    return this;
  }

  isPaused() {
    return !this.#flowing;
  }

  /** What a 'readable' event announced, once; else null. */
  read() {
    const chunk = this.#announced ?? null;
    this.#announced = undefined;
    return chunk;
  }

  #schedule() {
    if (this.#scheduled || this.#finished) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turn();
    });
  }

  #turn() {
    const announces = this.listenerCount('readable') > 0;
    if (!this.#flowing && !announces) return;
    const chunk = this.#next();
    if (chunk === null) return this.#finish(announces);
    if (announces) {
      this.#announced = chunk;
      this.emit('readable');
    } else {
      this.emit('data', chunk);
    }
    this.#schedule();
  }

  #finish(announces) {
    this.#finished = true;
    if (announces) this.emit('readable');
    this.emit('end');
    this.emit('close');
  }

  pipe(target, options) {
    this.on('data', (chunk) => target.write(chunk));
    if (options?.end !== false) this.on('end', () => target.end());
    return target;
  }

  async *[Symbol.asyncIterator]() {
    for (let chunk; (chunk = this.#next()) !== null;) {
      yield chunk;
      await new Promise((turn) => setImmediate(turn));
    }
  }

  /** Without effect, as for a file in Node. */
  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

export let stdin = new ReadStream(0);
export let stdout = new WriteStream(1);
export let stderr = new WriteStream(2);

/** Puts others in their place. */
export function setStreams(streams) {
  ({ stdin, stdout, stderr } = streams);
}
