// Errors of the functions of node:fs that do more than one system call, and of those that WASI has no call for.
import { codedError } from 'jsc:errors';

class SystemError extends Error {}
Object.defineProperty(SystemError.prototype, 'name', { value: 'SystemError', writable: true, configurable: true });

/** Numbers of codes on Linux. */
export const ERRNO = { EEXIST: 17, EINVAL: 22, EISDIR: 21, ENOSYS: 38, ENOTDIR: 20 };

/**
 * An error of Node's own about files (`SystemError` of lib/internal/errors.js).
 * @param {string} key the error's code
 * @param {string} text what the message begins with
 * @param {{code: string, message: string, syscall: string, path: string, errno: number}} info what the system would say
 */
export function systemError(key, text, info) {
  const { code, message, syscall, path, errno } = info;
  const error = codedError(SystemError, key, `${text}: ${syscall} returned ${code} (${message}) ${path}`);
  return Object.assign(error, { info, errno, syscall, path });
}

/** What a system call fails with, worded as libuv's errors are. */
export function callError(code, text, syscall, path) {
  const where = path === undefined ? '' : ` '${path}'`;
  const error = new Error(`${code}: ${text}, ${syscall}${where}`);
  return Object.assign(error, { errno: -ERRNO[code], code, syscall }, path !== undefined && { path });
}

/** What a call that the system has not fails with. */
export const notImplemented = (syscall, path) => callError('ENOSYS', 'function not implemented', syscall, path);
