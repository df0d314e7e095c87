// The console of programs that show to print texts and numbers alone: nothing else of it is in their reach, so that
// they carry no formatter.

import { debug, dirxml, error, info, log, register, warn } from 'native:console';

// No value gets here that has to be formatted.
register(String, debug, dirxml, error, info, log, warn);

Object.defineProperty(globalThis, 'console', {
  value: { log, warn, debug, info, dirxml, error },
  writable: true,
  configurable: true,
});
