// node:util: https://nodejs.org/docs/latest-v20.x/api/util.html
// What is not in a file of its own is Node.js 20's lib/util.js (MIT licence, Copyright Node.js contributors).
import { environmentOf } from 'jsc:util/parse-env';
import { isBuffer } from 'jsc:buffer/class';
import { TextDecoder, TextEncoder } from 'jsc:encoding';
import { format, formatWithOptions } from 'jsc:format';
import { defaultOptions, inspect } from 'jsc:inspect';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from 'jsc:node/errors';
import { addAbortListener, deprecate } from 'jsc:node/util';
import {
  validateAbortSignal, validateNumber, validateObject, validateString, kValidateObjectAllowFunction,
} from 'jsc:node/validators';
import { errorMap } from 'jsc:os/errors';
import { colors, stripVTControlCharacters, styleText, styles } from 'jsc:util/colors';
import { isDeepStrictEqual } from 'jsc:util/comparisons';
import { debuglog } from 'jsc:util/debuglog';
import { parseArgs } from 'jsc:util/parse-args';
import { callbackify, promisify } from 'jsc:util/promisify';
import types from 'node:util/types';
import * as mime from 'jsc:util/mime';
import * as signals from 'jsc:util/signals';

inspect.colors = colors;
inspect.styles = styles;
Object.defineProperty(inspect, 'defaultOptions', {
  get: () => defaultOptions,
  set(options) {
    validateObject(options, 'options');
    Object.assign(defaultOptions, options);
  },
});

// --- Questions about values, all deprecated ---

const { isArray } = Array;
const isBoolean = (value) => typeof value === 'boolean';
const isNull = (value) => value === null;
const isNullOrUndefined = (value) => value === null || value === undefined;
const isNumber = (value) => typeof value === 'number';
const isString = (value) => typeof value === 'string';
const isSymbol = (value) => typeof value === 'symbol';
const isUndefined = (value) => value === undefined;
const isObject = (value) => value !== null && typeof value === 'object';
const isError = (value) => Object.prototype.toString.call(value) === '[object Error]' || value instanceof Error;
const isFunction = (value) => typeof value === 'function';
const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');
const { isRegExp, isDate } = types;

// --- Classes and objects ---

/** Makes one constructor's objects inherit from those of another. */
export function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) {
    throw new ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

export function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  // The last key first, as in Node: setters see it.
  for (const key of Object.keys(source).reverse()) target[key] = source[key];
  return target;
}

// --- Texts ---

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number) => `${number}`.padStart(2, '0');

/** Prints with the time, through the program's console. */
export function log(...args) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':');
  globalThis.console.log('%s - %s', `${now.getDate()} ${MONTHS[now.getMonth()]} ${time}`, format(...args));
}

export const toUSVString = (input) => `${input}`.toWellFormed();

/** The variables that the text of a .env file sets. */
export function parseEnv(content) {
  validateString(content, 'content');
  return environmentOf(content);
}

// --- Errors of the system ---

export const getSystemErrorMap = () => new Map(errorMap);

export function getSystemErrorName(number) {
  validateNumber(number, 'err');
  if (number >= 0 || !Number.isSafeInteger(number)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', number);
  return errorMap.get(number)?.[0] ?? `Unknown system error ${number}`;
}

export function _errnoException(errno, syscall, original) {
  const code = getSystemErrorName(errno);
  return Object.assign(new Error(`${syscall} ${code}${original ? ` ${original}` : ''}`), { errno, code, syscall });
}

export function _exceptionWithHostPort(errno, syscall, address, port, additional) {
  const code = getSystemErrorName(errno);
  const place = port && port > 0 ? ` ${address}:${port}` : address ? ` ${address}` : '';
  const local = additional ? ` - Local (${additional})` : '';
  const error = Object.assign(new Error(`${syscall} ${code}${place}${local}`), { errno, code, syscall, address });
  if (port) error.port = port;
  return error;
}

// --- Signals ---

/** A promise that is fulfilled when the signal aborts. `resource` need not be kept alive for it. */
export async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowFunction);
  if (signal.aborted) return;
  await new Promise((resolve) => addAbortListener(signal, () => resolve()));
}

// Empty modules in programs that do not name what they have.
export const { MIMEParams, MIMEType } = mime;
export const { transferableAbortController, transferableAbortSignal } = signals;

const debug = debuglog;
export {
  callbackify, debug, debuglog, deprecate, format, formatWithOptions, inspect, isArray, isBoolean, isBuffer,
  isDeepStrictEqual, isNull, isNullOrUndefined, isNumber, isString, isSymbol, isUndefined, isRegExp, isObject, isDate,
  isError, isFunction, isPrimitive, parseArgs, promisify, stripVTControlCharacters, styleText, types, TextDecoder,
  TextEncoder,
};
export default {
  _errnoException, _exceptionWithHostPort, _extend, callbackify, debug, debuglog, deprecate, format, styleText,
  formatWithOptions, getSystemErrorMap, getSystemErrorName, inherits, inspect, isArray, isBoolean, isBuffer,
  isDeepStrictEqual, isNull, isNullOrUndefined, isNumber, isString, isSymbol, isUndefined, isRegExp, isObject, isDate,
  isError, isFunction, isPrimitive, log, promisify, stripVTControlCharacters, toUSVString, aborted, types, parseEnv,
  parseArgs, TextDecoder, TextEncoder, ...mime, ...signals,
};
