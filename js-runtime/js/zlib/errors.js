// Errors of node:zlib.
import { codedError } from 'jsc:errors';
import { Z_NEED_DICT } from 'jsc:zlib/coder';
import { codes, constants } from 'jsc:zlib/constants';

const { Z_BUF_ERROR } = constants;

function zlibError(errno, code, message) {
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  return error;
}

export const endOfFile = () => zlibError(Z_BUF_ERROR, 'Z_BUF_ERROR', 'unexpected end of file');

/** brotli's own errors: the message is the number. */
function brotliError(message) {
  const errno = Number(message);
  const found = Object.keys(constants).find((key) => key.startsWith('BROTLI_DECODER_ERROR') && constants[key] === errno);
  return zlibError(errno, `ERR_${(found ?? '').slice('BROTLI_DECODER'.length)}`, 'Decompression failed');
}

/** What a CodingError is to callers. */
export function codingError({ status, message }, { isBrotli }, hasDictionary) {
  if (isBrotli) return brotliError(message);
  if (status === Z_NEED_DICT) return zlibError(status, 'Z_NEED_DICT', hasDictionary ? 'Bad dictionary' : 'Missing dictionary');
  return zlibError(status, codes[status], message);
}

export const tooLarge = (max) =>
  codedError(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${max} bytes`);
