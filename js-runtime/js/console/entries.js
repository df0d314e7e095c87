// The texts of what arrays, collections, iterators, buffers, promises and modules hold. Functions
// take the inspection, the object's description (see describe.js) and the depth of its entries.

import { previewEntries, promiseDetails } from 'native:inspect';
import { ARRAY, ARRAY_EXTRAS, OBJECT, join } from 'jsc:inspect/layout';
import { formatBigInt, formatNumber, moreItems, plural } from 'jsc:inspect/text';

/** The texts of up to maxArrayLength of the `total` entries of `source`. */
function formatEntries(ctx, source, total, format, sorted) {
  const max = Math.min(Math.max(0, ctx.maxArrayLength), total);
  const output = [];
  ctx.indent += 2;
  for (const entry of source) {
    if (output.length >= max) break;
    output.push(format(entry));
  }
  ctx.indent -= 2;
  if (sorted) output.sort();
  if (total > max) output.push(moreItems(total - max));
  return output;
}

export function formatArray(ctx, { value }, depth) {
  const { length } = value;
  const max = Math.min(Math.max(0, ctx.maxArrayLength), length);
  const output = [];
  let keys; // from the first hole on
  let index = 0;
  for (let i = 0; output.length < max; i++) {
    let next = i;
    if (!keys && !Object.hasOwn(value, i)) keys = Object.keys(value);
    if (keys) {
      next = keys[i] >>> 0;
      if (String(next) !== keys[i] || next >= length) next = length;
    }
    if (next > index) {
      output.push(ctx.stylize(`<${plural(next - index, 'empty item')}>`, 'undefined'));
      index = next;
    }
    if (next === length || output.length === max) break;
    output.push(ctx.formatProperty(ctx, value, depth, next, ARRAY));
    index++;
  }
  if (index < length) output.push(moreItems(length - index));
  return output;
}

export function formatTypedArray(ctx, { value, engineClass, source, size }, depth) {
  const format = engineClass.startsWith('Big') ? formatBigInt : formatNumber;
  const output = formatEntries(ctx, source, size, (element) =>
    ctx.stylize(format(element, ctx.numericSeparator), typeof element));
  if (ctx.showHidden) {
    ctx.indent += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      const property = Reflect.get(globalThis[engineClass].prototype, key, value);
      output.push(`[${key}]: ${ctx.formatValue(ctx, property, depth, true)}`);
    }
    ctx.indent -= 2;
  }
  return output;
}

export function formatArrayBuffer(ctx, { value }) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  const shown = bytes.subarray(0, Math.max(0, ctx.maxArrayLength));
  let text = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const rest = bytes.length - shown.length;
  if (rest > 0) text += ` ... ${plural(rest, 'more byte')}`;
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

export const formatSet = (ctx, { source, size }, depth) =>
  formatEntries(ctx, source, size, (entry) => ctx.formatValue(ctx, entry, depth));

const formatPair = (ctx, [key, value], depth) =>
  `${ctx.formatValue(ctx, key, depth)} => ${ctx.formatValue(ctx, value, depth)}`;

export const formatMap = (ctx, { source, size }, depth) =>
  formatEntries(ctx, source, size, (entry) => formatPair(ctx, entry, depth));

/** What previewEntries gives as a list: the values, or pairs of keys and values. */
export function listEntries([entries, isKeyValue]) {
  if (!isKeyValue) return entries;
  const pairs = [];
  for (let i = 0; i < entries.length; i += 2) pairs.push([entries[i], entries[i + 1]]);
  return pairs;
}

function formatPreview(ctx, preview, depth, format, sorted) {
  const list = listEntries(preview);
  return formatEntries(ctx, list, list.length,
    (entry) => (preview[1] ? format : ctx.formatValue)(ctx, entry, depth), sorted);
}

const formatEntry = (ctx, pair, depth) => join(ctx,
  pair.map((part) => ctx.formatValue(ctx, part, depth)),
  { open: '[', close: ']', kind: ARRAY_EXTRAS }, depth);

export function formatIterator(ctx, it, depth) {
  const preview = previewEntries(it.value);
  if (preview[1]) it.open = it.open.replace(/Iterator] {$/, 'Entries] {');
  return formatPreview(ctx, preview, depth, formatEntry);
}

export function formatWeak(ctx, { value }, depth) {
  if (!ctx.showHidden) return [ctx.stylize('<items unknown>', 'special')];
  // Their order is the collector's business.
  return formatPreview(ctx, previewEntries(value), depth, formatPair, !ctx.sorted);
}

export function formatPromise(ctx, { value }, depth) {
  const [state, result] = promiseDetails(value);
  if (state === 0) return [ctx.stylize('<pending>', 'special')];
  const output = formatEntries(ctx, [result], 1, () => ctx.formatValue(ctx, result, depth));
  return state === 2 ? [`${ctx.stylize('<rejected>', 'special')} ${output[0]}`] : output;
}

export function formatNamespace(ctx, { value, keys }, depth) {
  return keys.splice(0).map((key) => {
    try {
      return ctx.formatProperty(ctx, value, depth, key, OBJECT);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const text = ctx.formatProperty(ctx, { [key]: '' }, depth, key, OBJECT);
      return text.slice(0, text.lastIndexOf(' ') + 1) + ctx.stylize('<uninitialized>', 'special');
    }
  });
}
