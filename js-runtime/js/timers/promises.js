// node:timers/promises: https://nodejs.org/docs/latest-v20.x/api/timers.html#timers-promises-api

import {
  setTimeout as startTimeout, setImmediate as startImmediate, setInterval as startInterval,
  clearTimeout, clearImmediate, setPromisified,
} from 'jsc:timers';
import { invalidType } from 'jsc:errors';

class AbortError extends Error {
  constructor(cause) {
    super('The operation was aborted', { cause });
    this.code = 'ABORT_ERR';
  }

  static {
    Object.defineProperty(this.prototype, 'name', { value: 'AbortError', writable: true, configurable: true });
  }
}

function checkOptions(options) {
  if (options === null || typeof options !== 'object') throw invalidType('options', 'of type object', options);
  const { signal, ref = true } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidType('options.signal', 'an instance of AbortSignal', signal);
  }
  if (typeof ref !== 'boolean') throw invalidType('options.ref', 'of type boolean', ref);
  return { signal, ref };
}

function checkDelay(delay) {
  if (delay !== undefined && typeof delay !== 'number') throw invalidType('delay', 'of type number', delay);
}

/** A promise of what `start(resolve)` schedules; `clear` takes that back when the signal aborts. */
function schedule(options, start, clear) {
  const { signal, ref } = checkOptions(options);
  if (signal?.aborted) throw new AbortError(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => {
      clear(timer);
      reject(new AbortError(signal.reason));
    };
    const timer = start((value) => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (!ref) timer.unref();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

export async function setTimeout(delay, value, options = {}) {
  checkDelay(delay);
  return schedule(options, (resolve) => startTimeout(resolve, delay, value), clearTimeout);
}

export async function setImmediate(value, options = {}) {
  return schedule(options, (resolve) => startImmediate(resolve, value), clearImmediate);
}

/** Yields `value` for each time the interval has come round, also for those that nobody waited for. */
export async function* setInterval(delay, value, options = {}) {
  checkDelay(delay);
  const { signal, ref } = checkOptions(options);
  if (signal?.aborted) throw new AbortError(signal.reason);
  let wake;
  let missed = 0;
  const interval = startInterval(() => {
    missed++;
    wake?.();
  }, delay);
  if (!ref) interval.unref();
  const abort = () => {
    clearTimeout(interval);
    wake?.();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    while (!signal?.aborted) {
      if (missed === 0) await new Promise((resolve) => { wake = resolve; });
      for (; missed > 0; missed--) yield value;
    }
    throw new AbortError(signal.reason);
  } finally {
    clearTimeout(interval);
    signal?.removeEventListener('abort', abort);
  }
}

export const scheduler = {
  /** A promise that is fulfilled after `delay` milliseconds. */
  wait(delay, options) {
    return setTimeout(delay, undefined, options);
  },
  /** A promise that is fulfilled when what is due has run. */
  yield() {
    return setImmediate();
  },
};

setPromisified(startTimeout, setTimeout);
setPromisified(startImmediate, setImmediate);

export default { setTimeout, setImmediate, setInterval, scheduler };
