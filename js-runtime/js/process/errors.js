// Errors of wrong arguments, worded as Node.js words them (lib/internal/errors.js). Without regular expressions: this
// belongs to the loader of CommonJS modules, which programs carry that have none.

/** The name and a colour-free glimpse of a value, as `Received …` in Node's messages. */
function received(value) {
  if (value === null || value === undefined) return `Received ${value}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? `Received an instance of ${name}` : 'Received [Object: null prototype] {}';
  }
  let shown = show(value);
  if (shown.length > 28) shown = shown.slice(0, 25) + '...';
  return `Received type ${typeof value} (${shown})`;
}

const isPlain = (character) =>
  (character >= ' ' && character < '\x7f' || character > '\x9f') && character !== "'" && character !== '\\';
const SHORT = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', "'": "\\'", '\\': '\\\\' };
const escape = (character) =>
  isPlain(character) ? character : SHORT[character] ?? '\\x' + character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');

function show(value) {
  if (typeof value === 'string') return `'${Array.from(value, escape).join('')}'`;
  if (typeof value === 'bigint') return value + 'n';
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A new error with a `code`, which its stack and its text show beside the name. */
export function codedError(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  error.name = `${Base.name} [${code}]`;
  Error.captureStackTrace(error, codedError);
  delete error.name;
  Object.defineProperty(error, 'toString', {
    value: toStringWithCode, writable: true, enumerable: false, configurable: true,
  });
  return error;
}

function toStringWithCode() {
  return `${this.name} [${this.code}]: ${this.message}`;
}

/** ERR_INVALID_ARG_TYPE; `expected` ends the sentence "The argument must be …". */
export function invalidType(name, expected, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  const message = `The "${name}" ${kind} must be ${expected}. ${received(value)}`;
  return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', message);
}

/** ERR_INVALID_ARG_VALUE; `reason` follows the argument's name. */
export function invalidValue(name, reason, value) {
  const kind = name.includes('.') ? 'property' : 'argument';
  return codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${show(value)}`);
}

/** The text of an integer with `_` between thousands, but one with an exponent as it is. */
function groupThousands(digits) {
  if (digits.includes('e')) return digits;
  const first = digits.startsWith('-') ? 1 : 0;
  let grouped = digits;
  for (let at = digits.length - 3; at > first; at -= 3) grouped = `${grouped.slice(0, at)}_${grouped.slice(at)}`;
  return grouped;
}

/** ERR_OUT_OF_RANGE; `range` ends the sentence "It must be …". */
export function outOfRange(name, range, value) {
  const large = Number.isInteger(value) && Math.abs(value) > 2 ** 32;
  const shown = large ? groupThousands(String(value)) : show(value);
  const message = `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`;
  return codedError(RangeError, 'ERR_OUT_OF_RANGE', message);
}

/** Throws unless `value` is a function. */
export function validateFunction(value, name) {
  if (typeof value !== 'function') throw invalidType(name, 'of type function', value);
}

/** Throws unless `value` is an integer from `min` to `max`; returns it. */
export function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}
