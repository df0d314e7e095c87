// Performance: https://w3c.github.io/hr-time/#sec-performance.
import { codedError } from 'jsc:errors';
import { now, start } from 'jsc:performance/origin';
import { expose } from 'jsc:webidl';

/** The only object of the class, which is how it is told from others. */
export let performance;

/** Has another object be the only one. */
export const setPerformance = (object) => { performance = object; };

/** Throws for any other object. */
export function check(object) {
  if (object === performance) return;
  throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "this" argument must be an instance of Performance');
}

class Performance {
  constructor() {
    throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }

  get timeOrigin() {
    check(this);
    return start().wall;
  }

  now() {
    check(this);
    return now();
  }

  toJSON() {
    check(this);
    return { timeOrigin: start().wall };
  }
}

expose(Performance);
performance = Object.create(Performance.prototype);

export { Performance };
