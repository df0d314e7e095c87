// printf-like formatting: util.format of Node.js 20, lib/internal/util/inspect.js.

import { proxyDetails } from 'native:inspect';
import { defaultOptions, inspect } from 'jsc:inspect';
import { isBuiltIn } from 'jsc:inspect/describe';
import { formatBigInt, formatNumber } from 'jsc:inspect/text';

/** Whether String(object) would give what the engine gives for any object of its kind. */
function hasBuiltInToString(object) {
  const proxy = proxyDetails(object);
  if (proxy) {
    if (proxy[0] === null) return true;
    [object] = proxy; // no trap may run
  }
  const names = ['toString', Symbol.toPrimitive]
    .filter((name) => typeof object[name] === 'function');
  if (names.length === 0) return true;
  const owns = (holder) => names.some((name) => Object.hasOwn(holder, name));
  if (owns(object)) return false;
  do object = Object.getPrototypeOf(object); while (!owns(object));
  return isBuiltIn(object);
}

function stringify(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError && /circular/.test(error.message)) return '[Circular]';
    throw error;
  }
}

/** `value` as %d, %i and %f print it, `parse` being what makes it a number. */
function number(value, parse, options) {
  const type = typeof value;
  const separated = options?.numericSeparator ?? defaultOptions.numericSeparator;
  if (type === 'bigint' && parse !== parseFloat) return formatBigInt(value, separated);
  return formatNumber(type === 'symbol' ? NaN : parse(value), separated);
}

function string(value, options) {
  const type = typeof value;
  if (type === 'number' || type === 'bigint') return number(value, Number, options);
  if (type !== 'object' || value === null || !hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, compact: 3, colors: false, depth: 0 });
}

/** `value` as the conversion asks for; undefined if there is no such conversion. */
function convert(conversion, value, options) {
  switch (conversion) {
    case 's': return string(value, options);
    case 'd': return number(value, Number, options);
    case 'i': return number(value, parseInt, options);
    case 'f': return number(value, parseFloat, options);
    case 'j': return stringify(value);
    case 'O': return inspect(value, options);
    case 'o': return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'c': return '';
  }
}

/**
 * The arguments as one text: those that the first one, if a string, asks for by %s %d %i %f %j %o
 * %O %c in their places, the others after it, separated by spaces.
 * @param {object} [options] those of inspect
 * @returns {string}
 * @throws what inspect, or the conversion of an object to a string or number, throws
 */
export function formatWithOptions(options, ...args) {
  let next = 0;
  let text = '';
  if (typeof args[0] === 'string') {
    text = args[next++];
    if (args.length > 1 && text.includes('%')) {
      text = text.replace(/%([sdifjoOc%])/g, (match, conversion) => {
        if (conversion === '%') return '%';
        return next < args.length ? convert(conversion, args[next++], options) : match;
      });
    }
  }
  for (; next < args.length; next++) {
    const value = args[next];
    if (next) text += ' ';
    text += typeof value === 'string' ? value : inspect(value, options);
  }
  return text;
}

/** formatWithOptions with the default options. */
export const format = (...args) => formatWithOptions(undefined, ...args);
