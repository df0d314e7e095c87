// process.nextTick: a queue of its own, which runs when no promise job or microtask is left, as in Node; and at the
// end of a turn (a timer's callback, a CommonJS entry) before those that the turn queued.
import { isPending } from 'native:jobs';
import { validateFunction } from 'jsc:errors';
import { bindCallback, setEndTurn } from 'jsc:turns';

let queue = [];
/** The first in the queue that did not run. */
let next = 0;
let waiting = false;

/** Runs what is queued, and what that queues, from the first to the last; after one that throws later. */
function runTicks() {
  try {
    while (next < queue.length) {
      const { callback, args } = queue[next++];
      callback(...args);
    }
  } finally {
    if (next < queue.length) {
      runLater();
    } else {
      queue = [];
      next = 0;
    }
  }
}

/** A microtask that goes back to the end of the queue until it is the last. */
function runWhenLast() {
  if (isPending()) return queueMicrotask(runWhenLast);
  waiting = false;
  runTicks();
}

function runLater() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(runWhenLast);
}

setEndTurn(() => { if (queue.length) runTicks(); });

/** Calls `callback` with `args` when the code that runs now is done. */
export function nextTick(callback, ...args) {
  validateFunction(callback, 'callback');
  queue.push({ callback: bindCallback(callback), args });
  runLater();
}
