// Puts the printed entries of an object together: on one line, in columns, or one to a line.
// The rules are those of Node.js 20, lib/internal/util/inspect.js (groupArrayElements and
// reduceToSingleString).

import { newLine, stringWidth, stripColors } from 'jsc:inspect/text';

/** What an object's entries are, which decides how they are set and sorted. */
export const OBJECT = 0; // properties
export const ARRAY = 1; // array elements, printed without their keys
export const ARRAY_EXTRAS = 2; // array elements, then properties

const SEPARATOR = 2; // the comma and the space after an entry

/** How many columns of entries make about a square, characters being 2.5 times as high as wide. */
function columnCount(ctx, count, entryCount, totalLength, columnWidth) {
  const bias = Math.sqrt(columnWidth - totalLength / entryCount);
  const biased = Math.max(columnWidth - 3 - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((ctx.breakLength - ctx.indent) / columnWidth),
    ctx.compact * 4,
    15,
  );
}

/** Sets the entries of an array of more than six in rows of equally wide columns, if they fit. */
function groupElements(ctx, output, value) {
  // The last entry may be "... n more items", which stays on a line of its own.
  const count = output.length - (ctx.maxArrayLength < output.length ? 1 : 0);
  const lengths = [];
  let totalLength = 0;
  let maxLength = 0;
  for (let i = 0; i < count; i++) {
    const length = stringWidth(ctx.colors ? stripColors(output[i]) : output[i]);
    lengths.push(length);
    totalLength += length + SEPARATOR;
    maxLength = Math.max(maxLength, length);
  }
  const columnWidth = maxLength + SEPARATOR;
  // Entries of very different length would leave too much space between the short ones.
  if (columnWidth * 3 + ctx.indent >= ctx.breakLength ||
      (totalLength / columnWidth <= 5 && maxLength > 6)) return output;
  const columns = columnCount(ctx, count, output.length, totalLength, columnWidth);
  if (columns <= 1) return output;

  const widths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < count; j += columns) width = Math.max(width, lengths[j]);
    widths.push(width + SEPARATOR);
  }
  const numeric = value === undefined || output.every((_, i) => {
    const type = typeof value[i];
    return type === 'number' || type === 'bigint';
  });
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count) - 1;
    let row = '';
    for (let j = i; j <= end; j++) {
      const last = j === end;
      const padding = ' '.repeat(widths[j - i] - SEPARATOR - lengths[j]);
      const cell = last ? output[j] : output[j] + ', ';
      row += numeric ? padding + cell : last ? cell : cell + padding;
    }
    rows.push(row);
  }
  return count < output.length ? [...rows, output[count]] : rows;
}

function fitsOnLine(ctx, output, start, base) {
  let length = output.length + start;
  if (length + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    length += (ctx.colors ? stripColors(entry) : entry).length;
    if (length > ctx.breakLength) return false;
  }
  return !base.includes('\n');
}

/**
 * Puts an object together.
 * @param {string[]} output its entries
 * @param shape `base`, what goes before the braces, if anything; `open`, the opening brace with its
 *   prefix; `close`, the closing one; `kind`, OBJECT or ARRAY_EXTRAS
 * @param {number} depth how deep the entries are nested
 * @param [value] the array; entries of none are aligned as numbers are
 * @returns {string}
 */
export function join(ctx, output, { base = '', open, close, kind }, depth, value) {
  const { compact } = ctx;
  const line = newLine(ctx);
  const parts = base ? [base, open] : [open];
  const head = (compact === true ? parts.reverse() : parts).join(' ');
  if (compact === true) {
    if (fitsOnLine(ctx, output, 0, base)) return `${head} ${output.join(', ')} ${close}`;
    // A long opening brace, such as `Set {`, gets a line of its own.
    const start = head.length > 1 ? line + '  ' : ' ';
    return `${head}${start}${output.join(`,${line}  `)} ${close}`;
  }
  if (compact >= 1) {
    const entries = output.length;
    if (kind === ARRAY_EXTRAS && entries > 6) output = groupElements(ctx, output, value);
    // Only the innermost `compact` levels, and nothing that was set in columns, share a line.
    if (ctx.level - depth < compact && entries === output.length) {
      const start = entries + ctx.indent + open.length + base.length + 10;
      if (fitsOnLine(ctx, output, start, base)) {
        const text = output.join(', ');
        if (!text.includes('\n')) return `${head} ${text} ${close}`;
      }
    }
  }
  return `${head}${line}  ${output.join(`,${line}  `)}${line}${close}`;
}
