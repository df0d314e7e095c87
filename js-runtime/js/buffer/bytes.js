// What Node's Buffer asks of its native part (src/node_buffer.cc): strings in bytes, searching, comparing, filling.
// Methods named …Slice and …Write are called on a buffer.
import { compare as order, indexOf, utf8Length } from 'native:buffer';
import { decode as decodeText, encode as encodeUtf8, encodeInto } from 'native:text';
import { decode, encode, encodingName } from 'jsc:codec';
import { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, nodeError } from 'jsc:node/errors';

/** The most bytes a buffer has: what the engine allows an ArrayBuffer. */
export const kMaxLength = 2 ** 31 - 1;
/** The most units a string has in the engine. */
export const kStringMaxLength = 2 ** 30 - 1;

export const byteLengthUtf8 = utf8Length;
export const compare = order;

/** A plain view of a part of a buffer. */
const part = (buffer, start, end) => new Uint8Array(buffer.buffer, buffer.byteOffset + start, end - start);

export const compareOffset = (source, target, targetStart, sourceStart, targetEnd, sourceEnd) => {
  if (sourceStart > source.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('The value of "sourceStart" is out of range.');
  if (targetStart > target.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('The value of "targetStart" is out of range.');
  return order(part(source, sourceStart, Math.min(sourceEnd, source.length)),
    part(target, targetStart, Math.min(targetEnd, target.length)));
};

// --- Strings ---

/** A string's bytes in an encoding, which any of its names stands for; UTF-8 if there is none. */
export function bytesOf(text, encoding) {
  const name = encodingName(encoding) ?? 'utf8';
  return name === 'utf8' ? encodeUtf8(text) : encode(text, name);
}

function slicer(encoding) {
  return function(start = 0, end = this.length) {
    if (start < 0 || end > this.length) throw new ERR_BUFFER_OUT_OF_BOUNDS();
    return end <= start ? '' : decode(part(this, start, end), encoding);
  };
}

export const asciiSlice = slicer('ascii');
export const base64Slice = slicer('base64');
export const base64urlSlice = slicer('base64url');
export const latin1Slice = slicer('latin1');
export const hexSlice = slicer('hex');
export const ucs2Slice = slicer('utf16le');
export const utf8Slice = slicer('utf8');

/** The part of `buffer` that a write of at most `length` bytes at `offset` may change. */
function target(buffer, text, offset, length) {
  if (typeof text !== 'string') throw nodeError(TypeError, ERR_INVALID_ARG_TYPE, 'argument must be a string');
  if (offset > buffer.length) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  return part(buffer, offset, offset + Math.min(length, buffer.length - offset));
}

/** A writer of whole units of `unit` bytes; it returns the count of bytes. */
function writer(encoding, unit = 1) {
  return function(text, offset = 0, length = this.length - offset) {
    const room = target(this, text, offset, length);
    const bytes = encode(text, encoding);
    const count = Math.min(bytes.length, room.length - room.length % unit);
    room.set(bytes.subarray(0, count));
    return count;
  };
}

export const asciiWrite = writer('latin1');
export const base64Write = writer('base64');
export const base64urlWrite = writer('base64url');
export const latin1Write = writer('latin1');
export const hexWrite = writer('hex');
export const ucs2Write = writer('utf16le', 2);

const counts = [0, 0];

export function utf8Write(text, offset = 0, length = this.length - offset) {
  encodeInto(text, target(this, text, offset, length), counts);
  return counts[1];
}

// --- Searching ---

/** Where to start searching, or the answer itself for an empty needle; -1 when there can be no match. */
function startOf(length, offset, needleLength, forward) {
  if (offset < 0) {
    if (offset + length >= 0) return length + offset;
    return forward || needleLength === 0 ? 0 : -1;
  }
  if (offset + needleLength <= length) return offset;
  if (needleLength === 0) return length;
  return forward ? -1 : length - 1;
}

function search(haystack, needle, offset, forward, unit = 1) {
  const start = startOf(haystack.length, Math.trunc(offset), needle.length, forward);
  if (needle.length === 0 || start < 0) return start;
  if (haystack.length < unit || needle.length < unit) return -1;
  return indexOf(haystack, needle, start, unit, forward);
}

const isWide = (encoding) => encoding === 'utf16le';

/** The place of a string's bytes in `encoding`, the canonical name of UTF-8, UTF-16 or Latin-1. */
export function indexOfString(haystack, text, offset, encoding, forward) {
  return search(haystack, bytesOf(text, encoding), offset, forward, isWide(encoding) ? 2 : 1);
}

export const indexOfBuffer = (haystack, needle, offset, encoding, forward) =>
  search(haystack, needle, offset, forward, isWide(encoding) ? 2 : 1);

export const indexOfNumber = (haystack, number, offset, forward) =>
  search(haystack, Uint8Array.of(number), offset, forward);

// --- Filling ---

/** Repeats a string or bytes from `start` to `end`; -1 when it has no bytes, -2 when the range does not fit. */
export function fill(buffer, value, start, end, encoding) {
  if (start > end || end > buffer.length) return -2;
  const room = part(buffer, start, end);
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
    room.fill(value & 255);
    return undefined;
  }
  const bytes = typeof value === 'string' ? bytesOf(value, encoding) :
    new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.length === 0) return room.length === 0 ? undefined : -1;
  room.set(bytes.subarray(0, room.length));
  // What is there already is doubled.
  for (let done = bytes.length; done < room.length; done *= 2) room.copyWithin(done, 0, done);
  return undefined;
}

// --- Questions about bytes ---

const FATAL_KEEPING_BOM = 4 | 8;

export const isUtf8 = (input) => decodeText(input, FATAL_KEEPING_BOM, [0]) !== undefined;

export function isAscii(input) {
  const bytes = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) :
    new Uint8Array(input);
  return bytes.every((byte) => byte < 128);
}
