// What WebIDL prescribes for every interface: https://webidl.spec.whatwg.org/#js. Private fields
// are the brand checks: reading one of another object is a TypeError.
import { interfaces } from 'jsc:structured-clone/platform';

const { defineProperty, getPrototypeOf, getOwnPropertyNames } = Object;

/** Throws unless a call has at least `count` arguments; `what` names the operation. */
export function required(given, count, what) {
  if (given.length >= count) return;
  throw new TypeError(`${what}: ${count} argument${count > 1 ? 's' : ''} required, but only ${given.length} present`);
}

export const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A dictionary argument: an object to read members of. */
export function dictionary(value, what) {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new TypeError(`${what} is not an object`);
  return value;
}

/** A `sequence<T>` argument: each element is converted as soon as the iterator gives it. */
export function sequence(value, what, convert) {
  const iterator = isObject(value) ? value[Symbol.iterator] : undefined;
  if (typeof iterator !== 'function') throw new TypeError(`${what} is not a sequence`);
  return Array.from({ [Symbol.iterator]: () => Reflect.apply(iterator, value, []) }, (element) => convert(element));
}

export const toUSVString = (value) => `${value}`.toWellFormed();

export function toByteString(value) {
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0xff) throw new TypeError('a header has a character above U+00FF');
  }
  return text;
}

/** `[EnforceRange] unsigned long long`. */
export function toUnsignedLongLong(value, what) {
  const number = Math.trunc(+value);
  if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) return number + 0;
  throw new TypeError(`${what} is outside the range of unsigned long long`);
}

const hidden = (value) => ({ value, writable: true, configurable: true });

/** Gives a class the properties of an interface, and makes it a global. */
export function expose(Class) {
  const { prototype, name } = Class;
  interfaces.add(prototype);
  for (const key of getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') defineProperty(prototype, key, { enumerable: true });
  }
  for (const key of getOwnPropertyNames(Class)) {
    if (!['length', 'name', 'prototype'].includes(key)) defineProperty(Class, key, { enumerable: true });
  }
  defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  defineProperty(globalThis, name, hidden(Class));
}

/** Constants of an interface, which its objects have too. */
export function constants(Class, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const target of [Class, Class.prototype]) defineProperty(target, name, { value, enumerable: true });
  }
}

const IteratorPrototype = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));

/**
 * Declares `iterable<K, V>`. `pairsOf(object)` gives the pairs as they are now, since an iterator
 * sees what changes while it runs, and throws for an object of another class.
 */
export function iterable(Class, pairsOf) {
  class PairIterator {
    #object;
    #pick;
    #next = 0;

    constructor(object, pick) {
      this.#object = object;
      this.#pick = pick;
    }

    next() {
      const pair = pairsOf(this.#object)[this.#next];
      if (!pair) return { value: undefined, done: true };
      this.#next++;
      return { value: this.#pick(pair), done: false };
    }
  }
  const { prototype } = PairIterator;
  delete prototype.constructor;
  Object.setPrototypeOf(prototype, IteratorPrototype);
  defineProperty(prototype, 'next', { enumerable: true });
  defineProperty(prototype, Symbol.toStringTag, { value: `${Class.name} Iterator`, configurable: true });

  const iterate = (object, pick) => {
    pairsOf(object);
    return new PairIterator(object, pick);
  };
  const methods = {
    entries() {
      return iterate(this, ([key, value]) => [key, value]);
    },
    keys() {
      return iterate(this, ([key]) => key);
    },
    values() {
      return iterate(this, ([, value]) => value);
    },
    forEach(callback, thisArg = undefined) {
      pairsOf(this);
      required(arguments, 1, `${Class.name}.forEach`);
      if (typeof callback !== 'function') throw new TypeError(`${Class.name}.forEach: the callback is not a function`);
      for (let i = 0, pair; (pair = pairsOf(this)[i]); i++) Reflect.apply(callback, thisArg, [pair[1], pair[0], this]);
    },
  };
  for (const [name, method] of Object.entries(methods)) defineProperty(Class.prototype, name, hidden(method));
  defineProperty(Class.prototype, Symbol.iterator, hidden(methods.entries));
}

/**
 * Pairs for a constructor that takes a sequence of pairs or a record; `convert` makes one string.
 */
export function pairsFrom(init, convert, what) {
  const iterator = init[Symbol.iterator];
  if (iterator === undefined || iterator === null) {
    const entries = [];
    for (const key of Reflect.ownKeys(init)) {
      if (!Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
      const name = convert(key);
      entries.push([name, convert(init[key])]);
    }
    return entries;
  }
  if (typeof iterator !== 'function') throw new TypeError(`${what}: the init is not iterable`);
  const pairs = [];
  for (const item of { [Symbol.iterator]: () => Reflect.apply(iterator, init, []) }) {
    if (!isObject(item) || typeof item[Symbol.iterator] !== 'function') throw new TypeError(`${what}: an item is no pair`);
    const pair = Array.from(item, convert);
    if (pair.length !== 2) throw new TypeError(`${what}: an item has ${pair.length} elements, not 2`);
    pairs.push(pair);
  }
  return pairs;
}
