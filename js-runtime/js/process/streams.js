// process.stdin, process.stdout and process.stderr as streams of node:stream, in programs that have both modules.
import { isTerminal, read, write } from 'native:io';
import { Buffer } from 'jsc:buffer';
import { setStreams } from 'jsc:process/stdio';
import { setImmediate } from 'jsc:timers';
import process from 'node:process';
import { Readable, Writable } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;

/** What terminals and files have in common; asked each time, because a run must not see a build's. */
const common = {
  isTTY: {
    get() { return isTerminal(this.fd) || undefined; },
    set(value) { Object.defineProperty(this, 'isTTY', { value, writable: true }); },
    enumerable: true,
    configurable: true,
  },
};

function makeStdin() {
  const stdin = new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      // In a turn of its own: reading waits, and what is due comes first.
      setImmediate(() => {
        if (this.destroyed) return;
        const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
        const count = read(0, buffer);
        this.push(count ? buffer.subarray(0, count) : null);
      });
    },
  });
  stdin.fd = 0;
  stdin.ref = stdin.unref = () => stdin;
  return Object.defineProperties(stdin, common);
}

function makeOutput(fd) {
  const output = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      write(fd, typeof chunk === 'string' && encoding !== 'utf8' ? Buffer.from(chunk, encoding) : chunk);
      callback();
    },
    // It stays open, for what is printed later.
    destroy(error, callback) {
      callback(error);
    },
  });
  output.fd = fd;
  output._isStdio = true;
  output.destroySoon = output.destroy;
  return Object.defineProperties(output, common);
}

const streams = { stdin: makeStdin(), stdout: makeOutput(1), stderr: makeOutput(2) };
setStreams(streams);
Object.assign(process, streams);
