// fs.Stats, fs.BigIntStats and fs.Dirent.
import { constants } from 'jsc:fs/constants';

const { S_IFMT, S_IFBLK, S_IFCHR, S_IFDIR, S_IFREG, S_IFSOCK, S_IFLNK, S_IFIFO } = constants;

// By WASI's file type: unknown, block device, character device, directory, file, two kinds of socket, link.
const MODES = [0, S_IFBLK, S_IFCHR, S_IFDIR, S_IFREG, S_IFSOCK, S_IFSOCK, S_IFLNK];
const DIRENT_TYPES = [0, 7, 6, 2, 1, 5, 5, 3];

// WASI has no permissions: the host lets a program do something or not. These are common ones.
const FILE_PERMISSIONS = 0o644;
const DIRECTORY_PERMISSIONS = 0o755;

const BLOCK_BYTES = 4096;
/** `blocks` counts units of 512 bytes, whatever a file system's blocks are. */
const UNITS_PER_BLOCK = BLOCK_BYTES / 512;

const TESTS = {
  isFile: S_IFREG, isDirectory: S_IFDIR, isSymbolicLink: S_IFLNK, isFIFO: S_IFIFO,
  isSocket: S_IFSOCK, isCharacterDevice: S_IFCHR, isBlockDevice: S_IFBLK,
};

const modeOf = (type) => MODES[type] | (MODES[type] === S_IFDIR ? DIRECTORY_PERMISSIONS : FILE_PERMISSIONS);

/** What Stats and BigIntStats share; `number` makes their kind of number. */
class StatsBase {
  constructor([dev, ino, type, nlink, size], number) {
    this.dev = dev;
    this.mode = number(modeOf(Number(type)));
    this.nlink = nlink;
    this.uid = number(0);
    this.gid = number(0);
    this.rdev = number(0);
    this.blksize = number(BLOCK_BYTES);
    this.ino = ino;
    this.size = size;
    this.blocks = number(Math.ceil(Number(size) / BLOCK_BYTES) * UNITS_PER_BLOCK);
  }
}

/** What a path or descriptor is; made of native:fs's list. WASI knows no birth time: the last change stands for it. */
export class Stats extends StatsBase {
  constructor(list) {
    super(list, Number);
    const [, , , , , accessed, modified, changed] = list;
    this.atimeMs = accessed;
    this.mtimeMs = modified;
    this.ctimeMs = changed;
    this.birthtimeMs = changed;
    // Node rounds to the nearest millisecond here.
    this.atime = new Date(Math.round(accessed));
    this.mtime = new Date(Math.round(modified));
    this.ctime = new Date(Math.round(changed));
    this.birthtime = new Date(Math.round(changed));
  }
}

const MILLION = 1_000_000n;

/** The same with BigInts, and times in nanoseconds too. */
export class BigIntStats extends StatsBase {
  constructor(list) {
    super(list, BigInt);
    const [, , , , , accessed, modified, changed] = list;
    const times = { atime: accessed, mtime: modified, ctime: changed, birthtime: changed };
    const each = Object.entries(times);
    for (const [name, time] of each) this[name + 'Ms'] = time / MILLION;
    for (const [name, time] of each) this[name + 'Ns'] = time;
    for (const [name, time] of each) this[name] = new Date(Number(time / MILLION));
  }
}

/** The Stats of native:fs's list. */
export const toStats = (list, wide) => (wide ? new BigIntStats(list) : new Stats(list));

const kType = Symbol('type');

/** An entry of a directory. */
export class Dirent {
  constructor(name, path, type) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this[kType] = DIRENT_TYPES[type] ?? 0;
  }
}

for (const [name, mode] of Object.entries(TESTS)) {
  const type = DIRENT_TYPES[MODES.indexOf(mode)];
  const define = (Class, value) =>
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true });
  define(StatsBase, function () { return (Number(this.mode) & S_IFMT) === mode; });
  define(Dirent, function () { return type !== undefined && this[kType] === type; });
}
