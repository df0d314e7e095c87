// node:path/win32: https://nodejs.org/docs/latest-v20.x/api/path.html
import { posix, win32 } from 'jsc:path';

export const {
  basename, delimiter, dirname, extname, format, isAbsolute, join,
  normalize, parse, relative, resolve, sep, toNamespacedPath, _makeLong,
} = win32;
export { posix, win32 };
export default win32;
