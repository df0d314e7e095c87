// CompressionStream and DecompressionStream: https://compression.spec.whatwg.org/.
import { compress, decompress, run } from 'native:zlib';
import { viewOf } from 'jsc:bytes';
import { checkLength } from 'jsc:decompression/limit';
import { TransformStream, untilWanted } from 'jsc:streams';
import * as brotli from 'jsc:streams/brotli';
import { expose, required } from 'jsc:webidl';

/** Of a chunk of output. */
const CHUNK = 65536;
const DEFAULT_LEVEL = -1;
const WINDOW_BITS = 15;
// Numbers of zlib, as native:zlib has them.
const [CONTINUE, FINISH] = [0, 4];
const [ENDED, BAD_DATA] = [1, -3];
const NOTHING = new Uint8Array();

const ZLIB = {
  compress: (format) => compress(format, DEFAULT_LEVEL, WINDOW_BITS),
  decompress: (format) => decompress(format, WINDOW_BITS),
  run,
};
/** By format: what makes native streams, and makes their steps. */
const CODERS = { '__proto__': null, 'brotli': brotli.BROTLI, 'deflate': ZLIB, 'deflate-raw': ZLIB, 'gzip': ZLIB };

/** The native stream of a format, and its steps. */
function open(operation, format, what) {
  format = `${format}`;
  const coder = CODERS[format];
  if (!coder) throw new TypeError(`${what}: ${JSON.stringify(format)} is not a format`);
  return { native: coder[operation](format), run: coder.run };
}

function bytesOf(chunk) {
  const bytes = viewOf(chunk);
  if (!bytes || !(bytes.buffer instanceof ArrayBuffer)) throw new TypeError('the chunk is neither a buffer nor a view');
  return bytes;
}

/**
 * Passes a chunk through a native stream, step by step: each gives a piece of output, and the last returns how much of the
 * chunk was taken, and the status.
 */
function* pass({ native, run }, bytes, flush) {
  const report = [];
  let at = 0;
  for (;;) {
    const output = run(native, bytes, at, CHUNK, flush, report);
    const [consumed, status, message] = report;
    at += consumed;
    if (output.length) yield output;
    if (status <= BAD_DATA) throw new TypeError(`the compressed data is malformed${message ? `: ${message}` : ''}`);
    if (status === ENDED || output.length < CHUNK && (at === bytes.length || !consumed)) return { at, status };
  }
}

function enqueueAll(pieces, controller) {
  for (const piece of pieces) controller.enqueue(piece);
}

class CompressionStream {
  #transform;

  constructor(format) {
    required(arguments, 1, 'CompressionStream constructor');
    const coder = open('compress', format, 'CompressionStream constructor');
    this.#transform = new TransformStream({
      transform: (chunk, controller) => enqueueAll(pass(coder, bytesOf(chunk), CONTINUE), controller),
      flush: (controller) => enqueueAll(pass(coder, NOTHING, FINISH), controller),
    });
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

class DecompressionStream {
  #transform;

  constructor(format) {
    required(arguments, 1, 'DecompressionStream constructor');
    const coder = open('decompress', format, 'DecompressionStream constructor');
    let hasEnded = false;
    let length = 0;
    const transform = async (chunk, controller) => {
      const bytes = bytesOf(chunk);
      if (!bytes.length) return;
      if (hasEnded) throw new TypeError('something follows the end of the compressed data');
      const steps = pass(coder, bytes, CONTINUE);
      let step;
      while (!(step = steps.next()).done) {
        length += step.value.length;
        checkLength(length);
        controller.enqueue(step.value);
        // A chunk may expand to a thousand times its size: what nobody asked for yet is not made.
        if (step.value.length === CHUNK) await untilWanted(this.#transform);
      }
      hasEnded = step.value.status === ENDED;
      if (step.value.at < bytes.length) throw new TypeError('something follows the end of the compressed data');
    };
    const flush = () => {
      if (!hasEnded) throw new TypeError('the compressed data is truncated');
    };
    this.#transform = new TransformStream({ transform, flush });
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

[CompressionStream, DecompressionStream].forEach(expose);

export { CompressionStream, DecompressionStream };
