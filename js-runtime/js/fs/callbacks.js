// The forms with callbacks of the functions of node:fs. The work is done at once; the callback runs in a later turn.
import { validateFunction } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';

/**
 * The form with a callback of a synchronous function. `results` makes the callback's arguments, after
 * the error, from the result and the function's arguments.
 */
export function withCallback(work, results = (result) => [result]) {
  return (...args) => {
    const callback = args.length > 1 ? args.pop() : undefined;
    validateFunction(callback, 'cb');
    let outcome;
    try {
      outcome = [null, ...results(work(...args), args)];
    } catch (error) {
      // As in Node, wrong arguments are thrown and only what the system says is passed on.
      if (error.syscall === undefined) throw error;
      outcome = [error];
    }
    setImmediate(callback, ...outcome);
  };
}

/** For functions that give no result. */
export const nothing = () => [];

/** The promise's form of a synchronous function. */
export const later = (work) => async (...args) => work(...args);
