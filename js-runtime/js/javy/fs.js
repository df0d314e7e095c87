// The module `javy/fs` of npm's package `javy`.
import { readAll, write } from 'native:io';

export const STDIO = { Stdin: 0, Stdout: 1, Stderr: 2 };

/** Everything that is left in a descriptor, as a Uint8Array. */
export const readFileSync = (fd) => readAll(fd);

/** Writes all of `bytes`. */
export function writeFileSync(fd, bytes) {
  write(fd, bytes);
}
