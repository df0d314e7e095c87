// console.table: rows and columns of a value, and the box drawn around them. As Node.js 20 has it
// (lib/internal/console/constructor.js and lib/internal/cli_table.js).

import { classOf, previewEntries } from 'native:inspect';
import { inspect } from 'jsc:inspect';
import { listEntries } from 'jsc:inspect/entries';
import { stringWidth, stripColors } from 'jsc:inspect/text';

const ITERATION = '(iteration index)';
const VALUES = 'Values';

const cell = (value) => {
  const deep = value !== null && typeof value === 'object' && !classOf(value).endsWith('Array') &&
    Object.keys(value).length > 2 ? -1 : 0;
  return inspect(value, { depth: deep, maxArrayLength: 3, breakLength: Infinity });
};

const width = (text) => stringWidth(stripColors(text));

/** The box: `columns[i]` are the cells below `head[i]`; missing cells are empty. */
function draw(head, columns) {
  const height = Math.max(...columns.map((column) => column.length));
  const widths = head.map((title, i) =>
    columns[i].reduce((most, text) => Math.max(most, width(text)), width(title)));
  const line = (left, middle, right) =>
    left + widths.map((columnWidth) => '─'.repeat(columnWidth + 2)).join(middle) + right;
  const row = (cells) =>
    `│ ${cells.map((text, i) => text + ' '.repeat(widths[i] - width(text))).join(' │ ')} │\n`;
  let text = line('┌', '┬', '┐\n') + row(head) + line('├', '┼', '┤\n');
  for (let i = 0; i < height; i++) text += row(columns.map((column) => column[i] ?? ''));
  return text + line('└', '┴', '┘');
}

/** The table of the entries of a collection: [key, value] pairs, or values. */
function drawEntries(entries, isKeyValue) {
  const index = entries.map((_, i) => `${i}`);
  if (!isKeyValue) return draw([ITERATION, VALUES], [index, entries.map(cell)]);
  return draw([ITERATION, 'Key', VALUES],
    [index, entries.map(([key]) => cell(key)), entries.map(([, value]) => cell(value))]);
}

/**
 * The table of an object.
 * @param {object} data
 * @param {string[]} [properties] the columns wanted
 * @returns {string} lines of equal width, without a line end after the last
 */
export function table(data, properties) {
  const engineClass = classOf(data);
  if (engineClass === 'Map' || engineClass === 'Set') {
    return drawEntries([...data], engineClass === 'Map');
  }
  if (engineClass === 'Map Iterator' || engineClass === 'Set Iterator') {
    const preview = previewEntries(data);
    // Node lists the entries of a Set flat.
    return engineClass === 'Map Iterator' ?
      drawEntries(listEntries(preview), preview[1]) : drawEntries(preview[0], false);
  }
  const columns = { __proto__: null };
  const values = [];
  const rows = Object.keys(data);
  rows.forEach((name, i) => {
    const item = data[name];
    const primitive = item === null || (typeof item !== 'object' && typeof item !== 'function');
    if (primitive && !properties) {
      values[i] = cell(item);
      return;
    }
    for (const key of properties ?? Object.keys(item)) {
      columns[key] ??= [];
      columns[key][i] = primitive || !Object.hasOwn(item, key) ? '' : cell(item[key]);
    }
  });
  const titles = Object.keys(columns);
  const all = [rows, ...Object.values(columns)];
  if (values.length) {
    titles.push(VALUES);
    all.push(values);
  }
  return draw(['(index)', ...titles], all);
}
