// What the services of Intl have in common: https://tc39.es/ecma402/#sec-internal-slots
import { Intl } from 'jsc:intl';
import { canonicalizeLocaleList, supportedLocales } from 'jsc:intl/locales';

/** https://tc39.es/ecma402/#sec-getoptionsobject */
export function optionsObject(options) {
  if (options === undefined) return Object.create(null);
  if (typeof options === 'object' && options !== null || typeof options === 'function') return options;
  throw new TypeError(`options must be an object, not ${String(options)}`);
}

/** https://tc39.es/ecma402/#sec-coerceoptionstoobject */
export function coerceOptions(options) {
  if (options === undefined) return Object.create(null);
  if (options === null) throw new TypeError('Cannot convert undefined or null to object');
  return Object(options);
}

/** A text option; throws a RangeError for one that is none of `values`, when there are some. */
export function textOption(options, name, values, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const text = String(value);
  if (values && !values.includes(text)) throw new RangeError(`Value ${text} out of range for ${name} option`);
  return text;
}

export function booleanOption(options, name, fallback) {
  const value = options[name];
  return value === undefined ? fallback : Boolean(value);
}

/** https://tc39.es/ecma402/#sec-defaultnumberoption */
export function numberInRange(value, name, minimum, maximum, fallback) {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= minimum && number <= maximum)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

export const numberOption = (options, name, minimum, maximum, fallback) =>
  numberInRange(options[name], name, minimum, maximum, fallback);

export const checkMatcher = (options) => textOption(options, 'localeMatcher', ['lookup', 'best fit'], 'best fit');

function hide(target, properties) {
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(properties))) {
    Object.defineProperty(target, key, { ...descriptor, enumerable: false });
  }
}

/**
 * Adds a service to Intl. `initialize(locales, options)` returns what an object of it knows, which `members(slotsOf)`
 * ask for with `slotsOf(this, method)`. `isCallable` ones make an object without `new` too; `added` hears of each object.
 */
export function addService(name, initialize, members, { isCallable = false, hasSupported = true, added } = {}) {
  const slots = new WeakMap();
  const slotsOf = (object, method) => {
    const found = slots.get(object);
    if (!found) {
      throw new TypeError(`Method Intl.${name}.prototype.${method} called on incompatible receiver ${String(object)}`);
    }
    return found;
  };
  const { [name]: Service } = { [name]: function () {
    if (!new.target && !isCallable) throw new TypeError(`Constructor Intl.${name} requires 'new'`);
    const object = Reflect.construct(Object, [], new.target ?? Service);
    const known = initialize(arguments[0], arguments[1]);
    slots.set(object, known);
    added?.(object, known);
    return object;
  } };
  hide(Service.prototype, members(slotsOf));
  Object.defineProperty(Service.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
  Object.defineProperty(Service, 'prototype', { writable: false });
  if (hasSupported) {
    hide(Service, {
      supportedLocalesOf(locales) {
        const requested = canonicalizeLocaleList(locales);
        checkMatcher(coerceOptions(arguments[1]));
        return supportedLocales(requested);
      },
    });
  }
  Object.defineProperty(Intl, name, { value: Service, writable: true, configurable: true });
  return Service;
}

/** Replaces a method of a builtin, which keeps its length of 0. */
export function replaceMethods(prototype, methods) {
  hide(prototype, methods);
}

/**
 * `initialize` for methods that make no object: what it gave for a locale without options is kept until another locale is
 * asked for, because programs call those methods for each item of a list.
 */
export function remember(initialize) {
  let slots;
  let known;
  return (locales, options) => {
    const isPlain = options === undefined && (locales === undefined || typeof locales === 'string');
    if (!isPlain) return initialize(locales, options);
    if (slots === undefined || locales !== known) [slots, known] = [initialize(locales), locales];
    return slots;
  };
}

/** The text of parts. */
export const join = (parts) => parts.reduce((text, { value }) => text + value, '');
