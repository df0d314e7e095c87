// The functions of node:fs that open, read and write files.
import * as host from 'native:fs';
import { read, readAll, write } from 'native:io';
import { toBuffer } from 'jsc:buffer/class';
import { decode, encode } from 'jsc:codec';
import { invalidType, validateInteger } from 'jsc:errors';
import {
  checkBooleans, checkData, checkMode, isFd, range, toBits, toEncoding, toFd, toFlags, toOptions, toPath, toPosition,
} from 'jsc:fs/arguments';
import { constants } from 'jsc:fs/constants';

export function openSync(path, flags, mode) {
  path = toPath(path);
  flags = toFlags(flags);
  checkMode(mode);
  return host.open(path, flags);
}

export function closeSync(fd) {
  host.close(toFd(fd));
}

/** Calls `use` with a descriptor: the one given, or that of a path, which is closed again. */
function withFile(file, flags, use) {
  if (isFd(file)) return use(toFd(file));
  const fd = host.open(toPath(file), toFlags(flags));
  try {
    return use(fd);
  } finally {
    host.close(fd);
  }
}

/**
 * All that is in a file, or left in a descriptor: a string with an encoding, else a Buffer, which programs bring that
 * ask for one (crates/compiler/src/file_bytes.rs).
 */
export function readFileSync(path, options) {
  const { encoding, flag } = toOptions(options, { flag: 'r' });
  const name = toEncoding(encoding);
  const bytes = withFile(path, flag, readAll);
  return name ? decode(bytes, name) : toBuffer(bytes);
}

export function writeFileSync(path, data, options) {
  const checked = toOptions(options, { encoding: 'utf8', flag: 'w' });
  checkBooleans(checked, 'flush');
  const name = toEncoding(checked.encoding) ?? 'utf8';
  checkData(data);
  withFile(path, checked.flag, (fd) => write(fd, typeof data === 'string' ? encode(data, name) : data));
}

export function appendFileSync(path, data, options) {
  writeFileSync(path, data, toOptions(options, { flag: 'a' }));
}

const isOptions = (value) => typeof value === 'object' && value !== null;

/** Reads once into a part of `buffer`; returns the count of bytes, 0 at the end of the file. */
export function readSync(fd, buffer, offset, length, position) {
  toFd(fd);
  if (!ArrayBuffer.isView(buffer)) {
    throw invalidType('buffer', 'an instance of Buffer, TypedArray, or DataView', buffer);
  }
  if (isOptions(offset)) ({ offset, length, position } = offset);
  const part = range(buffer, offset, length, 'read');
  const at = toPosition(position);
  if (part.length === 0) return 0;
  return at === undefined ? read(fd, part) : host.pread(fd, part, at);
}

/** Writes all of a string, or of a part of a buffer; returns the count of bytes. */
export function writeSync(fd, data, offset, length, position) {
  toFd(fd);
  checkData(data, 'buffer');
  if (typeof data === 'string') {
    // (fd, string, position, encoding)
    position = offset;
    data = encode(data, toEncoding(length) ?? 'utf8');
  } else {
    if (isOptions(offset)) ({ offset, length, position } = offset);
    data = range(data, offset, length, 'write');
  }
  // Like Node, which takes a position that is no number for none.
  const at = typeof position === 'number' || typeof position === 'bigint' ? toPosition(position) : undefined;
  return at === undefined ? write(fd, data) : host.pwrite(fd, data, at);
}

export function ftruncateSync(fd, length = 0) {
  host.truncate(toFd(fd), Math.max(0, validateInteger(length, 'len')));
}

export function truncateSync(path, length) {
  withFile(path, 'r+', (fd) => ftruncateSync(fd, length));
}

export function copyFileSync(from, to, mode) {
  host.copyFile(toPath(from, 'src'), toPath(to, 'dest'), (toBits(mode) & constants.COPYFILE_EXCL) !== 0);
}

export function fsyncSync(fd) {
  host.sync(toFd(fd), true);
}

export function fdatasyncSync(fd) {
  host.sync(toFd(fd), false);
}
