// fs.readv and fs.writev: https://nodejs.org/docs/latest-v20.x/api/fs.html#fsreadvfd-buffers-position-callback
import { invalidType } from 'jsc:errors';
import { toFd } from 'jsc:fs/arguments';
import { withCallback, withNamedResults } from 'jsc:fs/callbacks';
import { readSync, writeSync } from 'jsc:fs/files';

function checkBuffers(buffers) {
  if (!Array.isArray(buffers) || !buffers.every(ArrayBuffer.isView)) {
    throw invalidType('buffers', 'an ArrayBufferView[]', buffers);
  }
}

const isPosition = (value) => typeof value === 'number';

/** `step` of each buffer in turn, at `position` or where the file is; ends with one that is not filled. */
function inTurn(step, fd, buffers, position) {
  toFd(fd);
  checkBuffers(buffers);
  let total = 0;
  for (const buffer of buffers) {
    const count = step(fd, buffer, 0, buffer.byteLength, isPosition(position) ? position + total : null);
    total += count;
    if (count < buffer.byteLength) break;
  }
  return total;
}

export const readvSync = (fd, buffers, position) => inTurn(readSync, fd, buffers, position);
export const writevSync = (fd, buffers, position) => inTurn(writeSync, fd, buffers, position);

const withBuffers = (count, [, buffers]) => [count, buffers];
export const readv = withNamedResults(withCallback(readvSync, withBuffers), 'bytesRead', 'buffers');
export const writev = withNamedResults(withCallback(writevSync, withBuffers), 'bytesWritten', 'buffer');
