// What callers of node:zlib may set, checked as Node does (lib/zlib.js).
import { limit } from 'jsc:decompression/limit';
import { invalidType, outOfRange } from 'jsc:errors';
import { constants } from 'jsc:zlib/constants';

export const MAX_OUTPUT = 2 ** 32;

/** A number from `min` to `max`; `fallback` for undefined and NaN. */
export function numberOption(value, name, min, max, fallback) {
  if (value === undefined || Number.isNaN(value)) return fallback;
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isFinite(value)) throw outOfRange(name, 'a finite number', value);
  if (value < min || value > max) {
    throw outOfRange(name, max === Infinity ? `>= ${min}` : `>= ${min} and <= ${max}`, value);
  }
  return value;
}

/** The options of all formats. The flushes are zlib's 0 to 5 or brotli's 0 to 3, with what they are by default. */
export function commonOptions(options, { maxFlush, flush, finishFlush, fullFlush }) {
  return {
    chunkSize: numberOption(options.chunkSize, 'options.chunkSize', constants.Z_MIN_CHUNK, Infinity, constants.Z_DEFAULT_CHUNK),
    flush: numberOption(options.flush, 'options.flush', 0, maxFlush, flush),
    finishFlush: numberOption(options.finishFlush, 'options.finishFlush', 0, maxFlush, finishFlush),
    fullFlush,
    maxOutputLength: numberOption(options.maxOutputLength, 'options.maxOutputLength', 1, MAX_OUTPUT,
      Math.min(limit, MAX_OUTPUT)),
    info: Boolean(options.info),
  };
}

function dictionaryOption(dictionary) {
  if (dictionary === undefined) return undefined;
  if (ArrayBuffer.isView(dictionary)) {
    return new Uint8Array(dictionary.buffer, dictionary.byteOffset, dictionary.byteLength).slice();
  }
  if (dictionary instanceof ArrayBuffer) return new Uint8Array(dictionary).slice();
  throw invalidType('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', dictionary);
}

/**
 * The options of zlib's formats. The memory level and the strategy are checked and make no difference. `minBits` is the
 * smallest window; 0 stands for what the data says, which only `canDetect` allows.
 */
export function zlibOptions(options, minBits, canDetect) {
  const bits = options.windowBits;
  const detects = canDetect && (bits === undefined || bits === null || bits === 0);
  const windowBits = detects ? 0 : numberOption(bits, 'options.windowBits', minBits, 15, 15);
  const level = numberOption(options.level, 'options.level', -1, 9, -1);
  numberOption(options.memLevel, 'options.memLevel', 1, 9, 8);
  numberOption(options.strategy, 'options.strategy', 0, 4, 0);
  return { windowBits, level, dictionary: dictionaryOption(options.dictionary) };
}
