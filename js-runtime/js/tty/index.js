// node:tty: https://nodejs.org/docs/latest-v20.x/api/tty.html
import { isTerminal } from 'native:io';
import { refusing } from 'jsc:absent/refuse';

/** Whether a descriptor is a terminal. */
export const isatty = (fd) => Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && isTerminal(fd);

const functions = refusing('tty', 'WASI cannot set the mode of a terminal', ['ReadStream', 'WriteStream']);
export const { ReadStream, WriteStream } = functions;
export default { isatty, ...functions };
