// Has `console` print through process.stdout.write and process.stderr.write where a program puts functions of its own
// there, as programs do that catch what is printed.
import { write } from 'native:io';
import { redirect } from 'jsc:console';
import process from 'node:process';

const streams = [undefined, process.stdout, process.stderr];
/** The descriptors whose function is the program's. */
const replaced = new Set();

function print(fd, text) {
  if (replaced.has(fd)) streams[fd].write(text);
  else write(fd, text);
}

[1, 2].forEach((fd) => {
  const stream = streams[fd];
  const original = stream.write;
  let current = original;
  Object.defineProperty(stream, 'write', {
    get: () => current,
    set(next) {
      current = next;
      if (next === original) replaced.delete(fd);
      else replaced.add(fd);
      redirect(replaced.size ? print : undefined);
    },
    enumerable: true,
    configurable: true,
  });
});
