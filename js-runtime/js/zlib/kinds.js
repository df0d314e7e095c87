// What node:zlib can do, by name: how options are read, and what codes.
import { constants } from 'jsc:zlib/constants';
import { compressor, decompressor } from 'jsc:zlib/formats';
import { commonOptions, zlibOptions } from 'jsc:zlib/options';
// An empty module in programs whose texts do not name it.
import * as brotli from 'jsc:zlib/brotli';

const { Z_NO_FLUSH, Z_FINISH, Z_FULL_FLUSH, Z_BLOCK } = constants;
const ZLIB = { maxFlush: Z_BLOCK, flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH };

const zlibKind = (format, make, minBits, canDetect = false) => ({
  /** The options, checked, with `coder()`. */
  prepare: (given) => {
    const options = given ?? {};
    const own = zlibOptions(options, minBits, canDetect);
    return {
      ...commonOptions(options, ZLIB),
      hasDictionary: own.dictionary !== undefined,
      coder: (detected = format) => make(detected, own),
    };
  },
});

export const KINDS = {
  Deflate: zlibKind('deflate', compressor, 8),
  Inflate: zlibKind('deflate', decompressor, 8, true),
  Gzip: zlibKind('gzip', compressor, 9),
  /** Further members may follow the first. */
  Gunzip: { ...zlibKind('gzip', decompressor, 8, true), hasMembers: true },
  DeflateRaw: zlibKind('deflate-raw', compressor, 8),
  InflateRaw: zlibKind('deflate-raw', decompressor, 8),
  /** The first two bytes say whether it is gzip or zlib. */
  Unzip: { ...zlibKind('gzip', decompressor, 8, true), hasMembers: true, detects: true },
  ...brotli.KINDS,
};
