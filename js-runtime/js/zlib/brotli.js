// Brotli for node:zlib.
import { compress, decompress, run } from 'native:brotli';
import { codedError, invalidType } from 'jsc:errors';
import { Coder } from 'jsc:zlib/coder';
import { constants } from 'jsc:zlib/constants';
import { commonOptions } from 'jsc:zlib/options';

const {
  BROTLI_DECODER_PARAM_LARGE_WINDOW, BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MAX_WINDOW_BITS,
  BROTLI_MIN_WINDOW_BITS, BROTLI_OPERATION_EMIT_METADATA, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH,
  BROTLI_OPERATION_PROCESS, BROTLI_PARAM_LGWIN, BROTLI_PARAM_MODE, BROTLI_PARAM_NDIRECT, BROTLI_PARAM_QUALITY,
  BROTLI_PARAM_SIZE_HINT, Z_FINISH, Z_NO_FLUSH, Z_SYNC_FLUSH,
} = constants;

const FLUSHES = {
  maxFlush: BROTLI_OPERATION_EMIT_METADATA, flush: BROTLI_OPERATION_PROCESS, finishFlush: BROTLI_OPERATION_FINISH,
  fullFlush: BROTLI_OPERATION_FLUSH,
};

/** brotli's operations as the native takes them. */
const OPERATIONS = [Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FINISH, Z_NO_FLUSH];

/** The parameters by their numbers, checked. */
function checkedParams(params = {}, max) {
  for (const [key, value] of Object.entries(params)) {
    if (!(Number(key) >= 0 && Number(key) <= max)) {
      throw codedError(RangeError, 'ERR_BROTLI_INVALID_PARAM', `${key} is not a valid Brotli parameter`);
    }
    if (typeof value !== 'number' && typeof value !== 'boolean') throw invalidType('options.params[key]', 'of type number', value);
  }
  return params;
}

const within = (value, min, max, fallback) => Math.min(Math.max(Number(value ?? fallback), min), max);

function openCompressor(params) {
  return compress(
    within(params[BROTLI_PARAM_QUALITY], 0, BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_QUALITY),
    within(params[BROTLI_PARAM_LGWIN], BROTLI_MIN_WINDOW_BITS, BROTLI_MAX_WINDOW_BITS, BROTLI_DEFAULT_WINDOW),
    Number(params[BROTLI_PARAM_MODE] ?? 0),
    Number(params[BROTLI_PARAM_SIZE_HINT] ?? 0),
  );
}

const kind = (max, open) => ({
  isBrotli: true,
  prepare: (given) => {
    const options = given ?? {};
    const params = checkedParams(options.params, max);
    const coder = () => new Coder(
      (stream, input, start, limit, flush, report) => run(stream, input, start, limit, OPERATIONS[flush], report),
      () => open(params),
    );
    return { ...commonOptions(options, FLUSHES), coder };
  },
});

export const KINDS = {
  BrotliCompress: kind(BROTLI_PARAM_NDIRECT, openCompressor),
  BrotliDecompress: kind(BROTLI_DECODER_PARAM_LARGE_WINDOW, decompress),
};
