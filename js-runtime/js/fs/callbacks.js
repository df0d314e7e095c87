// The forms with callbacks of the functions of node:fs. The work is done at once; the callback runs in a later turn.
import { validateFunction } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';

/**
 * The form with a callback of a synchronous function. `results` makes the callback's arguments, after
 * the error, from the result and the function's arguments.
 */
export function withCallback(work, results = (result) => (result === undefined ? [] : [result])) {
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

/** `fs.statSync` or `lstatSync` for the forms that cannot be asked for no error. */
export const alwaysThrowing = (stat) => (path, options) => stat(path, { bigint: options?.bigint });

/** The promise's form of a synchronous function. */
export const later = (work) => async (...args) => work(...args);

/** Gives the functions of a module the names that they have there. */
export function nameAll(functions) {
  for (const [name, value] of Object.entries(functions)) {
    if (typeof value === 'function' && value.name === '') {
      Object.defineProperty(value, 'name', { value: name, configurable: true });
    }
  }
  return functions;
}
