// process.nextTick: a queue of its own that runs in one microtask, from the first tick queued to
// the last. Ticks so keep their order among themselves and come before timers and I/O. Promise jobs
// that were queued before the first tick run before it; Node runs all of them first where a module or a
// promise job queued the tick, and all ticks first where a timer did.
import { validateFunction } from 'jsc:errors';

let queue = [];

function run() {
  for (let i = 0; i < queue.length; i++) {
    const { callback, args } = queue[i];
    callback(...args);
  }
  queue = [];
}

/** Calls `callback` with `args` when the code that runs now is done. */
export function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  if (queue.push({ callback, args }) === 1) queueMicrotask(run);
}
