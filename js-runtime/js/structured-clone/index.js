// structuredClone: https://html.spec.whatwg.org/multipage/structured-data.html, with the messages
// of Node.js. Serializing and deserializing are one pass over an explicit stack, so that depth
// costs no recursion.

import { classOf, proxyDetails } from 'native:inspect';
import { codedError } from 'jsc:errors';
import { interfaces, serializables, transferables } from 'jsc:structured-clone/platform';

// Taken now: a program may change what is on the prototypes, and a subclass may hide it.
const getters = (prototype, ...names) =>
  names.map((name) => Object.getOwnPropertyDescriptor(prototype, name).get);
const { hasOwn, keys: keysOf, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { toString: objectToString } = Object.prototype;
const { toString: functionToString } = Function.prototype;
const { forEach: forEachInMap } = Map.prototype;
const { forEach: forEachInSet } = Set.prototype;
const { transfer } = ArrayBuffer.prototype;
const [bufferLength, maxLength, isResizable, isDetached] =
  getters(ArrayBuffer.prototype, 'byteLength', 'maxByteLength', 'resizable', 'detached');
const [isGrowable] = getters(SharedArrayBuffer.prototype, 'growable');
const TypedArray = getPrototypeOf(Uint8Array);
const { keys: validateArray } = TypedArray.prototype;
const arrayPlace = getters(TypedArray.prototype, 'buffer', 'byteOffset', 'length');
const viewPlace = getters(DataView.prototype, 'buffer', 'byteOffset', 'byteLength');
const [exceptionName, exceptionMessage] = getters(DOMException.prototype, 'name', 'message');

const boxes = [Number, String, Boolean, BigInt];
const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const views = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float16Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView];

const cloneError = (message) => new DOMException(message, 'DataCloneError');

const hide = (object, name, value) =>
  defineProperty(object, name, { value, writable: true, configurable: true });

/** A value as the messages of V8 name it. */
function describe(value) {
  for (let details; (details = proxyDetails(value));) {
    // A revoked proxy has no target, and nothing can be asked of it.
    if (!details[0]) return '#<Object>';
    [value] = details;
  }
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return functionToString.call(value);
  const name = value.toString === objectToString && value.constructor?.name;
  if (name) return `#<${name}>`;
  const tag = value[Symbol.toStringTag];
  return `[object ${typeof tag === 'string' ? tag : classOf(value)}]`;
}

const refusal = (value) => cloneError(`${describe(value)} could not be cloned.`);

const PRIMITIVES = { __proto__: null, undefined: true, boolean: true, number: true, bigint: true, string: true };

/** One call: the clones made so far, and what is left to do. */
class Cloning {
  /** From an object to its clone, or to the placeholder of one that the transfer will bring. */
  memory = new Map();
  /** Containers that are being filled, innermost last. */
  frames = [];
  /** From a placeholder to the function that makes what it stands for, then to that. */
  late = new Map();
  /** Places that hold placeholders. */
  patches = [];
  /** What to do when every clone exists. */
  endings = [];

  /** The clone of what is not primitive, empty if it is a container: `fill` does the rest. */
  clone(value) {
    let clone = this.memory.get(value);
    if (!clone) {
      const copy = copiers[classOf(value)];
      if (!copy) throw refusal(value);
      clone = copy(value, this);
      this.memory.set(value, clone);
    }
    return clone;
  }

  /** Has `target` filled with clones of the properties `keys` of `source`; of its elements without keys. */
  push(source, target, keys) {
    this.frames.push({ source, target, keys, next: 0, length: (keys ?? source).length });
    return target;
  }

  /** A stand-in for what `make` gives after the transfer. */
  placeholder(make) {
    const placeholder = {};
    this.late.set(placeholder, make);
    return placeholder;
  }

  /** Clones what the containers hold, depth first, as the standard's recursion goes. */
  fill() {
    const { frames } = this;
    while (frames.length) this.advance(frames[frames.length - 1]);
  }

  /** Goes on with a container, until it is full or has another one in it. */
  advance(frame) {
    const { frames, late } = this;
    const { source, target, keys, length } = frame;
    const depth = frames.length;
    while (frame.next < length) {
      const key = keys ? keys[frame.next] : frame.next;
      frame.next++;
      // A getter may have deleted it.
      if (keys ? !hasOwn(source, key) : !(key in source)) continue;
      let value = source[key];
      const isPrimitive = value === null || PRIMITIVES[typeof value];
      if (!isPrimitive) value = this.clone(value);
      // Assignment would meet a setter that is inherited, as that of __proto__.
      if (keys && key in target) {
        defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
      } else {
        target[key] = value;
      }
      if (isPrimitive) continue;
      if (late.size && late.has(value)) this.patches.push([target, key, value]);
      if (frames.length > depth) return;
    }
    frames.pop();
  }

  /** Ends the cloning of `root`, once the buffers are transferred. */
  finish(root) {
    const { late } = this;
    for (const [placeholder, make] of late) late.set(placeholder, make());
    for (const [target, key, placeholder] of this.patches) target[key] = late.get(placeholder);
    for (const end of this.endings) end();
    return late.get(root) ?? root;
  }
}

function copyArray(array, cloning) {
  const target = [];
  const { length } = array;
  target.length = length;
  const keys = keysOf(array);
  // Without holes and other properties, the keys are those of the elements.
  const isDense = keys.length === length && (length === 0 || keys[length - 1] === `${length - 1}`);
  return cloning.push(array, target, isDense ? undefined : keys);
}

function copyMap(map, cloning) {
  const [entries, target] = [[], new Map()];
  forEachInMap.call(map, (value, key) => { entries.push(key, value); });
  const clones = cloning.push(entries, []);
  cloning.endings.push(() => {
    for (let i = 0; i < clones.length; i += 2) target.set(clones[i], clones[i + 1]);
  });
  return target;
}

function copySet(set, cloning) {
  const [values, target] = [[], new Set()];
  forEachInSet.call(set, (value) => { values.push(value); });
  const clones = cloning.push(values, []);
  cloning.endings.push(() => { for (const value of clones) target.add(value); });
  return target;
}

function copyError(error, cloning) {
  const { name, stack } = error;
  const message = getOwnPropertyDescriptor(error, 'message');
  const target = new (typeof name === 'string' && hasOwn(errors, name) ? errors[name] : Error)();
  if (typeof stack === 'string') hide(target, 'stack', stack);
  if (message && 'value' in message) hide(target, 'message', `${message.value}`);
  if (hasOwn(error, 'cause')) {
    const clones = cloning.push([error.cause], []);
    hide(target, 'cause');
    cloning.endings.push(() => hide(target, 'cause', clones[0]));
  }
  return target;
}

function copyException(exception) {
  const target = kindOf(serializables, exception)?.clone(exception) ??
    new DOMException(exceptionMessage.call(exception), exceptionName.call(exception));
  const { stack } = exception;
  return typeof stack === 'string' ? hide(target, 'stack', stack) : target;
}

const checkAttached = (buffer) => {
  if (isDetached.call(buffer)) throw cloneError('An ArrayBuffer is detached and could not be cloned.');
};

function copyBuffer(buffer) {
  checkAttached(buffer);
  const options = isResizable.call(buffer) ? { maxByteLength: maxLength.call(buffer) } : undefined;
  const target = new ArrayBuffer(bufferLength.call(buffer), options);
  new Uint8Array(target).set(new Uint8Array(buffer));
  return target;
}

const copierOfView = (View) => (view, cloning) => {
  const place = View === DataView ? viewPlace : arrayPlace;
  const buffer = place[0].call(view);
  const isShared = classOf(buffer) === 'SharedArrayBuffer';
  if (!isShared) checkAttached(buffer);
  let offset, length;
  try {
    if (View !== DataView) validateArray.call(view);
    [, offset, length] = place.map((get) => get.call(view));
  } catch {
    throw cloneError(`${describe(view)} is out of bounds and could not be cloned.`);
  }
  if ((isShared ? isGrowable : isResizable).call(buffer)) {
    // Whether a view follows its buffer's length is not told: one that ends where it ends does.
    const size = View.BYTES_PER_ELEMENT ?? 1;
    const end = offset + (length + 1) * size;
    if (end > buffer.byteLength) length = undefined;
  }
  const target = cloning.clone(buffer);
  return cloning.late.has(target) ?
    cloning.placeholder(() => new View(cloning.late.get(target), offset, length)) :
    new View(target, offset, length);
};

function isPlatformObject(object) {
  // A prototype itself is an ordinary object.
  for (let o = object; (o = getPrototypeOf(o)) && o !== Object.prototype;) {
    if (interfaces.has(o)) return !interfaces.has(object);
  }
  return false;
}

const kindOf = (kinds, value) => kinds.find(({ is }) => is(value));

/** An object of no class of the language's: a plain one, or one of an interface. */
function copyObject(object, cloning) {
  const kind = kindOf(serializables, object);
  if (kind) return kind.clone(object);
  if (isPlatformObject(object)) throw refusal(object);
  return cloning.push(object, {}, keysOf(object));
}

/** By the engine's class of an object, which no program can forge: makes the clone. */
const copiers = {
  __proto__: null,
  Object: copyObject,
  Array: copyArray,
  Map: copyMap,
  Set: copySet,
  Error: copyError,
  DOMException: copyException,
  Date: (date) => new Date(date),
  RegExp: (regexp) => new RegExp(regexp),
  ArrayBuffer: copyBuffer,
  // One agent: the object itself is as good as another one for the same memory.
  SharedArrayBuffer: (buffer) => buffer,
};
for (const Box of boxes) {
  const { valueOf } = Box.prototype;
  copiers[Box.name] = (box) => Object(valueOf.call(box));
}
for (const View of views) copiers[View.name] = copierOfView(View);

function transferList(options) {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  const list = options.transfer;
  if (list === undefined) return [];
  if (typeof list !== 'object' || !list?.[Symbol.iterator]) {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  }
  return [...list];
}

const buffers = {
  is: (value) => classOf(value) === 'ArrayBuffer',
  check: (buffer) => (isDetached.call(buffer) ? 'An ArrayBuffer is detached and could not be cloned.' : undefined),
  transfer: (buffer) => transfer.call(buffer),
};

/** Has `object` transferred once all is cloned, and a placeholder stand for what becomes of it. */
function announce(object, cloning) {
  const kind = buffers.is(object) ? buffers : kindOf(transferables, object);
  if (!kind) throw cloneError('Found invalid object in transferList');
  if (cloning.memory.has(object)) throw cloneError(`Transfer list contains duplicate ${kind.name ?? 'ArrayBuffer'}`);
  const placeholder = cloning.placeholder(() => {
    const trouble = kind.check(object);
    if (trouble) throw cloneError(trouble);
    return kind.transfer(object);
  });
  cloning.memory.set(object, placeholder);
  return placeholder;
}

/** The clone of `value`, and what became of the objects that were to be transferred. */
export function cloneWithTransfer(value, objects) {
  const cloning = new Cloning();
  const placeholders = objects.map((object) => announce(object, cloning));
  const root = value === null || PRIMITIVES[typeof value] ? value : cloning.clone(value);
  cloning.fill();
  const clone = cloning.finish(root);
  return { clone, transferred: placeholders.map((placeholder) => cloning.late.get(placeholder)) };
}

globalThis.structuredClone = function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  return cloneWithTransfer(value, transferList(options)).clone;
};

export default globalThis.structuredClone;
