// FileHandle: https://nodejs.org/docs/latest-v20.x/api/fs.html#class-filehandle
import { toBuffer } from 'jsc:buffer/class';
import { Emitter } from 'jsc:emitter';
import * as files from 'jsc:fs/files';
import { readFile, writeFile } from 'jsc:fs/whole';
import * as tree from 'jsc:fs/tree';
// Empty modules in programs that name nothing of what they have.
import * as lines from 'jsc:fs/read-lines';
import * as refused from 'jsc:fs/refused';
import * as streams from 'jsc:fs/streams';
import * as vectors from 'jsc:fs/vectors';

/** What `read` makes room for when it is given no buffer. */
const READ_BYTES = 16 * 1024;

const closed = (syscall) => Object.assign(new Error('file closed'), { code: 'EBADF', syscall });

/** An open file. It is no EventEmitter, but has what programs use of one. */
export class FileHandle extends Emitter {
  #fd;

  constructor(fd) {
    super();
    this.#fd = fd;
  }

  get fd() {
    return this.#fd;
  }

  /** The descriptor for a call, which the error names if it is closed. */
  #for(syscall) {
    if (this.#fd === -1) throw closed(syscall);
    return this.#fd;
  }

  async close() {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    try {
      files.closeSync(fd);
    } finally {
      this.emit('close');
    }
  }

  async [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
    return this.close();
  }

  async read(buffer, offset, length, position) {
    const fd = this.#for('read');
    if (!ArrayBuffer.isView(buffer)) {
      ({ buffer = toBuffer(new Uint8Array(READ_BYTES)), offset, length, position } = buffer ?? {});
    }
    return { __proto__: null, bytesRead: files.readSync(fd, buffer, offset, length, position), buffer };
  }

  async write(buffer, ...where) {
    return { __proto__: null, bytesWritten: files.writeSync(this.#for('write'), buffer, ...where), buffer };
  }

  async readv(buffers, position) {
    return { __proto__: null, bytesRead: vectors.readvSync(this.#for('readv'), buffers, position), buffers };
  }

  async writev(buffers, position) {
    return { __proto__: null, bytesWritten: vectors.writevSync(this.#for('writev'), buffers, position), buffers };
  }

  async readFile(options) {
    return readFile(this.#for('readFile'), options);
  }

  async writeFile(data, options) {
    return writeFile(this.#for('writeFile'), data, options);
  }

  async appendFile(data, options) {
    return writeFile(this.#for('writeFile'), data, options);
  }

  async stat(options) {
    return tree.fstatSync(this.#for('fstat'), options);
  }

  async truncate(length) {
    files.ftruncateSync(this.#for('ftruncate'), length);
  }

  async utimes(accessed, modified) {
    tree.futimesSync(this.#for('futimes'), accessed, modified);
  }

  async chmod(mode) {
    refused.fchmodSync(this.#for('fchmod'), mode);
  }

  async chown(uid, gid) {
    refused.fchownSync(this.#for('fchown'), uid, gid);
  }

  async sync() {
    files.fsyncSync(this.#for('fsync'));
  }

  async datasync() {
    files.fdatasyncSync(this.#for('fdatasync'));
  }

  createReadStream(options) {
    return new streams.ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options) {
    return new streams.WriteStream(undefined, { ...options, fd: this });
  }

  readLines(options) {
    return lines.readLines(new streams.ReadStream(undefined, { ...options, fd: this }));
  }
}

/** The descriptor of a FileHandle for a call; any other value as it is. */
export function descriptorOf(file, syscall) {
  if (!(file instanceof FileHandle)) return file;
  if (file.fd === -1) throw closed(syscall);
  return file.fd;
}

export const open = async (path, flags, mode) => new FileHandle(files.openSync(path, flags, mode));
