// node:string_decoder: https://nodejs.org/docs/latest-v20.x/api/string_decoder.html
import { Buffer } from 'jsc:buffer';
import { PieceDecoder, encodingName } from 'jsc:codec';
import { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } from 'jsc:node/errors';

/** The most bytes that a character cut in two may have had so far. */
const REST_BYTES = 4;

function canonical(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
  const name = encodingName(encoding);
  if (name === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return name;
}

/** How many bytes the character has that starts with `rest`. */
function wholeLength(encoding, rest) {
  if (rest.length === 0) return 0;
  if (encoding === 'utf8') return rest[0] >= 0xf0 ? 4 : rest[0] >= 0xe0 ? 3 : 2;
  if (encoding === 'utf16le') return rest.length > 1 ? 4 : 2;
  return 3;
}

const decoders = new WeakMap();

/** Turns a series of bytes into a series of strings, without breaking characters. */
export function StringDecoder(encoding) {
  this.encoding = canonical(encoding);
  decoders.set(this, new PieceDecoder(this.encoding));
}

const decoderOf = (self) => decoders.get(self);

/** The text of what is whole by now. */
StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  return decoderOf(this).decode(new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength));
};

/** The text of `buf` and of all that is left; the decoder can be used again. */
StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  return text + decoderOf(this).decode(new Uint8Array(0), true);
};

/** As an older Node had it. */
StringDecoder.prototype.text = function text(buf, offset) {
  decoders.set(this, new PieceDecoder(this.encoding));
  return this.write(buf.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    get() {
      const bytes = Buffer.alloc(REST_BYTES);
      bytes.set(decoderOf(this).rest);
      return bytes;
    },
    configurable: true,
    enumerable: true,
  },
  lastNeed: {
    get() {
      const { rest } = decoderOf(this);
      return wholeLength(this.encoding, rest) - rest.length;
    },
    configurable: true,
    enumerable: true,
  },
  lastTotal: {
    get() { return wholeLength(this.encoding, decoderOf(this).rest); },
    configurable: true,
    enumerable: true,
  },
});

export default { StringDecoder };
