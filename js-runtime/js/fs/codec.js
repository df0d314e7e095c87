// Node's encodings of strings in bytes (Buffer's, lib/buffer.js).
import { decodeUtf8 } from 'native:io';

const NAMES = {
  __proto__: null,
  'utf8': 'utf8', 'utf-8': 'utf8',
  'latin1': 'latin1', 'binary': 'latin1', 'ascii': 'ascii',
  'hex': 'hex', 'base64': 'base64', 'base64url': 'base64url',
  'utf16le': 'utf16le', 'utf-16le': 'utf16le', 'ucs2': 'utf16le', 'ucs-2': 'utf16le',
};

/** The canonical name of an encoding; undefined for what is none. */
export const encodingName = (name) => NAMES[name] ?? NAMES[String(name).toLowerCase()];

/** Arguments of one call of String.fromCharCode: they lie on the stack. */
const UNITS_PER_CALL = 4096;

function fromUnits(units) {
  let text = '';
  for (let start = 0; start < units.length; start += UNITS_PER_CALL) {
    text += String.fromCharCode.apply(null, units.subarray(start, start + UNITS_PER_CALL));
  }
  return text;
}

// A copy, because 16-bit units must lie at an even address.
const units16 = (bytes) => new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer);

const DECODERS = {
  utf8: decodeUtf8,
  latin1: fromUnits,
  ascii: (bytes) => fromUnits(bytes.map((byte) => byte & 127)),
  hex: (bytes) => bytes.toHex(),
  base64: (bytes) => bytes.toBase64(),
  base64url: (bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true }),
  utf16le: (bytes) => fromUnits(units16(bytes)),
};

/** The string that `bytes` (a Uint8Array) hold in a canonical encoding. */
export const decode = (bytes, encoding) => DECODERS[encoding](bytes);

function toUnits(Units, text) {
  const units = new Units(text.length);
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** Like Node, up to the first character that is no digit. */
const fromHex = (text) => Uint8Array.fromHex(/^(?:[\da-f]{2})*/i.exec(text)[0]);

/** Like Node, in either alphabet, past characters of neither, up to an =. */
function fromBase64(text) {
  const end = text.indexOf('=');
  const digits = (end < 0 ? text : text.slice(0, end))
    .replace(/[^\w+/-]|_|-/g, (found) => (found === '_' ? '/' : found === '-' ? '+' : ''));
  return Uint8Array.fromBase64(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

const ENCODERS = {
  utf8: (text) => text,
  latin1: (text) => toUnits(Uint8Array, text),
  ascii: (text) => toUnits(Uint8Array, text),
  hex: fromHex,
  base64: fromBase64,
  base64url: fromBase64,
  utf16le: (text) => new Uint8Array(toUnits(Uint16Array, text).buffer),
};

/** What to hand to the natives to write `text` in a canonical encoding: bytes,
 * or the string itself for UTF-8, which is how they write strings. */
export const encode = (text, encoding) => ENCODERS[encoding](text);

/** Bytes at the end that are the start of a UTF-8 sequence. */
function unfinishedUtf8(bytes) {
  for (let n = 1; n <= Math.min(3, bytes.length); n++) {
    const byte = bytes.at(-n);
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > n ? n : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/**
 * Like Node, which looks for half a pair of surrogates only where no unit is cut, and not in one that `waiting` bytes
 * began; after a half that waits, the cut unit may be the other.
 */
function unfinishedUtf16(bytes, waiting) {
  if (bytes.length & 1) return waiting === 2 && bytes.length === 3 ? 3 : 1;
  if (waiting === 1 && bytes.length === 2) return 0;
  return (bytes.at(-1) & 0xfc) === 0xd8 ? 2 : 0;
}

const UNFINISHED = {
  utf8: unfinishedUtf8,
  utf16le: unfinishedUtf16,
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};

/** Decodes a text that comes in pieces; a character cut in two waits for its rest. */
export class PieceDecoder {
  #encoding;
  #rest = new Uint8Array(0);

  /** @param encoding a canonical name */
  constructor(encoding) {
    this.#encoding = encoding;
  }

  /** The start of a character that waits for its end. */
  get rest() {
    return this.#rest;
  }

  /** The text of what is whole by now; of everything after the last piece. */
  decode(piece, last = false) {
    let bytes = piece;
    if (this.#rest.length) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
    }
    const keep = last ? 0 : UNFINISHED[this.#encoding]?.(bytes, this.#rest.length) ?? 0;
    const end = bytes.length - keep;
    this.#rest = bytes.slice(end);
    return decode(bytes.subarray(0, end), this.#encoding);
  }
}
