// console.Console, which prints to streams: https://nodejs.org/docs/latest-v20.x/api/console.html#class-console
import { now } from 'native:clock';
import { write } from 'native:io';
import console, { duration } from 'jsc:console';
import { table } from 'jsc:console/table';
import { formatWithOptions } from 'jsc:format';
import { inspect } from 'jsc:inspect';
import { nodeError } from 'jsc:node/errors';
import { validateArray, validateInteger, validateObject, validateOneOf } from 'jsc:node/validators';

const DEFAULT_INDENTATION = 2;
const MAX_INDENTATION = 1000;

function ERR_CONSOLE_WRITABLE_STREAM(name) {
  return nodeError(TypeError, ERR_CONSOLE_WRITABLE_STREAM, `Console expects a writable stream instance for ${name}`);
}

function ERR_INCOMPATIBLE_OPTION_PAIR(a, b) {
  return nodeError(TypeError, ERR_INCOMPATIBLE_OPTION_PAIR,
    `Option "${a}" cannot be used in combination with option "${b}"`);
}

/** The options of the constructor, which also takes the streams alone. */
function optionsOf(first, rest) {
  const isStream = !first || typeof first.write === 'function';
  const options = isStream ? { stdout: first, stderr: rest[0], ignoreErrors: rest[1] } : first;
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  if (typeof stdout?.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (typeof stderr?.write !== 'function') throw new ERR_CONSOLE_WRITABLE_STREAM('stderr');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, MAX_INDENTATION);
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions');
    if (inspectOptions.colors !== undefined && options.colorMode !== undefined) {
      throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
  }
  return {
    stdout, stderr, ignoreErrors, colorMode, inspectOptions, indentation: groupIndentation ?? DEFAULT_INDENTATION,
  };
}

const ignore = () => {};

/** Without a listener a stream's error would end the program. */
function guard(stream) {
  if (stream.listenerCount?.('error') === 0) stream.once('error', ignore);
}

/** Warnings are the process's, as in Node. */
const warning = (text) => write(2, `Warning: ${text}\n`);

/** A console with its own streams, groups, counters and clocks. */
class StreamConsole {
  #options;
  #indent = '';
  #counts = new Map();
  #times = new Map();

  constructor(first, ...rest) {
    this.#options = optionsOf(first, rest);
    // Methods need no receiver, as in Node.
    for (const name of METHODS) {
      const bound = this[name].bind(this);
      this[name] = Object.defineProperty(bound, 'name', { value: name, configurable: true });
    }
    this.debug = this.info = this.dirxml = this.log;
    this.error = this.warn;
    this.groupCollapsed = this.group;
  }

  #inspection(stream) {
    const { colorMode, inspectOptions } = this.#options;
    const colors = colorMode === 'auto' ? Boolean(stream.isTTY) : colorMode;
    return { colors, ...inspectOptions };
  }

  #print(stream, text) {
    if (this.#indent) text = this.#indent + text.replaceAll('\n', '\n' + this.#indent);
    if (!this.#options.ignoreErrors) {
      stream.write(text + '\n');
      return;
    }
    guard(stream);
    try {
      stream.write(text + '\n', (error) => {
        if (error && !stream._writableState?.errorEmitted) guard(stream);
      });
    } catch (error) {
      if (error instanceof RangeError && error.message === 'Maximum call stack size exceeded') throw error;
    } finally {
      stream.removeListener?.('error', ignore);
    }
  }

  #format(stream, args) {
    this.#print(stream, formatWithOptions(this.#inspection(stream), ...args));
  }

  log(...args) {
    this.#format(this.#options.stdout, args);
  }

  warn(...args) {
    this.#format(this.#options.stderr, args);
  }

  dir(value, options) {
    const { stdout } = this.#options;
    this.#print(stdout, inspect(value, { customInspect: false, ...this.#inspection(stdout), ...options }));
  }

  assert(condition, ...args) {
    if (condition) return;
    args[0] = `Assertion failed${args.length ? `: ${args[0]}` : ''}`;
    this.warn(...args);
  }

  trace(...args) {
    const holder = { name: 'Trace', message: formatWithOptions(this.#inspection(this.#options.stderr), ...args) };
    Error.captureStackTrace(holder, this.trace);
    this.warn(holder.stack);
  }

  count(label = 'default') {
    label = `${label}`;
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    this.log(`${label}: ${count}`);
  }

  countReset(label = 'default') {
    if (!this.#counts.delete(`${label}`)) warning(`Count for '${label}' does not exist`);
  }

  time(label = 'default') {
    label = `${label}`;
    if (this.#times.has(label)) warning(`Label '${label}' already exists for console.time()`);
    else this.#times.set(label, now());
  }

  #logTime(method, label, data) {
    const start = this.#times.get(label);
    if (start === undefined) warning(`No such label '${label}' for console.${method}()`);
    else this.log('%s: %s', label, duration(now() - start), ...data);
  }

  timeLog(label = 'default', ...data) {
    this.#logTime('timeLog', `${label}`, data);
  }

  timeEnd(label = 'default') {
    this.#logTime('timeEnd', `${label}`, []);
    this.#times.delete(`${label}`);
  }

  group(...args) {
    if (args.length) this.log(...args);
    this.#indent += ' '.repeat(this.#options.indentation);
  }

  groupEnd() {
    this.#indent = this.#indent.slice(this.#options.indentation);
  }

  table(data, properties) {
    if (properties !== undefined) validateArray(properties, 'properties');
    this.log(data !== null && typeof data === 'object' ? table(data, properties) : data);
  }

  clear() {}

  profile() {}

  profileEnd() {}

  timeStamp() {}
}

const METHODS = Object.getOwnPropertyNames(StreamConsole.prototype).filter((name) => name !== 'constructor');

/** As in Node, also callable without `new`. */
export function Console(...args) {
  return Reflect.construct(StreamConsole, args, new.target ?? Console);
}
Console.prototype = StreamConsole.prototype;
Console.prototype.constructor = Console;
Object.defineProperty(Console, Symbol.hasInstance, {
  value: (value) => value === console || Object.prototype.isPrototypeOf.call(Console.prototype, value),
});

Object.defineProperty(console, 'Console', { value: Console, writable: true, enumerable: true, configurable: true });
