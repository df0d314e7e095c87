// node:fs: https://nodejs.org/docs/latest-v20.x/api/fs.html
//
// Each function with a callback does its work at once and calls back in a later turn of the event loop.
import * as files from 'jsc:fs/files';
import * as tree from 'jsc:fs/tree';
import promises from 'node:fs/promises';
import { validateFunction } from 'jsc:errors';
import { constants } from 'jsc:fs/constants';
import { BigIntStats, Dirent, Stats } from 'jsc:fs/stats';
import { setImmediate } from 'jsc:timers';

/**
 * The form with a callback of a synchronous function. `results` makes the callback's arguments, after
 * the error, from the result and the function's arguments.
 */
function withCallback(work, results = (result) => [result]) {
  return (...args) => {
    const callback = args.length > 1 ? args.pop() : undefined;
    validateFunction(callback, 'cb');
    let outcome;
    try {
      outcome = [null, ...results(work(...args), args)];
    } catch (error) {
      // As in Node, wrong arguments are thrown and only what the system says is passed on.
      if (error.syscall === undefined) throw error;
      outcome = [error];
    }
    setImmediate(callback, ...outcome);
  };
}

const nothing = () => [];
const withBuffer = (count, [, buffer]) => [count, buffer];

export const open = withCallback(files.openSync);
export const close = withCallback(files.closeSync, nothing);
export const read = withCallback(files.readSync, withBuffer);
export const write = withCallback(files.writeSync, withBuffer);
export const readFile = withCallback(files.readFileSync);
export const writeFile = withCallback(files.writeFileSync, nothing);
export const appendFile = withCallback(files.appendFileSync, nothing);
export const copyFile = withCallback(files.copyFileSync, nothing);
export const truncate = withCallback(files.truncateSync, nothing);
export const ftruncate = withCallback(files.ftruncateSync, nothing);
export const fsync = withCallback(files.fsyncSync, nothing);
export const fdatasync = withCallback(files.fdatasyncSync, nothing);
export const access = withCallback(tree.accessSync, nothing);
export const stat = withCallback(tree.statSync);
export const lstat = withCallback(tree.lstatSync);
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
export const utimes = withCallback(tree.utimesSync, nothing);
export const lutimes = withCallback(tree.lutimesSync, nothing);
export const futimes = withCallback(tree.futimesSync, nothing);

/** Unlike the others, calls back with nothing but the answer. */
export function exists(path, callback) {
  validateFunction(callback, 'cb');
  setImmediate(callback, tree.existsSync(path));
}

// Filled by jsc:fs/streams, in programs that name one of them.
export let createReadStream, createWriteStream, ReadStream, WriteStream;

/** Makes the streams over files part of the module. */
export function setStreams(streams) {
  ({ createReadStream, createWriteStream, ReadStream, WriteStream } = streams);
  Object.assign(fs, streams);
}

export * from 'jsc:fs/files';
export * from 'jsc:fs/tree';
export { promises, constants, Stats, BigIntStats, Dirent };

const { F_OK, R_OK, W_OK, X_OK } = constants;
export { F_OK, R_OK, W_OK, X_OK };

const fs = {
  ...files, ...tree, promises, constants, Stats, BigIntStats, Dirent, F_OK, R_OK, W_OK, X_OK,
  open, close, read, write, readFile, writeFile, appendFile, copyFile, truncate, ftruncate, fsync, fdatasync,
  access, exists, stat, lstat, fstat, mkdir, mkdtemp, readdir, rmdir, rm, unlink, rename, link, symlink, readlink,
  realpath, utimes, lutimes, futimes,
};
export default fs;
