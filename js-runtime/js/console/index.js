// The console global: https://console.spec.whatwg.org/ with the texts and the properties of
// Node.js 20. Methods need no receiver, and call each other through the object, so that a program
// that replaces console.log also gets what count, group, table and timeLog print.

import { debug, dirxml, error, info, log, register, setIndented, warn } from 'native:console';
import { write } from 'native:io';
import { now } from 'native:clock';
import { inspect } from 'jsc:inspect';
import { format } from 'jsc:format';
import { table } from 'jsc:console/table';

const OUT = 1;
const ERR = 2;
const counts = new Map();
const times = new Map();
let indent = '';
/** What writes the text of a descriptor; undefined for the descriptor itself. */
let redirected;

/** Has `to(fd, text)` write what is printed; without it, the descriptors are written to. */
export function redirect(to) {
  redirected = to;
  setIndented(Boolean(redirected || indent));
}

function put(fd, text) {
  if (redirected) redirected(fd, text);
  else write(fd, text);
}

function print(fd, text) {
  if (indent) text = indent + text.replaceAll('\n', '\n' + indent);
  put(fd, text + '\n');
}

const warning = (text) => put(ERR, `Warning: ${text}\n`);

const two = (number) => `${number}`.padStart(2, '0');

/** A duration: 1.234ms, 1.234s, 1:02.345 (m:ss.mmm), 1:02:03.456 (h:mm:ss.mmm). */
export function duration(ms) {
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  const hours = Math.floor(ms / 3600000);
  const minutes = Math.floor(ms / 60000) % 60;
  const seconds = (ms % 60000 / 1000).toFixed(3);
  if (hours) return `${hours}:${two(minutes)}:${seconds.padStart(6, '0')} (h:mm:ss.mmm)`;
  return minutes ? `${minutes}:${seconds.padStart(6, '0')} (m:ss.mmm)` : `${seconds}s`;
}

/** Prints the time since console.time(label); `method` is who asks. */
function logTime(method, label, data) {
  const start = times.get(label);
  if (start === undefined) return warning(`No such label '${label}' for console.${method}()`);
  console.log('%s: %s', label, duration(now() - start), ...data);
}

const console = {
  __proto__: {},
  log,
  warn,
  dir(value, options) { print(OUT, inspect(value, { customInspect: false, ...options })); },
  time(label = 'default') {
    label = `${label}`;
    if (times.has(label)) warning(`Label '${label}' already exists for console.time()`);
    else times.set(label, now());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    logTime('timeEnd', label, []);
    times.delete(label);
  },
  timeLog(label = 'default', ...data) { logTime('timeLog', `${label}`, data); },
  trace(...args) {
    const text = format(...args);
    const holder = {};
    Error.captureStackTrace(holder, trace);
    const frames = /^ +at [^]*[^\n]/m.exec(holder.stack);
    console.error(`Trace${text && ': '}${text}${frames ? `\n${frames[0]}` : ''}`);
  },
  assert(condition, ...args) {
    if (condition) return;
    args[0] = `Assertion failed${args.length ? `: ${args[0]}` : ''}`;
    console.warn(...args);
  },
  clear() {},
  count(label = 'default') {
    label = `${label}`;
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    console.log(`${label}: ${count}`);
  },
  countReset(label = 'default') {
    if (!counts.delete(label)) warning(`Count for '${label}' does not exist`);
  },
  group(...args) {
    if (args.length) console.log(...args);
    indent += '  ';
    setIndented(true);
  },
  groupEnd() {
    indent = indent.slice(2);
    setIndented(Boolean(redirected || indent));
  },
  table(data, properties) {
    if (properties !== undefined && !Array.isArray(properties)) {
      const refusal = new TypeError('The "properties" argument must be an instance of Array');
      refusal.code = 'ERR_INVALID_ARG_TYPE';
      throw refusal;
    }
    console.log(data !== null && typeof data === 'object' ? table(data, properties) : data);
  },
  debug,
  info,
  dirxml,
  error,
  groupCollapsed(...args) { console.group(...args); },
  profile() {},
  profileEnd() {},
  timeStamp() {},
};

const { trace } = console;

// Called where the natives cannot print the arguments as they are.
register((fd, ...args) => print(fd, format(...args)), debug, dirxml, error, info, log, warn);

Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
Object.defineProperty(globalThis, 'console', {
  value: console,
  writable: true,
  configurable: true,
});

export default console;
