// inspect.colors, util.styleText, util.stripVTControlCharacters (Node.js 20, lib/util.js and lib/internal/util/, MIT
// licence).
import { environ } from 'native:process';
import { isTerminal } from 'native:io';
import { ERR_INVALID_ARG_TYPE } from 'jsc:node/errors';
import { validateBoolean, validateOneOf, validateString } from 'jsc:node/validators';

const FOREGROUND = 39;
const BACKGROUND = 49;
const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** SGR codes by name: [on, off]. */
export const colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
};
NAMES.forEach((name, i) => { colors[name] = [30 + i, FOREGROUND]; });
NAMES.forEach((name, i) => { colors[`bg${capital(name)}`] = [40 + i, BACKGROUND]; });
colors.framed = [51, 54];
colors.overlined = [53, 55];
colors.gray = [90, FOREGROUND];
NAMES.slice(1).forEach((name, i) => { colors[`${name}Bright`] = [91 + i, FOREGROUND]; });
colors.bgGray = [100, BACKGROUND];
NAMES.slice(1).forEach((name, i) => { colors[`bg${capital(name)}Bright`] = [101 + i, BACKGROUND]; });

const ALIASES = {
  grey: 'gray', blackBright: 'gray', bgGrey: 'bgGray', bgBlackBright: 'bgGray', faint: 'dim',
  crossedout: 'strikethrough', strikeThrough: 'strikethrough', crossedOut: 'strikethrough', conceal: 'hidden',
  swapColors: 'inverse', swapcolors: 'inverse', doubleUnderline: 'doubleunderline',
};
for (const [alias, target] of Object.entries(ALIASES)) {
  Object.defineProperty(colors, alias, {
    get() { return this[target]; },
    set(value) { this[target] = value; },
    configurable: true,
    enumerable: false,
  });
}

export const styles = Object.assign({ __proto__: null }, {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
});

const variable = (name) => environ().find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);

/** Whether colours show on a stream: FORCE_COLOR decides, else whether it is a terminal. */
export function shouldColorize(stream) {
  const forced = variable('FORCE_COLOR');
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (!stream?.isTTY) return false;
  return typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true;
}

const isStream = (value) => value !== null && typeof value === 'object' && Boolean(
  value._readableState || value._writableState ||
  typeof value.on === 'function' && (typeof value.write === 'function' || typeof value.pipe === 'function') ||
  typeof value.getReader === 'function' || typeof value.getWriter === 'function');

/** What stands for process.stdout in a program that has no `process`. */
const standardOutput = { on() {}, write() {}, get isTTY() { return isTerminal(1); } };

function codesOf(format) {
  const codes = colors[format];
  if (codes == null) validateOneOf(format, 'format', Object.keys(colors));
  return codes;
}

const sgr = (code) => `\x1b[${code}m`;

/** `text` in the formats named, if the stream shows them. */
export function styleText(format, text, options = {}) {
  const { validateStream = true, stream = globalThis.process?.stdout ?? standardOutput } = options;
  validateString(text, 'text');
  validateBoolean(validateStream, 'options.validateStream');
  if (validateStream && !isStream(stream)) {
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  if (Array.isArray(format)) {
    const codes = format.map(codesOf);
    return `${codes.map(([on]) => sgr(on)).join('')}${text}${codes.toReversed().map(([, off]) => sgr(off)).join('')}`;
  }
  const [on, off] = codesOf(format);
  return validateStream && !shouldColorize(stream) ? text : `${sgr(on)}${text}${sgr(off)}`;
}

// The pattern of Sindre Sorhus's ansi-regex (MIT licence), which Node uses.
const ESCAPES = '[\\u001B\\u009B][[\\]()#;?]*' +
  '(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*' +
  '|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?' +
  '(?:\\u0007|\\u001B\\u005C|\\u009C))' +
  '|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?' +
  '[\\dA-PR-TZcf-nq-uy=><~]))';

/** `text` without the escape sequences of terminals. */
export function stripVTControlCharacters(text) {
  validateString(text, 'str');
  return text.replace(new RegExp(ESCAPES, 'g'), '');
}
