// The functions of node:fs for what lies where: directories, links, what a path is.
import * as host from 'native:fs';
import { codedError, invalidType, validateInteger } from 'jsc:errors';
import { checkBooleans, nameEncoder, toBits, toFd, toOptions, toPath } from 'jsc:fs/arguments';
import { Dirent, toStats } from 'jsc:fs/stats';
import { ERRNO, callError, systemError } from 'jsc:fs/system-error';
import { validateObject } from 'jsc:validate';

// WASI's file types.
const DIRECTORY = 3;
/** Where native:fs's stat has the file type. */
const TYPE = 2;

function statOf(path, syscall, { bigint = false, throwIfNoEntry = true } = {}) {
  try {
    return toStats(host.stat(toPath(path), syscall, bigint), bigint);
  } catch (error) {
    if (throwIfNoEntry || error.code !== 'ENOENT') throw error;
  }
}

export const statSync = (path, options) => statOf(path, 'stat', options);

export const lstatSync = (path, options) => statOf(path, 'lstat', options);

export function fstatSync(fd, { bigint = false } = {}) {
  return toStats(host.fstat(toFd(fd), bigint), bigint);
}

export function existsSync(path) {
  try {
    return host.exists(toPath(path));
  } catch {
    return false;
  }
}

/** Throws unless the path is there. WASI does not say what may be done with it. */
export function accessSync(path, mode) {
  path = toPath(path);
  toBits(mode);
  host.stat(path, 'access', false);
}

const parentOf = (path) => path.replace(/\/+$/, '').replace(/\/?[^/]*$/, '') || (path.startsWith('/') ? '/' : '.');

function isDirectory(path) {
  try {
    return host.stat(path, 'stat', false)[TYPE] === DIRECTORY;
  } catch {
    return false;
  }
}

/** Makes a directory unless it is there; returns whether it was made. */
function make(path) {
  try {
    host.mkdir(path);
    return true;
  } catch (error) {
    if (isDirectory(path)) return false;
    throw error;
  }
}

/** Makes a directory and those above it; returns the first that was made. */
function makeAll(path) {
  try {
    return make(path) ? path : undefined;
  } catch (error) {
    const parent = parentOf(path);
    if (error.code !== 'ENOENT' || parent === path) throw error;
    let first;
    try {
      first = makeAll(parent);
    } catch (cause) {
      // Where nothing can be made, the error names what was asked for.
      throw cause.code === 'ENOENT' ? error : cause;
    }
    return make(path) ? first ?? path : first;
  }
}

export function mkdirSync(path, options) {
  path = toPath(path);
  // A number or a string is a mode, which WASI has none of.
  const checked = typeof options === 'object' ? options : undefined;
  checkBooleans(checked, 'recursive');
  return checked?.recursive ? makeAll(path) : host.mkdir(path);
}

export function mkdtempSync(prefix, options) {
  const encode = nameEncoder(options);
  return encode(host.mkdtemp(toPath(prefix, 'prefix')));
}

const join = (directory, name) => (directory.endsWith('/') ? directory : directory + '/') + name;

/** The names in a directory, sorted; Dirents with `withFileTypes`; of all below with `recursive`. */
export function readdirSync(path, options) {
  path = toPath(path);
  const encode = nameEncoder(options);
  checkBooleans(options, 'recursive');
  const { withFileTypes, recursive } = toOptions(options, {});
  const found = [];
  const pending = [''];
  for (const below of pending) {
    const directory = below ? join(path, below) : path;
    const entries = host.readdir(directory);
    for (let i = 0; i < entries.length; i += 2) {
      const [name, type] = [entries[i], entries[i + 1]];
      const relative = below ? join(below, name) : name;
      found.push(withFileTypes ? new Dirent(encode(name), directory, type) : encode(relative));
      if (recursive && type === DIRECTORY) pending.push(relative);
    }
  }
  return found;
}

const MAX_UINT32 = 2 ** 32 - 1;

function checkRemoval(options) {
  if (options === undefined) return;
  validateObject(options, 'options');
  checkBooleans(options, 'force', 'recursive');
  const { maxRetries = 0, retryDelay = 100 } = options;
  validateInteger(retryDelay, 'options.retryDelay', 0, 2 ** 31 - 1);
  validateInteger(maxRetries, 'options.maxRetries', 0, MAX_UINT32);
}

export function rmdirSync(path, options) {
  path = toPath(path);
  checkRemoval(options);
  if (!options?.recursive) return host.rmdir(path);
  // A deprecated form, which takes folders alone.
  if (host.stat(path, 'lstat', false)[TYPE] !== DIRECTORY) {
    throw callError('ENOTDIR', 'not a directory', 'rmdir', path);
  }
  removeAll(path);
}

function removeAll(path) {
  if (host.stat(path, 'lstat', false)[TYPE] !== DIRECTORY) return host.unlink(path);
  for (const entry of readdirSync(path)) removeAll(join(path, entry));
  host.rmdir(path);
}

export function rmSync(path, options) {
  path = toPath(path);
  checkRemoval(options);
  const { force, recursive } = options ?? {};
  try {
    if (!recursive && host.stat(path, 'lstat', false)[TYPE] === DIRECTORY) throw isDirectoryError(path);
    removeAll(path);
  } catch (error) {
    if (!force || error.code !== 'ENOENT') throw error;
  }
}

const isDirectoryError = (path) => systemError('ERR_FS_EISDIR', 'Path is a directory',
  { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: ERRNO.EISDIR });

export function unlinkSync(path) {
  host.unlink(toPath(path));
}

export function renameSync(from, to) {
  host.rename(toPath(from, 'oldPath'), toPath(to, 'newPath'));
}

export function linkSync(from, to) {
  host.link(toPath(from, 'existingPath'), toPath(to, 'newPath'));
}

const LINK_TYPES = [undefined, null, 'dir', 'file', 'junction'];

export function symlinkSync(target, path, type) {
  if (!LINK_TYPES.includes(type)) {
    throw codedError(Error, 'ERR_FS_INVALID_SYMLINK_TYPE',
      `Symlink type must be one of "dir", "file", or "junction". Received "${type}"`);
  }
  host.symlink(toPath(target, 'target'), toPath(path));
}

export function readlinkSync(path, options) {
  const encode = nameEncoder(options);
  return encode(host.readlink(toPath(path)));
}

/** How many links one path may lead through: Linux's limit. */
const MAX_LINKS = 40;

/** The path without links, `.` and `..`. What lies above the host's directories is taken as it is. */
export function realpathSync(path, options) {
  const encode = nameEncoder(options);
  path = toPath(path);
  // These two say what is wrong where something is: nothing there, a link to nowhere or in a circle.
  host.stat(path, 'lstat', false);
  host.stat(path, 'stat', false);
  let pending = path.split('/');
  let real = '';
  for (let links = 0; pending.length && links <= MAX_LINKS;) {
    const name = pending.shift();
    if (name === '' || name === '.') continue;
    if (name === '..') {
      real = real.replace(/\/[^/]*$/, '');
      continue;
    }
    const next = `${real}/${name}`;
    const target = linkTarget(next);
    if (target === undefined) {
      real = next;
    } else {
      links++;
      if (target.startsWith('/')) real = '';
      pending = [...target.split('/'), ...pending];
    }
  }
  return encode(real || '/');
}

/** Node's other implementation of the same. */
realpathSync.native = realpathSync;

function linkTarget(path) {
  try {
    return host.readlink(path);
  } catch {
    return undefined;
  }
}

function toSeconds(value) {
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(+value)) return +value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (Number.isFinite(value)) return value;
  throw invalidType('time', 'an instance of Date or an Time in seconds', value);
}

export function utimesSync(path, accessed, modified) {
  host.utimes(toPath(path), true, toSeconds(accessed), toSeconds(modified));
}

export function lutimesSync(path, accessed, modified) {
  host.utimes(toPath(path), false, toSeconds(accessed), toSeconds(modified));
}

export function futimesSync(fd, accessed, modified) {
  host.futimes(toFd(fd), toSeconds(accessed), toSeconds(modified));
}
