// The promises' forms of fs.readFile and fs.writeFile, which may be aborted; data to write may come in pieces.
import { codedError } from 'jsc:errors';
import { toOptions } from 'jsc:fs/arguments';
import { closeSync, openSync, readFileSync, writeFileSync } from 'jsc:fs/files';

function checkAborted(signal) {
  if (!signal?.aborted) return;
  const error = codedError(Error, 'ABORT_ERR', 'The operation was aborted');
  error.cause = signal.reason;
  throw Object.defineProperty(error, 'name', { value: 'AbortError', writable: true, configurable: true });
}

const isPieces = (data) => typeof data === 'object' && data !== null && !ArrayBuffer.isView(data) &&
  Boolean(data[Symbol.asyncIterator] ?? data[Symbol.iterator]);

export async function readFile(file, options) {
  checkAborted(options?.signal);
  return readFileSync(file, options);
}

async function writePieces(fd, pieces, { encoding, signal }) {
  for await (const piece of pieces) {
    checkAborted(signal);
    writeFileSync(fd, piece, encoding);
  }
}

export async function writeFile(file, data, options) {
  const checked = toOptions(options, { encoding: 'utf8', flag: 'w' });
  checkAborted(checked.signal);
  if (!isPieces(data)) return writeFileSync(file, data, options);
  if (typeof file === 'number') return writePieces(file, data, checked);
  const fd = openSync(file, checked.flag);
  try {
    await writePieces(fd, data, checked);
  } finally {
    closeSync(fd);
  }
}

export const appendFile = (file, data, options) => writeFile(file, data, toOptions(options, { flag: 'a' }));
