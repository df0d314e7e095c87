// The formats of zlib, both ways.
import { compress, decompress, run } from 'native:zlib';
import { Coder } from 'jsc:zlib/coder';

const MAX_BITS = 15;
const MIN_BITS = 9;

/** zlib itself takes a window of 8 bits for one of 9. */
const clamp = (bits) => Math.max(bits || MAX_BITS, MIN_BITS);

/** Compresses to 'gzip', which has no dictionaries, 'deflate' or 'deflate-raw'; options as node:zlib has them. */
export const compressor = (format, { level = -1, windowBits = MAX_BITS, dictionary } = {}) =>
  new Coder(run, () => compress(format, level, clamp(windowBits), format === 'gzip' ? undefined : dictionary));

export const decompressor = (format, { windowBits = MAX_BITS, dictionary } = {}) =>
  new Coder(run, () => decompress(format, clamp(windowBits), dictionary));
