// Bytes as the web's interfaces take and give them.
import { decode, encode } from 'native:text';

const { get: lengthOfBuffer } = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength');

// A mode of native:text: UTF-8 whose byte order mark is text.
const KEEP_BOM = 8;

export const encodeUtf8 = encode;

/** The standard's "UTF-8 decode": without the byte order mark that the bytes may begin with. */
export const decodeUtf8 = (bytes) => decode(bytes, 0, [0]);

/** The standard's "UTF-8 decode without BOM": a byte order mark is text. */
export const decodeUtf8WithMark = (bytes) => decode(bytes, KEEP_BOM, [0]);

/** A view of the bytes of a `BufferSource`; undefined for any other value. */
export function viewOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  try {
    lengthOfBuffer.call(value);
  } catch {
    return undefined;
  }
  return new Uint8Array(value);
}

/** One array of all the pieces. */
export function concat(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Where `needle` begins in `bytes`, at `from` or later; -1 if nowhere. */
export function find(bytes, needle, from) {
  const last = bytes.length - needle.length;
  for (let at = from; (at = bytes.indexOf(needle[0], at)) >= 0 && at <= last; at++) {
    if (needle.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
