// process.nextTick: a queue of its own, which runs when no promise job or microtask is left, as in Node; and at the
// end of a turn (a timer's callback, a CommonJS entry) before those that the turn queued.
import { isPending } from 'native:jobs';
import { validateFunction } from 'jsc:errors';
import { bindCallback, setEndTurn } from 'jsc:turns';

let queue = [];
let waiting = false;

/** Runs what is queued, and what that queues, from the first to the last. */
function runTicks() {
  for (let i = 0; i < queue.length; i++) {
    const { callback, args } = queue[i];
    callback(...args);
  }
  queue = [];
}

/** A microtask that goes back to the end of the queue until it is the last. */
function runWhenLast() {
  if (isPending()) return queueMicrotask(runWhenLast);
  waiting = false;
  runTicks();
}

setEndTurn(() => { if (queue.length) runTicks(); });

/** Calls `callback` with `args` when the code that runs now is done. */
export function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  queue.push({ callback: bindCallback(callback), args });
  if (waiting) return;
  waiting = true;
  queueMicrotask(runWhenLast);
}
