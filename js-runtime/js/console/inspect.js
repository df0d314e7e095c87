// inspect(): any value as readable text, byte for byte what Node.js 20 prints. This module and
// those of jsc:inspect/ restate the rules of its lib/internal/util/inspect.js (MIT licence).
//
// What JavaScript cannot find out comes from native:inspect. None of these runs user code, except
// that nonIndexKeys of a proxy calls its traps.
//   classOf(object)
//     What the object is, whatever its prototype says: 'Array', 'Map', 'Date', 'Uint8Array',
//     'Map Iterator', 'Arguments', 'Module', ...; 'Error' for all native errors; 'Number',
//     'String', ... for boxed primitives; 'Proxy' for any proxy; 'Class', 'AsyncFunction',
//     'GeneratorFunction', 'AsyncGeneratorFunction' or 'Function' for what else can be called;
//     'Object' for everything else.
//   proxyDetails(object)
//     [target, handler], both null once revoked; undefined for no proxy.
//   promiseDetails(promise)
//     [state, result]; the state is 0 for pending, 1 for fulfilled, 2 for rejected.
//   previewEntries(object)
//     [entries, isKeyValue] of a Map or Set iterator, which is not advanced, or of a WeakMap or
//     WeakSet. Key-value entries are flat: [key, value, key, value].
//   nonIndexKeys(object)
//     Own keys, strings then symbols, enumerable or not, that are no array indices. It must not
//     list the indices of a large array to get there.

import { proxyDetails } from 'native:inspect';
import { describe, isTooDeep, prefixOf } from 'jsc:inspect/describe';
import { ARRAY, ARRAY_EXTRAS, OBJECT, join } from 'jsc:inspect/layout';
import { colorize, escape, formatPrimitive, isName, newLine, plain, quote } from 'jsc:inspect/text';

const CUSTOM = Symbol.for('nodejs.util.inspect.custom');

/** What inspect does when not told otherwise. */
export const defaultOptions = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

/**
 * A value as text.
 * @param {unknown} value
 * @param {object|boolean} [options] any of defaultOptions; `true` for showHidden. The older form
 *   inspect(value, showHidden, depth, colors) works as well.
 * @returns {string}
 * @throws what a getter of Symbol.toStringTag, a custom inspection or a nested proxy's trap throws
 */
export function inspect(value, options) {
  const settings = {
    stylize: plain,
    ...defaultOptions,
    ...(typeof options === 'boolean' ? { showHidden: options } : options),
  };
  if (arguments[2] !== undefined) settings.depth = arguments[2];
  if (arguments[3] !== undefined) settings.colors = arguments[3];
  if (settings.colors) settings.stylize = colorize;
  settings.maxArrayLength ??= Infinity;
  settings.maxStringLength ??= Infinity;
  const ctx = {
    ...settings,
    settings,
    indent: 0, // of the lines being made
    level: 0, // depth of the object that was entered last
    seen: [], // the objects being inspected, outermost first
    circular: undefined, // Map from those that are referred to from within to their numbers
    lengths: {}, // how much was printed at each indentation
    formatValue, // for the modules this one imports
    formatProperty,
  };
  return formatValue(ctx, value, 0);
}
inspect.custom = CUSTOM;

/** What a custom inspection returns, as text; undefined if it leaves the value to inspect. */
function formatCustom(ctx, value, original, depth) {
  const custom = value[CUSTOM];
  // A prototype has the method for its heirs.
  if (typeof custom !== 'function' || custom === inspect ||
      value.constructor?.prototype === value) return undefined;
  const remaining = ctx.depth === null ? null : ctx.depth - depth;
  const result = custom.call(original, remaining, { ...ctx.settings }, inspect);
  if (typeof result === 'string') return result.replaceAll('\n', newLine(ctx));
  return result === original ? undefined : formatValue(ctx, result, depth);
}

/** `value` as text; ctx.indent must say how far its further lines are to be indented. */
function formatValue(ctx, value, depth, inTypedArray) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    return formatPrimitive(ctx, value);
  }
  const original = value;
  const proxy = proxyDetails(value);
  if (proxy) {
    if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
    if (ctx.showProxy) return formatProxy(ctx, proxy, depth);
    [value] = proxy; // so that no trap runs
  }
  const custom = ctx.customInspect ? formatCustom(ctx, value, original, depth) : undefined;
  if (custom !== undefined) return custom;
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    const number = ctx.circular.get(value) ?? ctx.circular.size + 1;
    ctx.circular.set(value, number);
    return ctx.stylize(`[Circular *${number}]`, 'special');
  }
  const it = describe(ctx, value, depth, inTypedArray);
  const tooDeep = isTooDeep(ctx, depth);
  const bare = !it.entries && !it.keys.length && !it.inherited.length;
  if (bare || (tooDeep && it.style === 'regexp')) {
    if (!it.base) return it.open + it.close;
    return it.style ? ctx.stylize(it.base, it.style) : it.base;
  }
  if (!tooDeep) return formatObject(ctx, it, depth + 1);
  const prefix = prefixOf(it).slice(0, -1);
  return ctx.stylize(it.name === null ? prefix : `[${prefix}]`, 'special');
}

function formatProxy(ctx, proxy, depth) {
  if (isTooDeep(ctx, depth)) return ctx.stylize('Proxy [Array]', 'special');
  ctx.indent += 2;
  const output = proxy.map((part) => formatValue(ctx, part, depth + 1));
  ctx.indent -= 2;
  return join(ctx, output, { open: 'Proxy [', close: ']', kind: ARRAY_EXTRAS }, depth + 1);
}

/** The object described by `it`, with what it holds; `depth` is that of its entries. */
function formatObject(ctx, it, depth) {
  const { value, keys, kind } = it;
  const { indent } = ctx;
  let output;
  ctx.seen.push(value);
  ctx.level = depth;
  try {
    output = it.entries ? it.entries(ctx, it, depth) : [];
    for (const key of keys) output.push(formatProperty(ctx, value, depth, key, kind));
    output.push(...it.inherited);
  } catch (error) {
    if (error?.message !== 'Maximum call stack size exceeded') throw error;
    ctx.seen.pop();
    ctx.indent = indent;
    return ctx.stylize(`[${prefixOf(it).slice(0, -1)}: Inspection interrupted prematurely. ` +
      'Maximum call stack size exceeded.]', 'special');
  }
  ctx.seen.pop();
  const number = ctx.circular?.get(value);
  if (number !== undefined) {
    const reference = ctx.stylize(`<ref *${number}>`, 'special');
    const place = ctx.compact === true ? 'open' : 'base';
    it[place] = it[place] ? `${reference} ${it[place]}` : reference;
  }
  if (ctx.sorted) {
    const compare = ctx.sorted === true ? undefined : ctx.sorted;
    if (kind === OBJECT) output.sort(compare);
    else if (keys.length > 1) output.push(...output.splice(-keys.length).sort(compare));
  }
  const text = join(ctx, output, it, depth, value);
  // What would fill the memory is cut short.
  ctx.lengths[ctx.indent] = (ctx.lengths[ctx.indent] ?? 0) + text.length;
  if (ctx.lengths[ctx.indent] > 2 ** 27) ctx.depth = -1;
  return text;
}

/** What a getter gives, or that there is one. */
function formatAccessor(ctx, { get, set }, depth, receiver) {
  const label = get ? (set ? 'Getter/Setter' : 'Getter') : 'Setter';
  const special = (text) => ctx.stylize(text, 'special');
  if (!get || !(ctx.getters === true || ctx.getters === (set ? 'set' : 'get'))) {
    return special(`[${label}]`);
  }
  try {
    const value = get.call(receiver);
    ctx.indent += 2;
    const text = typeof value === 'object' && value !== null ?
      `${special(`[${label}]`)} ${formatValue(ctx, value, depth)}` :
      `${special(`[${label}:`)} ${formatPrimitive(ctx, value)}${special(']')}`;
    ctx.indent -= 2;
    return text;
  } catch (error) {
    return `${special(`[${label}:`)} <Inspection threw (${error.message})>${special(']')}`;
  }
}

function formatKey(ctx, key, enumerable) {
  if (typeof key === 'symbol') return `[${ctx.stylize(escape(String(key)), 'symbol')}]`;
  if (key === '__proto__') return "['__proto__']";
  if (!enumerable) return `[${escape(key)}]`;
  return isName(key) ?
    ctx.stylize(key, 'name') : ctx.stylize(quote(key), 'string');
}

/**
 * `key: value`; of an array element the value only.
 * @param kind what the property is to the object: OBJECT, ARRAY or ARRAY_EXTRAS
 * @param [descriptor] that of the property if it is known already, or not the object's own
 * @param [receiver] the `this` of a getter
 */
function formatProperty(ctx, object, depth, key, kind, descriptor, receiver = object) {
  descriptor ??= Object.getOwnPropertyDescriptor(object, key) ??
    { value: object[key], enumerable: true };
  const { value } = descriptor;
  let text;
  let space = ' ';
  if (value !== undefined) {
    const step = ctx.compact !== true || kind !== OBJECT ? 2 : 3;
    ctx.indent += step;
    text = formatValue(ctx, value, depth);
    if (step === 3 && ctx.breakLength < text.length) space = newLine(ctx);
    ctx.indent -= step;
  } else if (descriptor.get || descriptor.set) {
    text = formatAccessor(ctx, descriptor, depth, receiver);
  } else {
    text = ctx.stylize('undefined', 'undefined');
  }
  return kind === ARRAY ? text : `${formatKey(ctx, key, descriptor.enumerable)}:${space}${text}`;
}
