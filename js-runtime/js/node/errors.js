// Node's errors with a code, and their messages: https://nodejs.org/docs/latest-v20.x/api/errors.html
// The texts are those of Node.js 20's lib/internal/errors.js (MIT licence, Copyright Node.js contributors).
//
// Each ERR_ function makes an error, with or without `new`; its own name is the code.
import { inspect } from 'jsc:inspect';

/** A new error of `make`'s code, which its stack and its text show beside the name. */
export function nodeError(Base, make, message) {
  const error = new Base(message);
  error.code = make.name;
  error.name = `${Base.name} [${make.name}]`;
  Error.captureStackTrace(error, make);
  delete error.name;
  Object.defineProperty(error, 'toString', {
    value: toStringWithCode, writable: true, enumerable: false, configurable: true,
  });
  return error;
}

function toStringWithCode() {
  return `${this.name} [${this.code}]: ${this.message}`;
}

// --- Parts of messages ---

function quoted(text) {
  const shown = text.length > 28 ? `${text.slice(0, 25)}...` : text;
  return shown.includes("'") ? JSON.stringify(shown) : `'${shown}'`;
}

/** What a value is, as messages end in "Received …". */
export function determineSpecificType(value) {
  if (value === null || value === undefined) return `${value}`;
  switch (typeof value) {
    case 'function':
      return `function ${value.name}`;
    case 'object':
      return value.constructor && 'name' in value.constructor ?
        `an instance of ${value.constructor.name}` : inspect(value, { depth: -1 });
    case 'string':
      return `type string (${quoted(value)})`;
    case 'symbol':
      return `type symbol (${String(value)})`;
    default:
      return `type ${typeof value} (${inspect(value)})`;
  }
}

/** 'A', 'A or B', 'A, B, or C'. */
export function formatList(words, type = 'and') {
  if (words.length < 3) return words.join(` ${type} `);
  return `${words.slice(0, -1).join(', ')}, ${type} ${words.at(-1)}`;
}

const TYPES = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];
const CLASS = /^[A-Z][a-zA-Z0-9]*$/;

function expectedTypes(expected) {
  const all = [expected].flat();
  let types = all.filter((name) => TYPES.includes(name)).map((name) => name.toLowerCase());
  const instances = all.filter((name) => !TYPES.includes(name) && CLASS.test(name));
  const other = all.filter((name) => !TYPES.includes(name) && !CLASS.test(name));
  if (instances.length && types.includes('object')) {
    types = types.filter((name) => name !== 'object');
    instances.push('Object');
  }
  const parts = [];
  if (types.length) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${formatList(types, 'or')}`);
  if (instances.length) parts.push(`an instance of ${formatList(instances, 'or')}`);
  if (other.length > 1) parts.push(`one of ${formatList(other, 'or')}`);
  else if (other.length) parts.push(other[0].toLowerCase() === other[0] ? other[0] : `an ${other[0]}`);
  return parts.join(' or ');
}

const propertyOrArgument = (name) => (name.includes('.') ? 'property' : 'argument');

const separated = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, '_');

function shownNumber(input) {
  if (Number.isInteger(input) && Math.abs(input) > 2 ** 32) return separated(String(input));
  if (typeof input !== 'bigint') return inspect(input);
  const large = input > 2n ** 32n || input < -(2n ** 32n);
  return `${large ? separated(String(input)) : input}n`;
}

// --- Arguments ---

export function ERR_INVALID_ARG_TYPE(name, expected, actual) {
  const subject = name.endsWith(' argument') ? name : `"${name}" ${propertyOrArgument(name)}`;
  const message = `The ${subject} must be ${expectedTypes(expected)}. Received ${determineSpecificType(actual)}`;
  return nodeError(TypeError, ERR_INVALID_ARG_TYPE, message);
}

function invalidValue(name, value, reason) {
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return `The ${propertyOrArgument(name)} '${name}' ${reason}. Received ${shown}`;
}

export function ERR_INVALID_ARG_VALUE(name, value, reason = 'is invalid') {
  return nodeError(TypeError, ERR_INVALID_ARG_VALUE, invalidValue(name, value, reason));
}

ERR_INVALID_ARG_VALUE.RangeError = function(name, value, reason = 'is invalid') {
  return nodeError(RangeError, ERR_INVALID_ARG_VALUE, invalidValue(name, value, reason));
};

export function ERR_OUT_OF_RANGE(name, range, input, replaceDefault = false) {
  const start = replaceDefault ? name : `The value of "${name}" is out of range.`;
  const message = `${start} It must be ${range}. Received ${shownNumber(input)}`;
  return nodeError(RangeError, ERR_OUT_OF_RANGE, message);
}

export function ERR_MISSING_ARGS(...names) {
  const quote = (name) => `"${name}"`;
  const shown = names.map((name) => (Array.isArray(name) ? name.map(quote).join(' or ') : quote(name)));
  return nodeError(TypeError, ERR_MISSING_ARGS,
    `The ${formatList(shown)} argument${names.length > 1 ? 's' : ''} must be specified`);
}

export function ERR_AMBIGUOUS_ARGUMENT(name, reason) {
  return nodeError(TypeError, ERR_AMBIGUOUS_ARGUMENT, `The "${name}" argument is ambiguous. ${reason}`);
}

export function ERR_INVALID_RETURN_VALUE(input, name, value) {
  return nodeError(TypeError, ERR_INVALID_RETURN_VALUE,
    `Expected ${input} to be returned from the "${name}" function but got ${determineSpecificType(value)}.`);
}

export function ERR_INVALID_THIS(type) {
  return nodeError(TypeError, ERR_INVALID_THIS, `Value of "this" must be of type ${type}`);
}

export function ERR_ILLEGAL_CONSTRUCTOR() {
  return nodeError(TypeError, ERR_ILLEGAL_CONSTRUCTOR, 'Illegal constructor');
}

export function ERR_INVALID_STATE(state) {
  return nodeError(Error, ERR_INVALID_STATE, `Invalid state: ${state}`);
}

export function ERR_UNKNOWN_ENCODING(encoding) {
  return nodeError(TypeError, ERR_UNKNOWN_ENCODING, `Unknown encoding: ${encoding}`);
}

export function ERR_UNKNOWN_SIGNAL(signal) {
  return nodeError(TypeError, ERR_UNKNOWN_SIGNAL, `Unknown signal: ${signal}`);
}

export function ERR_METHOD_NOT_IMPLEMENTED(method) {
  return nodeError(Error, ERR_METHOD_NOT_IMPLEMENTED, `The ${method} method is not implemented`);
}

export function ERR_FALSY_VALUE_REJECTION(reason) {
  const error = nodeError(Error, ERR_FALSY_VALUE_REJECTION, 'Promise was rejected with falsy value');
  error.reason = reason;
  return error;
}

/** What this platform cannot have; not one of Node's codes. `reason` ends the sentence. */
export function ERR_NOT_SUPPORTED(what, reason) {
  return nodeError(Error, ERR_NOT_SUPPORTED, `${what} is not supported: ${reason}`);
}

// --- Events and callbacks ---

export function ERR_UNHANDLED_ERROR(error) {
  return nodeError(Error, ERR_UNHANDLED_ERROR, `Unhandled error.${error === undefined ? '' : ` (${error})`}`);
}

export function ERR_ASYNC_CALLBACK(name) {
  return nodeError(TypeError, ERR_ASYNC_CALLBACK, `${name} must be a function`);
}

export function ERR_ASYNC_TYPE(type) {
  return nodeError(TypeError, ERR_ASYNC_TYPE, `Invalid name for async "type": ${type}`);
}

export function ERR_INVALID_ASYNC_ID(name, id) {
  return nodeError(RangeError, ERR_INVALID_ASYNC_ID, `Invalid ${name} value: ${id}`);
}

export function ERR_MULTIPLE_CALLBACK() {
  return nodeError(Error, ERR_MULTIPLE_CALLBACK, 'Callback called multiple times');
}

export function ERR_USE_AFTER_CLOSE(name) {
  return nodeError(Error, ERR_USE_AFTER_CLOSE, `${name} was closed`);
}

export function ERR_INVALID_CURSOR_POS() {
  return nodeError(TypeError, ERR_INVALID_CURSOR_POS, 'Cannot set cursor row without setting its column');
}

// --- Buffers ---

export function ERR_BUFFER_OUT_OF_BOUNDS(name) {
  return nodeError(RangeError, ERR_BUFFER_OUT_OF_BOUNDS,
    name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds');
}

export function ERR_INVALID_BUFFER_SIZE(multiple) {
  return nodeError(RangeError, ERR_INVALID_BUFFER_SIZE, `Buffer size must be a multiple of ${multiple}`);
}

// --- parseArgs ---

export function ERR_PARSE_ARGS_INVALID_OPTION_VALUE(message) {
  return nodeError(TypeError, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, message);
}

export function ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(positional) {
  return nodeError(TypeError, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
    `Unexpected argument '${positional}'. This command does not take positional arguments`);
}

export function ERR_PARSE_ARGS_UNKNOWN_OPTION(option, allowPositionals) {
  const hint = allowPositionals ? ". To specify a positional argument starting with a '-', place it at the end " +
    `of the command after '--', as in '-- ${JSON.stringify(option)}` : '';
  return nodeError(TypeError, ERR_PARSE_ARGS_UNKNOWN_OPTION, `Unknown option '${option}'${hint}`);
}

// --- Streams ---

export function ERR_STREAM_ALREADY_FINISHED(method) {
  return nodeError(Error, ERR_STREAM_ALREADY_FINISHED, `Cannot call ${method} after a stream was finished`);
}

export function ERR_STREAM_CANNOT_PIPE() {
  return nodeError(Error, ERR_STREAM_CANNOT_PIPE, 'Cannot pipe, not readable');
}

export function ERR_STREAM_DESTROYED(method) {
  return nodeError(Error, ERR_STREAM_DESTROYED, `Cannot call ${method} after a stream was destroyed`);
}

export function ERR_STREAM_NULL_VALUES() {
  return nodeError(TypeError, ERR_STREAM_NULL_VALUES, 'May not write null values to stream');
}

export function ERR_STREAM_PREMATURE_CLOSE() {
  return nodeError(Error, ERR_STREAM_PREMATURE_CLOSE, 'Premature close');
}

export function ERR_STREAM_PUSH_AFTER_EOF() {
  return nodeError(Error, ERR_STREAM_PUSH_AFTER_EOF, 'stream.push() after EOF');
}

export function ERR_STREAM_UNSHIFT_AFTER_END_EVENT() {
  return nodeError(Error, ERR_STREAM_UNSHIFT_AFTER_END_EVENT, 'stream.unshift() after end event');
}

export function ERR_STREAM_WRITE_AFTER_END() {
  return nodeError(Error, ERR_STREAM_WRITE_AFTER_END, 'write after end');
}

// --- URLs ---

export function ERR_INVALID_URL(input) {
  const error = nodeError(TypeError, ERR_INVALID_URL, 'Invalid URL');
  error.input = input;
  return error;
}

export function ERR_INVALID_URI() {
  return nodeError(URIError, ERR_INVALID_URI, 'URI malformed');
}

export function ERR_INVALID_URL_SCHEME(scheme) {
  return nodeError(TypeError, ERR_INVALID_URL_SCHEME, `The URL must be of scheme ${scheme}`);
}

export function ERR_INVALID_FILE_URL_HOST(platform) {
  return nodeError(TypeError, ERR_INVALID_FILE_URL_HOST, `File URL host must be "localhost" or empty on ${platform}`);
}

export function ERR_INVALID_FILE_URL_PATH(reason) {
  return nodeError(TypeError, ERR_INVALID_FILE_URL_PATH, `File URL path ${reason}`);
}

// --- Errors without a message of their own ---

/** What an operation that a signal aborted fails with. */
export class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/** One error of two that happened, either of which may be missing. */
export function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const both = new AggregateError([outer, inner], outer.message);
  Error.captureStackTrace(both, aggregateTwoErrors);
  both.code = outer.code;
  return both;
}

/** An error with the properties given. */
export function genericNodeError(message, properties) {
  return Object.assign(new Error(message), properties);
}
