// The engine's natives, done with Node's internals (needs --expose-internals).

import { createRequire } from 'node:module';
import { types } from 'node:util';

// Without the flag this is only loaded by a test runner that takes it for a test.
const internals = process.execArgv.includes('--expose-internals') ?
  createRequire(import.meta.url)('internal/test/binding').internalBinding('util') : {};

export const written = [];
export const write = (fd, text) => { written.push([fd, text]); };

let formatter;
const method = (name, fd) => ({ [name](...args) { formatter(fd, ...args); } })[name];
export const debug = method('debug', 1);
export const dirxml = method('dirxml', 1);
export const error = method('error', 2);
export const info = method('info', 1);
export const log = method('log', 1);
export const warn = method('warn', 2);
export const register = (format) => { formatter = format; };
export const setIndented = () => {};

export const clock = { ms: 0 };
export const now = () => clock.ms;

export const proxyDetails = (value) => internals.getProxyDetails(value, true);
export const promiseDetails = (promise) => internals.getPromiseDetails(promise);
export const previewEntries = (value) => internals.previewEntries(value, true);
export const nonIndexKeys = (value) =>
  internals.getOwnNonIndexProperties(value, internals.constants.ALL_PROPERTIES);

const BRANDS = {
  Map: types.isMap,
  Set: types.isSet,
  WeakMap: types.isWeakMap,
  WeakSet: types.isWeakSet,
  Date: types.isDate,
  RegExp: types.isRegExp,
  Error: types.isNativeError,
  Promise: types.isPromise,
  ArrayBuffer: types.isArrayBuffer,
  SharedArrayBuffer: types.isSharedArrayBuffer,
  DataView: types.isDataView,
  Arguments: types.isArgumentsObject,
  'Map Iterator': types.isMapIterator,
  'Set Iterator': types.isSetIterator,
  Generator: types.isGeneratorObject,
  Module: types.isModuleNamespaceObject,
  Number: types.isNumberObject,
  String: types.isStringObject,
  Boolean: types.isBooleanObject,
  Symbol: types.isSymbolObject,
  BigInt: types.isBigIntObject,
};
const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

function isWeakRef(value) {
  try {
    WeakRef.prototype.deref.call(value);
    return true;
  } catch {
    return false;
  }
}

export function classOf(value) {
  if (types.isProxy(value)) return 'Proxy';
  if (typeof value === 'function') {
    if (Function.prototype.toString.call(value).startsWith('class')) return 'Class';
    const kind = types.isGeneratorFunction(value) ? 'GeneratorFunction' : 'Function';
    return types.isAsyncFunction(value) ? 'Async' + kind : kind;
  }
  if (Array.isArray(value)) return 'Array';
  const typed = typedArrayName.call(value);
  if (typed !== undefined) return typed;
  for (const name in BRANDS) if (BRANDS[name](value)) return name;
  return isWeakRef(value) ? 'WeakRef' : 'Object';
}
