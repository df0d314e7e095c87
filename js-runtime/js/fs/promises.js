// node:fs/promises: the functions of node:fs, whose results come in promises. The work is done at once.
import { alwaysThrowing, later, nameAll } from 'jsc:fs/callbacks';
import { constants } from 'jsc:fs/constants';
import * as files from 'jsc:fs/files';
import * as tree from 'jsc:fs/tree';
import * as whole from 'jsc:fs/whole';
// Empty modules in programs that name nothing of what they have.
import * as copies from 'jsc:fs/copy';
import * as directories from 'jsc:fs/directory';
import * as handles from 'jsc:fs/handle';
import * as refused from 'jsc:fs/refused';

/** `work` of a file given by path, descriptor or FileHandle. */
const ofFile = (work) => async (file, ...args) =>
  work(handles.descriptorOf ? handles.descriptorOf(file, work.name) : file, ...args);

/** The promise's form of a function that the program may be without. */
const laterIf = (work) => work && later(work);

export const readFile = ofFile(whole.readFile);
export const writeFile = ofFile(whole.writeFile);
export const appendFile = ofFile(whole.appendFile);
export const copyFile = later(files.copyFileSync);
export const truncate = later(files.truncateSync);
export const access = later(tree.accessSync);
export const stat = later(alwaysThrowing(tree.statSync));
export const lstat = later(alwaysThrowing(tree.lstatSync));
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
export const { open } = handles;
export const cp = copies.cpPromise;
export const opendir = laterIf(directories.opendirSync);
export const chmod = laterIf(refused.chmodSync);
export const lchmod = laterIf(refused.lchmodSync);
export const chown = laterIf(refused.chownSync);
export const lchown = laterIf(refused.lchownSync);
export const statfs = laterIf(refused.statfsSync);
export const { watch } = refused;
export { constants };

const optional = { open, cp, opendir, chmod, lchmod, chown, lchown, statfs, watch };

export default nameAll({
  readFile, writeFile, appendFile, copyFile, truncate, access, stat, lstat, mkdir, mkdtemp, readdir, rmdir,
  rm, unlink, rename, link, symlink, readlink, realpath, utimes, lutimes, constants,
  ...Object.fromEntries(Object.entries(optional).filter(([, work]) => work)),
});
