// A whole message at once.
import { CodingError, join } from 'jsc:zlib/coder';
import { constants } from 'jsc:zlib/constants';
import { codingError, endOfFile, tooLarge } from 'jsc:zlib/errors';
import { detect } from 'jsc:zlib/kinds';

const { Z_BLOCK, Z_FINISH, Z_PARTIAL_FLUSH, BROTLI_OPERATION_FINISH } = constants;

/** Yields the pieces of all members: what follows one is another, unless it is zeros. */
export function* processMembers(coder, kind, input, flush, chunkSize) {
  yield* coder.process(input, flush, chunkSize);
  while (kind.hasMembers && coder.isEnded && coder.left > 0 && input.at(-coder.left) !== 0) {
    const rest = input.subarray(input.length - coder.left);
    coder.reset();
    yield* coder.process(rest, flush, chunkSize);
    input = rest;
  }
}

/** What the native takes for a flush; to the end of a block is less than it can do. */
export const nativeFlush = (flush, { isBrotli }) => (!isBrotli && flush === Z_BLOCK ? Z_PARTIAL_FLUSH : flush);

/** All that `input` gives, under checked options. */
export function processWhole(kind, prepared, input) {
  const { finishFlush, maxOutputLength, chunkSize } = prepared;
  const pieces = [];
  let length = 0;
  try {
    const format = kind.detects ? detect(input) : undefined;
    if (kind.detects && !format) throw endOfFile();
    const coder = prepared.coder(format);
    const members = { ...kind, hasMembers: kind.hasMembers && format !== 'deflate' };
    for (const piece of processMembers(coder, members, input, nativeFlush(finishFlush, kind), chunkSize)) {
      length += piece.length;
      if (length > maxOutputLength) throw tooLarge(maxOutputLength);
      pieces.push(piece);
    }
    const finishes = finishFlush === (kind.isBrotli ? BROTLI_OPERATION_FINISH : Z_FINISH);
    if (finishes && !coder.isEnded) throw endOfFile();
  } catch (error) {
    throw error instanceof CodingError ? codingError(error, kind, prepared.hasDictionary) : error;
  }
  return join(pieces, length);
}
