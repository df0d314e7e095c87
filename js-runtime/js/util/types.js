// node:util/types: https://nodejs.org/docs/latest-v20.x/api/util.html#utiltypes
import { classOf } from 'native:inspect';

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const kindOf = (value) => (isObject(value) ? classOf(value) : undefined);
/** Whether the engine's class of a value is the name given. */
const is = (name) => (value) => kindOf(value) === name;

/** The engine has no such values. */
export const isExternal = () => false;
export const isDate = is('Date');
export const isArgumentsObject = is('Arguments');
export const isBigIntObject = is('BigInt');
export const isBooleanObject = is('Boolean');
export const isNumberObject = is('Number');
export const isStringObject = is('String');
export const isSymbolObject = is('Symbol');
export const isNativeError = is('Error');
export const isRegExp = is('RegExp');
export const isPromise = is('Promise');
export const isMap = is('Map');
export const isSet = is('Set');
export const isMapIterator = is('Map Iterator');
export const isSetIterator = is('Set Iterator');
export const isWeakMap = is('WeakMap');
export const isWeakSet = is('WeakSet');
export const isArrayBuffer = is('ArrayBuffer');
export const isSharedArrayBuffer = is('SharedArrayBuffer');
export const isDataView = is('DataView');
export const isProxy = is('Proxy');
export const isModuleNamespaceObject = is('Module');

export const isAsyncFunction = (value) => /^Async(Generator)?Function$/.test(kindOf(value));
export const isGeneratorFunction = (value) => /^(Async)?GeneratorFunction$/.test(kindOf(value));
export const isGeneratorObject = (value) => /^(Async)?Generator$/.test(kindOf(value));
export const isAnyArrayBuffer = (value) => /^(Shared)?ArrayBuffer$/.test(kindOf(value));
export const isBoxedPrimitive = (value) => /^(Number|String|Boolean|BigInt|Symbol)$/.test(kindOf(value));

const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const isTyped = (name) => (value) => typedArrayName.call(value) === name;

export const isArrayBufferView = (value) => ArrayBuffer.isView(value);
export const isTypedArray = (value) => typedArrayName.call(value) !== undefined;
export const isUint8Array = isTyped('Uint8Array');
export const isUint8ClampedArray = isTyped('Uint8ClampedArray');
export const isUint16Array = isTyped('Uint16Array');
export const isUint32Array = isTyped('Uint32Array');
export const isInt8Array = isTyped('Int8Array');
export const isInt16Array = isTyped('Int16Array');
export const isInt32Array = isTyped('Int32Array');
export const isFloat32Array = isTyped('Float32Array');
export const isFloat64Array = isTyped('Float64Array');
export const isBigInt64Array = isTyped('BigInt64Array');
export const isBigUint64Array = isTyped('BigUint64Array');

/** By its tag: keys are classes of JavaScript here. */
const isTagged = (tag) => (value) => isObject(value) && Object.prototype.toString.call(value) === `[object ${tag}]`;
export const isKeyObject = isTagged('KeyObject');
export const isCryptoKey = isTagged('CryptoKey');

export default {
  isExternal, isDate, isArgumentsObject, isBigIntObject, isBooleanObject, isNumberObject, isStringObject,
  isSymbolObject, isNativeError, isRegExp, isAsyncFunction, isGeneratorFunction, isGeneratorObject, isPromise, isMap,
  isSet, isMapIterator, isSetIterator, isWeakMap, isWeakSet, isArrayBuffer, isDataView, isSharedArrayBuffer, isProxy,
  isModuleNamespaceObject, isAnyArrayBuffer, isBoxedPrimitive, isArrayBufferView, isTypedArray, isUint8Array,
  isUint8ClampedArray, isUint16Array, isUint32Array, isInt8Array, isInt16Array, isInt32Array, isFloat32Array,
  isFloat64Array, isBigInt64Array, isBigUint64Array, isKeyObject, isCryptoKey,
};
