// Functions of node:fs that WASI preview 1 has nothing for. Those that a system might lack fail as there: with ENOSYS.
import { codedError, validateInteger } from 'jsc:errors';
import { checkMode, toFd, toPath } from 'jsc:fs/arguments';
import { nothing, withCallback } from 'jsc:fs/callbacks';
import { notImplemented } from 'jsc:fs/system-error';

const MAX_ID = 2 ** 32 - 1;

function checkIds(uid, gid) {
  validateInteger(uid, 'uid', -1, MAX_ID);
  validateInteger(gid, 'gid', -1, MAX_ID);
}

const ofPath = (syscall, check) => (path, ...args) => {
  path = toPath(path);
  check(...args);
  throw notImplemented(syscall, path);
};

const ofFile = (syscall, check) => (fd, ...args) => {
  toFd(fd);
  check(...args);
  throw notImplemented(syscall);
};

export const chmodSync = ofPath('chmod', checkMode);
export const lchmodSync = ofPath('lchmod', checkMode);
export const fchmodSync = ofFile('fchmod', checkMode);
export const chownSync = ofPath('chown', checkIds);
export const lchownSync = ofPath('lchown', checkIds);
export const fchownSync = ofFile('fchown', checkIds);
export const statfsSync = ofPath('statfs', () => {});

export const chmod = withCallback(chmodSync, nothing);
export const lchmod = withCallback(lchmodSync, nothing);
export const fchmod = withCallback(fchmodSync, nothing);
export const chown = withCallback(chownSync, nothing);
export const lchown = withCallback(lchownSync, nothing);
export const fchown = withCallback(fchownSync, nothing);
export const statfs = withCallback(statfsSync);

const unable = (name) => () => {
  throw codedError(Error, 'ERR_NOT_SUPPORTED',
    `fs.${name}() is not supported: WASI preview 1 does not tell when a file changes`);
};

export const watch = unable('watch');
export const watchFile = unable('watchFile');
export const unwatchFile = unable('unwatchFile');
