// util.promisify and util.callbackify (Node.js 20, lib/internal/util.js and lib/util.js, MIT licence).
import { ERR_FALSY_VALUE_REJECTION } from 'jsc:node/errors';
import { customPromisifyArgs } from 'jsc:node/util';
import { validateFunction } from 'jsc:node/validators';
import { nextTick } from 'jsc:ticks';

const custom = Symbol.for('nodejs.util.promisify.custom');

const markCustom = (fn) => Object.defineProperty(fn, custom, {
  value: fn, enumerable: false, writable: false, configurable: true,
});

/** The promise's value for what a callback got. */
function valueOf(values, names) {
  if (names === undefined || values.length < 2) return values[0];
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

/** A function that gives a promise for what `original` would call back with. */
export function promisify(original) {
  validateFunction(original, 'original');
  if (original[custom]) {
    validateFunction(original[custom], 'util.promisify.custom');
    return markCustom(original[custom]);
  }
  const names = original[customPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      args.push((error, ...values) => (error ? reject(error) : resolve(valueOf(values, names))));
      Reflect.apply(original, this, args);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  markCustom(fn);
  return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original));
}

promisify.custom = custom;

function rejected(reason, callback) {
  // null would say that nothing went wrong.
  callback(reason ? reason : new ERR_FALSY_VALUE_REJECTION(reason));
}

/** A function that calls its last argument back with what `original`'s promise is settled with. */
export function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const last = args.pop();
    validateFunction(last, 'last argument');
    const callback = last.bind(this);
    Reflect.apply(original, this, args)
      .then((value) => nextTick(callback, null, value), (reason) => nextTick(rejected, reason, callback));
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}
