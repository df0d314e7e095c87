// Globals that a program does not carry since its texts contain no such name, though it may compute one: asking for
// one says what to do.

/**
 * @param {string[]} names of globals
 */
export function leaveOut(names) {
  for (const name of names) {
    const define = (descriptor) => Object.defineProperty(globalThis, name, { configurable: true, ...descriptor });
    define({
      get() {
        throw new ReferenceError(`${name} was left out of this program, which does not contain its name; build it with --globals all`);
      },
      set(value) {
        define({ value, writable: true, enumerable: false });
      },
    });
  }
}
