// fs.cp: https://nodejs.org/docs/latest-v20.x/api/fs.html#fscpsrc-dest-options-callback
// Node.js 20's lib/internal/fs/cp (MIT licence, Copyright Node.js contributors), without the permissions, which WASI
// has none of.
//
// The work is a generator, which yields what the filter says: a promise where that may be one.
import { codedError, validateFunction } from 'jsc:errors';
import { checkBooleans, toBits, toPath } from 'jsc:fs/arguments';
import { copyFileSync } from 'jsc:fs/files';
import { ERRNO, systemError } from 'jsc:fs/system-error';
import {
  existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync, unlinkSync, utimesSync,
} from 'jsc:fs/tree';
import { validateObject } from 'jsc:validate';
import { setImmediate } from 'jsc:timers';

const FLAGS = {
  dereference: false, errorOnExist: false, force: true, preserveTimestamps: false, recursive: false,
  verbatimSymlinks: false,
};

function checkOptions(given) {
  if (given === undefined) return { ...FLAGS, mode: 0 };
  validateObject(given, 'options');
  const options = { ...FLAGS, mode: 0, ...given };
  checkBooleans(options, ...Object.keys(FLAGS));
  options.mode = toBits(options.mode);
  if (options.dereference && options.verbatimSymlinks) {
    throw codedError(TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR',
      'Option "dereference" cannot be used in combination with option "verbatimSymlinks"');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

// --- Errors ---

const failure = (key, text, errno) => (code, message, path) =>
  systemError(key, text, { message, path, syscall: 'cp', errno: errno ?? ERRNO[code], code });

const invalid = failure('ERR_FS_CP_EINVAL', 'Invalid src or dest');
const isDirectory = failure('ERR_FS_EISDIR', 'Path is a directory', ERRNO.EINVAL);
const toNonDirectory = failure('ERR_FS_CP_DIR_TO_NON_DIR', 'Cannot overwrite non-directory with directory');
const toDirectory = failure('ERR_FS_CP_NON_DIR_TO_DIR', 'Cannot overwrite directory with non-directory');
const exists = failure('ERR_FS_CP_EEXIST', 'Target already exists');
const overLink = failure('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'Cannot overwrite symlink in subdirectory of self');
const ofSocket = failure('ERR_FS_CP_SOCKET', 'Cannot copy a socket file');
const ofPipe = failure('ERR_FS_CP_FIFO_PIPE', 'Cannot copy a FIFO pipe');
const ofUnknown = failure('ERR_FS_CP_UNKNOWN', 'Cannot copy an unknown file type');

// --- Paths ---

const join = (folder, name) => `${folder.replace(/\/+$/, '')}/${name}`;
const dirname = (path) => path.replace(/\/+$/, '').replace(/\/?[^/]*$/, '') || (path.startsWith('/') ? '/' : '.');

/** The names that lead from the root to a path, which starts there. */
function parts(path) {
  const found = [];
  for (const part of path.split('/')) {
    if (part === '..') found.pop();
    else if (part !== '' && part !== '.') found.push(part);
  }
  return found;
}

const resolve = (path) => `/${parts(path).join('/')}`;
const resolveFrom = (folder, path) => (path.startsWith('/') ? path : resolve(join(folder, path)));

function isBelow(folder, path) {
  const names = parts(path);
  return parts(folder).every((name, i) => names[i] === name);
}

// --- The copy ---

/** A host that numbers no files gives them all number 0. */
const areIdentical = (one, other) => other.ino && one.ino === other.ino && one.dev === other.dev;

const statOf = (path, options, throwIfNoEntry) =>
  (options.dereference ? statSync : lstatSync)(path, { bigint: true, throwIfNoEntry });

/** Yields whether the filter lets it through; throws unless `src` can be copied to `dest`. */
function* check(src, dest, options) {
  if (options.filter && !(yield options.filter(src, dest))) return { skipped: true };
  const [from, to] = [statOf(src, options, true), statOf(dest, options, false)];
  if (to) {
    if (areIdentical(from, to)) throw invalid('EINVAL', 'src and dest cannot be the same', dest);
    if (from.isDirectory() && !to.isDirectory()) {
      throw toNonDirectory('EISDIR', `cannot overwrite non-directory ${dest} with directory ${src}`, dest);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      throw toDirectory('ENOTDIR', `cannot overwrite directory ${dest} with non-directory ${src}`, dest);
    }
  }
  if (from.isDirectory() && isBelow(src, dest)) throw intoItself(src, dest, dest);
  return { from, to, skipped: false };
}

const intoItself = (src, dest, path) => invalid('EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, path);

/** Throws if `dest` lies below `src` by way of links. */
function checkParents(src, from, dest) {
  const parent = resolve(dirname(dest));
  if (parent === resolve(dirname(src)) || parent === '/') return;
  const to = statSync(parent, { bigint: true, throwIfNoEntry: false });
  if (to === undefined) return;
  if (areIdentical(from, to)) throw intoItself(src, dest, dest);
  checkParents(src, from, parent);
}

function* copyTree(src, dest, options) {
  const { from, to, skipped } = yield* check(src, dest, options);
  if (skipped) return;
  checkParents(src, from, dest);
  const parent = dirname(dest);
  if (!existsSync(parent)) mkdirSync(parent, { recursive: true });
  yield* copyOne(from, to, src, dest, options);
}

function* copyOne(from, to, src, dest, options) {
  if (from.isDirectory()) {
    if (!options.recursive) throw isDirectory('EISDIR', `${src} is a directory (not copied)`, src);
    yield* copyDirectory(to, src, dest, options);
  } else if (from.isFile() || from.isCharacterDevice() || from.isBlockDevice()) {
    copyFile(to, src, dest, options);
  } else if (from.isSymbolicLink()) {
    copyLink(to, src, dest, options);
  } else if (from.isSocket()) {
    throw ofSocket('EINVAL', `cannot copy a socket file: ${dest}`, dest);
  } else if (from.isFIFO()) {
    throw ofPipe('EINVAL', `cannot copy a FIFO pipe: ${dest}`, dest);
  } else {
    throw ofUnknown('EINVAL', `cannot copy an unknown file type: ${dest}`, dest);
  }
}

function* copyDirectory(to, src, dest, options) {
  if (!to) mkdirSync(dest);
  for (const name of readdirSync(src)) {
    const [item, copy] = [join(src, name), join(dest, name)];
    const checked = yield* check(item, copy, options);
    if (!checked.skipped) yield* copyOne(checked.from, checked.to, item, copy, options);
  }
}

function copyFile(to, src, dest, { force, errorOnExist, mode, preserveTimestamps }) {
  if (to && !force) {
    if (errorOnExist) throw exists('EEXIST', `${dest} already exists`, dest);
    return;
  }
  if (to) unlinkSync(dest);
  copyFileSync(src, dest, mode);
  if (!preserveTimestamps) return;
  // Asked for anew: reading may have changed the time of access.
  const { atime, mtime } = statSync(src);
  utimesSync(dest, atime, mtime);
}

function copyLink(to, src, dest, { verbatimSymlinks }) {
  const target = readlinkSync(src);
  const source = verbatimSymlinks ? target : resolveFrom(dirname(src), target);
  if (to) {
    const before = linkTarget(dest);
    if (before !== undefined) checkLinks(source, before, dest);
    if (before !== undefined) unlinkSync(dest);
  }
  symlinkSync(source, dest);
}

/** Where a link leads; undefined for what is none. */
function linkTarget(path) {
  try {
    return resolveFrom(dirname(path), readlinkSync(path));
  } catch (error) {
    if (error.code === 'EINVAL') return undefined;
    throw error;
  }
}

function checkLinks(source, before, dest) {
  if (isBelow(source, before)) throw intoItself(source, before, dest);
  // Without `dest` there would be nothing left of what the new link leads to.
  if (statSync(dest).isDirectory() && isBelow(before, source)) {
    throw overLink('EINVAL', `cannot overwrite ${before} with ${source}`, dest);
  }
}

// --- The functions ---

const begin = (src, dest, options) => {
  const checked = checkOptions(options);
  return copyTree(toPath(src, 'src'), toPath(dest, 'dest'), checked);
};

const isPromise = (value) => value instanceof Promise;

export function cpSync(src, dest, options) {
  const work = begin(src, dest, options);
  for (let step = work.next(); !step.done;) {
    if (isPromise(step.value)) {
      const message = 'Expected boolean to be returned from the "filter" function but got an instance of Promise.';
      throw codedError(TypeError, 'ERR_INVALID_RETURN_VALUE', message);
    }
    step = work.next(step.value);
  }
}

async function run(work) {
  for (let step = work.next(); !step.done;) step = work.next(await step.value);
}

export const cpPromise = async (src, dest, options) => run(begin(src, dest, options));

export function cp(src, dest, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'cb');
  run(begin(src, dest, options)).then(() => setImmediate(callback, null), (error) => setImmediate(callback, error));
}
