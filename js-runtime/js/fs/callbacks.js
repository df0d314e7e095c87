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
    // As in Node, without a receiver.
    setImmediate(() => callback(...outcome));
  };
}

/**
 * Makes util.promisify give, of a function that calls back with two results, a promise of an object that has them by
 * these names.
 */
export function withNamedResults(original, first, second) {
  const promised = (...args) => new Promise((resolve, reject) => {
    original(...args, (error, ...results) => {
      if (error) reject(error);
      else resolve({ [first]: results[0], [second]: results[1] });
    });
  });
  return withPromised(original, promised);
}

/** Makes `promised` what util.promisify gives for `original`. */
export const withPromised = (original, promised) =>
  Object.defineProperty(original, Symbol.for('nodejs.util.promisify.custom'), { value: promised, configurable: true });

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
