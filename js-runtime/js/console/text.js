// The leaves of an inspected value (strings, numbers, symbols) as text, their colours, and the
// width of a text on a terminal. The output is that of Node.js 20, lib/internal/util/inspect.js.

const ESCAPED = /[\0-\x1f'\\\x7f-\x9f\ud800-\udfff]/gu;
const SHORT_ESCAPES = {
  '\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r', "'": "'", '\\': '\\',
};

/** The start of a further line, as far indented as the inspection is now. */
export const newLine = (ctx) => '\n' + ' '.repeat(ctx.indent);

/** `count noun`, with an s for more than one. */
export const plural = (count, noun) => `${count} ${noun}${count > 1 ? 's' : ''}`;

/** What stands for the `count` elements that were left out. */
export const moreItems = (count) => `... ${plural(count, 'more item')}`;

function escapeCharacter(character) {
  const short = SHORT_ESCAPES[character];
  if (short) return '\\' + short;
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return code > 255 ? '\\u' + hex : '\\x' + hex.toUpperCase().padStart(2, '0');
}

/** Below this length a loop is faster than a regular expression. */
const SHORT = 64;

function isEscaped(code) {
  return code < 32 || code === 39 || code === 92 || (code > 126 && code < 160) || (code >= 0xd800 && code <= 0xdfff);
}

/** Whether a short text has nothing to escape; false for a longer one. */
function isPlain(text) {
  const { length } = text;
  if (length > SHORT) return false;
  for (let i = 0; i < length; i++) if (isEscaped(text.charCodeAt(i))) return false;
  return true;
}

/** Escapes control characters, lone surrogates, backslashes and single quotes. */
export const escape = (text) => (isPlain(text) ? text : text.replace(ESCAPED, escapeCharacter));

/** Whether a property's name is printed without quotes. */
export function isName(text) {
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const isLetter = (code > 96 && code < 123) || (code > 64 && code < 91) || code === 95;
    if (!isLetter && !(i && code > 47 && code < 58)) return false;
  }
  return length > 0;
}

/** A string literal of `text`, in the first quotes of ' " ` that need no escaping, else in '. */
export function quote(text) {
  let mark = "'";
  if (text.includes(mark)) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  let escaped = escape(text);
  if (mark !== "'") escaped = escaped.replaceAll("\\'", "'");
  return mark + escaped + mark;
}

const groupThousands = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, '_');

/** A number as text, -0 told from 0, with `_` between groups of three digits if asked for. */
export function formatNumber(number, separated) {
  if (!separated) return Object.is(number, -0) ? '-0' : `${number}`;
  if (`${number}`.includes('e')) return `${number}`;
  const [whole, fraction] = `${number}`.split('.');
  if (fraction === undefined) return groupThousands(whole);
  return `${groupThousands(whole)}.${fraction.replace(/\d{3}(?=\d)/g, '$&_')}`;
}

/** A BigInt as text, with its `n`. */
export const formatBigInt = (bigint, separated) =>
  `${separated ? groupThousands(`${bigint}`) : bigint}n`;

function formatString(ctx, text, stylize) {
  let rest = '';
  const extra = text.length - ctx.maxStringLength;
  if (extra > 0) {
    text = text.slice(0, ctx.maxStringLength);
    rest = `... ${plural(extra, 'more character')}`;
  }
  // A long text is printed line by line; 16 characters are never worth a break.
  const lines = ctx.compact !== true && text.length > 16 &&
    text.length > ctx.breakLength - ctx.indent - 4 ?
    text.split(/(?<=\n)/) : [text];
  return lines.map((line) => stylize(quote(line), 'string'))
    .join(` +\n${' '.repeat(ctx.indent + 2)}`) + rest;
}

/**
 * Any value but an object or a function, as text.
 * @param ctx the inspection's settings and state (see inspect.js)
 * @param stylize what colours the text, ctx.stylize unless told
 */
export function formatPrimitive(ctx, value, stylize = ctx.stylize) {
  if (value === null) return stylize('null', 'null');
  const type = typeof value;
  if (type === 'string') return formatString(ctx, value, stylize);
  if (type === 'number') value = formatNumber(value, ctx.numericSeparator);
  if (type === 'bigint') value = formatBigInt(value, ctx.numericSeparator);
  return stylize(String(value), type);
}

/** The SGR code that switches each style on. */
const COLORS = {
  __proto__: null,
  special: 36,
  number: 33,
  bigint: 33,
  boolean: 33,
  undefined: 90,
  null: 1,
  string: 32,
  symbol: 32,
  date: 35,
  regexp: 31,
};

/** The stylize that does not. */
export const plain = (text) => text;

/** `text` in the colour of a style; as it is if the style has none. */
export function colorize(text, style) {
  const code = COLORS[style];
  return code ? `\x1b[${code}m${text}\x1b[${code === 1 ? 22 : 39}m` : text;
}

/** `text` without its colours. */
export const stripColors = (text) => text.replace(/\x1b\[\d+m/g, '');

let wide;
let zeroWidth;

/**
 * The columns `text` takes on a terminal, by East Asian Width (Unicode 15; UAX #11) without regard
 * to emoji sequences, as Node has it.
 */
export function stringWidth(text) {
  if (/^[ -~]*$/.test(text)) return text.length;
  text = text.normalize();
  // Made when first needed: their ranges, compiled, would be kilobytes in every program.
  zeroWidth ??= new RegExp('(?!\xad)[\\p{Cc}\\p{Cf}\\p{Me}\\p{Mn}]', 'u');
  wide ??= new RegExp('[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e' +
    '\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufad9\ufe10-\ufe19' +
    '\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6' +
    '\\u{16fe0}-\\u{1b2fb}\\u{1d300}-\\u{1d376}\\u{1f200}-\\u{1f265}' +
    '\\u{20000}-\\u{3fffd}\\p{Emoji_Presentation}]', 'u');
  let width = 0;
  for (const character of text) {
    if (wide.test(character)) width += 2;
    else if (!zeroWidth.test(character)) width++;
  }
  return width;
}
