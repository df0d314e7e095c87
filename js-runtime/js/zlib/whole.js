// A whole message at once.
import { join } from 'jsc:zlib/coder';
import { tooLarge } from 'jsc:zlib/errors';

/**
 * All that `handle` gives for `input`, with the flush that is the last, in pieces of `chunkSize`; and how much of the
 * input that was. Throws when it is more than `maxOutputLength` bytes.
 */
export function processWhole(handle, input, flush, { chunkSize, maxOutputLength }) {
  const pieces = [];
  let length = 0;
  let at = 0;
  for (;;) {
    const { output, consumed } = handle.step(input, at, chunkSize, flush);
    at += consumed;
    length += output.length;
    if (length > maxOutputLength) throw tooLarge(maxOutputLength);
    pieces.push(output);
    if (output.length < chunkSize) return { output: join(pieces, length), consumed: at };
  }
}
