// node:fs: https://nodejs.org/docs/latest-v20.x/api/fs.html
//
// Each function with a callback does its work at once and calls back in a later turn of the event loop.
import * as files from 'jsc:fs/files';
import * as tree from 'jsc:fs/tree';
import { validateFunction } from 'jsc:errors';
import { constants } from 'jsc:fs/constants';
import { BigIntStats, Dirent, Stats } from 'jsc:fs/stats';
import { toBuffer } from 'jsc:buffer/class';
import { alwaysThrowing, nameAll, nothing, withCallback, withNamedResults, withPromised } from 'jsc:fs/callbacks';
import { setImmediate } from 'jsc:timers';
// Empty modules in programs that name nothing of what they have.
import * as blobs from 'jsc:fs/blob';
import * as copies from 'jsc:fs/copy';
import * as directories from 'jsc:fs/directory';
import * as refused from 'jsc:fs/refused';
import * as streams from 'jsc:fs/streams';
import * as vectors from 'jsc:fs/vectors';
import * as promised from 'node:fs/promises';

const withBuffer = (count, [, buffer]) => [count, buffer];

export const open = withCallback(files.openSync);
export const close = withCallback(files.closeSync, nothing);
export const write = withNamedResults(withCallback(files.writeSync, withBuffer), 'bytesWritten', 'buffer');

const READ_BYTES = 16 * 1024;
const readAny = withCallback(files.readSync, withBuffer);

/** The buffer may be among the options, or missing: then one is made. */
export const read = withNamedResults((fd, ...args) => {
  const [first] = args;
  if (ArrayBuffer.isView(first) || (args.length > 1 && typeof first !== 'object' && first !== undefined)) {
    return readAny(fd, ...args);
  }
  const options = (args.length > 1 && first) || {};
  const buffer = options.buffer === undefined ? toBuffer(new Uint8Array(READ_BYTES)) : options.buffer;
  return readAny(fd, buffer, options, args.at(-1));
}, 'bytesRead', 'buffer');
export const readFile = withCallback(files.readFileSync);
export const writeFile = withCallback(files.writeFileSync, nothing);
export const appendFile = withCallback(files.appendFileSync, nothing);
export const copyFile = withCallback(files.copyFileSync, nothing);
export const truncate = withCallback(files.truncateSync, nothing);
export const ftruncate = withCallback(files.ftruncateSync, nothing);
export const fsync = withCallback(files.fsyncSync, nothing);
export const fdatasync = withCallback(files.fdatasyncSync, nothing);
export const access = withCallback(tree.accessSync, nothing);
export const stat = withCallback(alwaysThrowing(tree.statSync));
export const lstat = withCallback(alwaysThrowing(tree.lstatSync));
export const fstat = withCallback(tree.fstatSync);
export const mkdir = withCallback(tree.mkdirSync);
export const mkdtemp = withCallback(tree.mkdtempSync);
export const readdir = withCallback(tree.readdirSync);
export const rmdir = withCallback(tree.rmdirSync, nothing);
export const rm = withCallback(tree.rmSync, nothing);
export const unlink = withCallback(tree.unlinkSync, nothing);
export const rename = withCallback(tree.renameSync, nothing);
export const link = withCallback(tree.linkSync, nothing);
export const symlink = withCallback(tree.symlinkSync, nothing);
export const readlink = withCallback(tree.readlinkSync);
export const realpath = withCallback(tree.realpathSync);
/** Node's other implementation of the same. */
realpath.native = realpath;
export const utimes = withCallback(tree.utimesSync, nothing);
export const lutimes = withCallback(tree.lutimesSync, nothing);
export const futimes = withCallback(tree.futimesSync, nothing);

/** Unlike the others, calls back with nothing but the answer. */
export function exists(path, callback) {
  validateFunction(callback, 'cb');
  const answer = tree.existsSync(path);
  setImmediate(() => callback(answer));
}

withPromised(exists, (path) => new Promise((resolve) => exists(path, resolve)));

export * from 'jsc:fs/files';
export * from 'jsc:fs/tree';
const promises = promised.default;

export { promises, constants, Stats, BigIntStats, Dirent };

export const { openAsBlob } = blobs;
export const { cp, cpSync } = copies;
export const { Dir, opendir, opendirSync } = directories;
export const { createReadStream, createWriteStream, ReadStream, WriteStream, FileReadStream, FileWriteStream } = streams;
export const { readv, readvSync, writev, writevSync } = vectors;
export const {
  chmod, chmodSync, fchmod, fchmodSync, lchmod, lchmodSync, chown, chownSync, fchown, fchownSync, lchown, lchownSync,
  statfs, statfsSync, watch, watchFile, unwatchFile,
} = refused;

const { F_OK, R_OK, W_OK, X_OK } = constants;
export { F_OK, R_OK, W_OK, X_OK };

const fs = nameAll({
  ...files, ...tree, ...directories, ...blobs, ...vectors, ...refused, ...streams,
  ...(cp && { cp, cpSync }), ...(promises && { promises }), constants, Stats, BigIntStats, Dirent, F_OK, R_OK, W_OK, X_OK,
  open, close, read, write, readFile, writeFile, appendFile, copyFile, truncate, ftruncate, fsync, fdatasync,
  access, exists, stat, lstat, fstat, mkdir, mkdtemp, readdir, rmdir, rm, unlink, rename, link, symlink, readlink,
  realpath, utimes, lutimes, futimes,
});
export default fs;
