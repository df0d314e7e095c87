// The `Javy` global of programs written for Javy: https://github.com/bytecodealliance/javy
import { read, write } from 'native:io';

function checkBytes(data) {
  if (!(data instanceof Uint8Array)) throw new TypeError('Data needs to be an Uint8Array');
}

const IO = {
  /** Reads what is there into `data`; returns the count of bytes, 0 at the end. */
  readSync(fd, data) {
    checkBytes(data);
    return data.length ? read(fd, data) : 0;
  },

  /** Writes all of `data`; returns its length. */
  writeSync(fd, data) {
    checkBytes(data);
    return write(fd, data);
  },
};

Object.defineProperty(globalThis, 'Javy', { value: { IO }, writable: true, enumerable: false, configurable: true });
