// What an object is: its class, tag, keys, braces, and how the entries it holds are printed.

import { classOf, nonIndexKeys } from 'native:inspect';
import {
  formatArray, formatArrayBuffer, formatIterator, formatMap, formatNamespace, formatPromise,
  formatSet, formatTypedArray, formatWeak,
} from 'jsc:inspect/entries';
import { formatError } from 'jsc:inspect/error';
import { ARRAY_EXTRAS, OBJECT } from 'jsc:inspect/layout';
import { formatPrimitive, plain } from 'jsc:inspect/text';

const TAG = Symbol.toStringTag;
const isEnumerable = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);

/** Whether objects at this depth are only named. */
export const isTooDeep = (ctx, depth) => depth > ctx.depth && ctx.depth !== null;

/** The function an object holds as its own `constructor`, undefined if none. */
function ownConstructor(object) {
  const constructor = Object.getOwnPropertyDescriptor(object, 'constructor')?.value;
  return typeof constructor === 'function' ? constructor : undefined;
}

/** Whether an object is the prototype of one of the engine's own classes. */
export function isBuiltIn(prototype) {
  const constructor = ownConstructor(prototype);
  return constructor !== undefined && classOf(constructor) !== 'Class' &&
    Object.getOwnPropertyDescriptor(globalThis, constructor.name)?.value === constructor;
}

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

/** What the engine calls an object whose prototypes name no constructor. */
const engineName = (engineClass) =>
  (engineClass === 'Class' || engineClass.endsWith('Function') ? 'Function' : engineClass);

/**
 * The name of an object's constructor, null if it has no prototype.
 * @param {string[]} [inherited] gets the printed properties of user-defined prototypes
 */
function constructorName(ctx, value, depth, inherited) {
  let first;
  for (let object = value; object;) {
    let name;
    if (object !== value && object === Object.prototype) name = 'Object';
    else if (object !== value && object === Function.prototype) name = 'Function';
    else {
      const constructor = ownConstructor(object);
      if (constructor?.name && isInstance(value, constructor)) name = String(constructor.name);
    }
    if (name) {
      if (inherited && (first !== object || !isBuiltIn(object))) {
        addInherited(ctx, value, first ?? value, depth, inherited);
      }
      return name;
    }
    object = Object.getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const name = engineName(classOf(value));
  if (isTooDeep(ctx, depth)) return `${name} <Complex prototype>`;
  const parent = constructorName(ctx, first, depth + 1, inherited) ??
    ctx.formatValue({ ...ctx, customInspect: false, depth: -1, seen: [] }, first, 0);
  return `${name} <${parent}>`;
}

/** Adds the properties of up to three prototypes, below the engine's own, that are no methods. */
function addInherited(ctx, value, object, depth, output) {
  const above = new Set(['constructor']);
  for (let layer = 0; layer < 3; layer++) {
    if (layer !== 0 || object === value) {
      object = Object.getPrototypeOf(object);
      if (object === null || isBuiltIn(object)) return;
    }
    ctx.seen.push(value);
    for (const key of Reflect.ownKeys(object)) {
      if (above.has(key) || Object.hasOwn(value, key)) continue;
      above.add(key);
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if (typeof descriptor.value === 'function') continue;
      const text = ctx.formatProperty(ctx, object, depth, key, OBJECT, descriptor, value);
      output.push(ctx.colors ? `\x1b[2m${text}\x1b[22m` : text);
    }
    ctx.seen.pop();
  }
}

/** `Name(size) [tag] `, as far as each says something. */
function prefix({ name, tag, suffix }, fallback, size = '') {
  if (name !== null) return `${name}${size}${suffix} `;
  return `[${fallback}${size}: null prototype]${tag === fallback ? '' : suffix} `;
}

/** `Name [tag] ` of any object. */
export function prefixOf(it) {
  const fallback = engineName(it.engineClass);
  return prefix(it, fallback === it.tag ? 'Object' : fallback);
}

const shownKeys = (ctx, value, keys) =>
  (ctx.showHidden ? keys : keys.filter((key) => isEnumerable(value, key)));

function ownKeys(ctx, value) {
  const symbols = shownKeys(ctx, value, Object.getOwnPropertySymbols(value));
  try {
    if (!ctx.showHidden) return Object.keys(value).concat(symbols);
  } catch {
    // A module that was not evaluated yet does not say which are enumerable.
  }
  return Object.getOwnPropertyNames(value).concat(symbols);
}

/** Describes an array or a collection; false if the value is neither. */
function describeIterable(ctx, it) {
  const { value, name, tag } = it;
  const kind = Array.isArray(value) ? 'Array' : it.engineClass;
  const isArray = kind.endsWith('Array');
  if (isArray || kind === 'Set' || kind === 'Map') {
    const { prototype } = globalThis[kind];
    it.size = kind === 'Array' ? value.length :
      Reflect.get(prototype, isArray ? 'length' : 'size', value);
    it.source = name === null ? prototype[Symbol.iterator].call(value) : value;
    it.keys = isArray ? shownKeys(ctx, value, nonIndexKeys(value)) : ownKeys(ctx, value);
    const usual = kind === 'Array' && name === kind && !tag;
    it.open = (usual ? '' : prefix(it, kind, `(${it.size})`)) + (isArray ? '[' : '{');
    if (isArray) {
      it.close = ']';
      it.kind = ARRAY_EXTRAS;
    }
    if (it.size) it.entries = { Array: formatArray, Set: formatSet, Map: formatMap }[kind];
    if (isArray && kind !== 'Array' && (it.size || ctx.showHidden)) it.entries = formatTypedArray;
    return true;
  }
  if (kind !== 'Map Iterator' && kind !== 'Set Iterator') return false;
  it.keys = ownKeys(ctx, value);
  it.open = `[${tag && tag !== kind ? `${tag}] [` : ''}${kind}] {`;
  it.entries = formatIterator;
  return true;
}

/** Describes any other object than describeIterable does. */
function describeOther(ctx, it, inTypedArray) {
  const { value, engineClass, name, tag } = it;
  const keys = it.keys = ownKeys(ctx, value);
  if (typeof value === 'function') {
    it.base = functionBase(it);
    it.style = 'special';
    return;
  }
  if (name === 'Object') {
    if (engineClass === 'Arguments') it.open = '[Arguments] {';
    else if (tag) it.open = prefix(it) + '{';
    return;
  }
  if (engineClass === 'Error' || value instanceof Error) {
    it.base = formatError(ctx, value, name, keys, (fallback) => prefix(it, fallback));
    return;
  }
  const head = prefix(it, engineClass);
  const describeText = (text) => {
    it.base = text;
    it.style = engineClass.toLowerCase();
  };
  switch (engineClass) {
    case 'RegExp':
    case 'Date':
      describeText((head === engineClass + ' ' ? '' : head) + builtInText(it));
      return;
    case 'Number':
    case 'String':
    case 'Boolean':
    case 'BigInt':
    case 'Symbol':
      describeText(boxedText(ctx, it));
      return;
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      if (!inTypedArray) it.entries = formatArrayBuffer;
      else if (!keys.length) {
        it.base = `${head}{ byteLength: ${formatPrimitive(ctx, value.byteLength)} }`;
        return;
      }
      keys.unshift('byteLength');
      break;
    case 'DataView':
      keys.unshift('byteLength', 'byteOffset', 'buffer');
      break;
    case 'Promise':
      it.entries = formatPromise;
      break;
    case 'WeakSet':
    case 'WeakMap':
      it.entries = formatWeak;
      break;
    case 'Module':
      it.entries = formatNamespace;
      break;
    default:
      it.open = prefixOf(it) + '{';
      return;
  }
  it.open = head + '{';
}

/** The text of a RegExp or Date. */
function builtInText({ value, engineClass, name }) {
  if (engineClass === 'RegExp') {
    return RegExp.prototype.toString.call(name === null ? new RegExp(value) : value);
  }
  const { getTime, toISOString, toString } = Date.prototype;
  return (Number.isNaN(getTime.call(value)) ? toString : toISOString).call(value);
}

function boxedText(ctx, { value, engineClass, name, suffix, keys }) {
  if (engineClass === 'String') keys.splice(0, value.length); // the characters
  const primitive = globalThis[engineClass].prototype.valueOf.call(value);
  const kind = engineClass === name ? '' : ` (${name ?? 'null prototype'})`;
  return `[${engineClass}${kind}: ${formatPrimitive(ctx, primitive, plain)}]${suffix}`;
}

function functionBase({ value, engineClass, name, suffix }) {
  if (engineClass === 'Class') {
    const own = (Object.hasOwn(value, 'name') && value.name) || '(anonymous)';
    const meta = name !== 'Function' && name !== null ? ` [${name}]` : '';
    const parent = name === null ? '[null prototype]' : Object.getPrototypeOf(value).name;
    return `[class ${own}${meta}${suffix}${parent ? ` extends ${parent}` : ''}]`;
  }
  const type = engineClass.endsWith('Function') ? engineClass : 'Function';
  const bare = name === null ? ' (null prototype)' : '';
  const own = value.name === '' ? ' (anonymous)' : `: ${value.name}`;
  return `[${type}${bare}${own}]${name !== type && name !== null ? ` ${name}` : ''}${suffix}`;
}

/**
 * Describes an object that is no proxy, unless a proxy's target is one.
 * @param {boolean} [inTypedArray] whether it is the buffer of a typed array, whose bytes were shown
 */
export function describe(ctx, value, depth, inTypedArray) {
  const inherited = [];
  const showInherited = ctx.showHidden && !isTooDeep(ctx, depth);
  const name = constructorName(ctx, value, depth, showInherited ? inherited : undefined);
  let tag = value[TAG];
  // A tag that is printed as a property is not to be printed twice.
  if (typeof tag !== 'string' ||
      (ctx.showHidden ? Object.hasOwn(value, TAG) : isEnumerable(value, TAG))) tag = '';
  const it = {
    value,
    name, // of the constructor, null if it has no prototype
    tag,
    suffix: tag && tag !== name ? ` [${tag}]` : '',
    engineClass: classOf(value),
    inherited, // texts of the properties of its prototypes
    keys: undefined, // of the properties to print
    base: '', // what goes before the braces, or instead of them if there is nothing to go in
    style: '', // of the base
    open: '{',
    close: '}',
    kind: OBJECT,
    entries: undefined, // prints what the object holds besides its properties, if anything
    source: undefined, // what they are read from, in arrays and collections
    size: undefined, // how many there are
  };
  if (!((Symbol.iterator in value || name === null) && describeIterable(ctx, it))) {
    describeOther(ctx, it, inTypedArray);
  }
  return it;
}
