// node:fs/promises: the functions of node:fs, whose results come in promises. The work is done at once.
import { Buffer } from 'jsc:buffer';
import * as files from 'jsc:fs/files';
import * as tree from 'jsc:fs/tree';
import { constants } from 'jsc:fs/constants';

/** What FileHandle.read makes room for when it is given no buffer. */
const READ_BYTES = 16 * 1024;

/** A file given by path, descriptor or FileHandle, as the synchronous functions take it. */
const fileOf = (file) => (file instanceof FileHandle ? file.fd : file);

const later = (work) => async (...args) => work(...args);
const ofFile = (work) => async (file, ...args) => work(fileOf(file), ...args);

/** An open file. */
class FileHandle {
  #fd;

  constructor(fd) {
    this.#fd = fd;
  }

  get fd() {
    return this.#fd;
  }

  async close() {
    const fd = this.#fd;
    this.#fd = -1;
    if (fd >= 0) files.closeSync(fd);
  }

  [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
    return this.close();
  }

  async read(buffer, offset, length, position) {
    if (!ArrayBuffer.isView(buffer)) ({ buffer = Buffer.alloc(READ_BYTES), offset, length, position } = buffer ?? {});
    return { bytesRead: files.readSync(this.#fd, buffer, offset, length, position), buffer };
  }

  async write(buffer, ...where) {
    return { bytesWritten: files.writeSync(this.#fd, buffer, ...where), buffer };
  }

  async readFile(options) {
    return files.readFileSync(this.#fd, options);
  }

  async writeFile(data, options) {
    files.writeFileSync(this.#fd, data, options);
  }

  async appendFile(data, options) {
    files.writeFileSync(this.#fd, data, options);
  }

  async stat(options) {
    return tree.fstatSync(this.#fd, options);
  }

  async truncate(length) {
    files.ftruncateSync(this.#fd, length);
  }

  async utimes(accessed, modified) {
    tree.futimesSync(this.#fd, accessed, modified);
  }

  async sync() {
    files.fsyncSync(this.#fd);
  }

  async datasync() {
    files.fdatasyncSync(this.#fd);
  }
}

export const open = async (path, flags) => new FileHandle(files.openSync(path, flags));
export const readFile = ofFile(files.readFileSync);
export const writeFile = ofFile(files.writeFileSync);
export const appendFile = ofFile(files.appendFileSync);
export const copyFile = later(files.copyFileSync);
export const truncate = later(files.truncateSync);
export const access = later(tree.accessSync);
export const stat = later(tree.statSync);
export const lstat = later(tree.lstatSync);
export const mkdir = later(tree.mkdirSync);
export const mkdtemp = later(tree.mkdtempSync);
export const readdir = later(tree.readdirSync);
export const rmdir = later(tree.rmdirSync);
export const rm = later(tree.rmSync);
export const unlink = later(tree.unlinkSync);
export const rename = later(tree.renameSync);
export const link = later(tree.linkSync);
export const symlink = later(tree.symlinkSync);
export const readlink = later(tree.readlinkSync);
export const realpath = later(tree.realpathSync);
export const utimes = later(tree.utimesSync);
export const lutimes = later(tree.lutimesSync);
export { constants };

export default {
  open, readFile, writeFile, appendFile, copyFile, truncate, access, stat, lstat, mkdir, mkdtemp, readdir, rmdir,
  rm, unlink, rename, link, symlink, readlink, realpath, utimes, lutimes, constants,
};
