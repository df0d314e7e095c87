// fs.Dir and fs.opendir: https://nodejs.org/docs/latest-v20.x/api/fs.html#class-fsdir
// What there is in the directory is read when it is opened.
import { stat } from 'native:fs';
import { codedError, validateFunction, validateInteger } from 'jsc:errors';
import { toOptions, toPath } from 'jsc:fs/arguments';
import { callError } from 'jsc:fs/system-error';
import { readdirSync } from 'jsc:fs/tree';
import { nextTick } from 'jsc:ticks';
import { setImmediate } from 'jsc:timers';

const MAX_BUFFER = 2 ** 32 - 1;
/** Where native:fs's stat has the file type, and the type of directories. */
const [TYPE, DIRECTORY] = [2, 3];

const closed = () => codedError(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');

export class Dir {
  #path;
  #entries;
  #at = 0;
  #isClosed = false;

  constructor(path, entries) {
    this.#path = path;
    this.#entries = entries;
  }

  get path() {
    return this.#path;
  }

  #checkOpen() {
    if (this.#isClosed) throw closed();
  }

  /** The next Dirent, null after the last. */
  readSync() {
    this.#checkOpen();
    return this.#entries[this.#at++] ?? null;
  }

  read(callback) {
    this.#checkOpen();
    if (callback === undefined) return Promise.resolve(this.readSync());
    validateFunction(callback, 'callback');
    setImmediate(callback, null, this.readSync());
  }

  closeSync() {
    this.#checkOpen();
    this.#isClosed = true;
  }

  close(callback) {
    if (callback === undefined) return (async () => this.closeSync())();
    validateFunction(callback, 'callback');
    if (this.#isClosed) {
      nextTick(callback, closed());
      return;
    }
    this.#isClosed = true;
    setImmediate(callback, null);
  }

  async *entries() {
    try {
      for (let entry; (entry = await this.read()) !== null;) yield entry;
    } finally {
      await this.close();
    }
  }
}

const { value: entries } = Object.getOwnPropertyDescriptor(Dir.prototype, 'entries');
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, { value: entries, writable: true, configurable: true });

export function opendirSync(path, options) {
  path = toPath(path);
  const { bufferSize = 32, recursive } = toOptions(options, {});
  validateInteger(bufferSize, 'options.bufferSize', 1, MAX_BUFFER);
  if (stat(path, 'opendir', false)[TYPE] !== DIRECTORY) throw callError('ENOTDIR', 'not a directory', 'opendir', path);
  return new Dir(path, readdirSync(path, { withFileTypes: true, recursive }));
}

export function opendir(path, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'callback');
  let outcome;
  try {
    outcome = [null, opendirSync(path, options)];
  } catch (error) {
    if (error.syscall === undefined) throw error;
    outcome = [error];
  }
  setImmediate(callback, ...outcome);
}
