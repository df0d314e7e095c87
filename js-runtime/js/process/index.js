// node:process and the `process` global: https://nodejs.org/docs/latest-v20.x/api/process.html
//
// Modules like this one are evaluated when a program is built. What belongs to a run (arguments, environment,
// clocks, terminals) is therefore asked for when it is first used, never here.
import { args, environ, exit as endProcess, memory, setExitHook, useExitHook, versions as ownVersions } from 'native:process';
import { nanoseconds, now } from 'native:clock';
import { write } from 'native:io';
import { Emitter } from 'jsc:emitter';
import { codedError, invalidType, outOfRange, validateInteger } from 'jsc:errors';
import { stderr, stdin, stdout } from 'jsc:process/stdio';
import { nextTick } from 'jsc:ticks';
import { setImmediate } from 'jsc:timers';
// Empty modules in programs that name nothing of what they have.
import * as files from 'jsc:process/load-env-file';
import * as uncaught from 'jsc:process/uncaught';

// The newest Node.js whose behaviour this follows: programs compare versions to choose a code path.
const NODE_VERSION = '20.0.0';
const [jsc, quickjs] = ownVersions();

/** Events of the program's end, which is asked about only if somebody listens. */
const END_EVENTS = ['exit', 'beforeExit'];

/** Node's class of the same name: `Object.prototype.toString.call(process)` tells Node from browsers. */
class process extends Emitter {
  constructor() {
    super((event) => { if (END_EVENTS.includes(event)) useExitHook(); });
  }

  get [Symbol.toStringTag]() {
    return 'process';
  }
}

const instance = new process();
instance._exiting = false;

/** A property that is computed when first read, and that can be replaced. */
function lazy(name, compute) {
  const settle = (value) => {
    Object.defineProperty(instance, name, { value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  const get = () => settle(compute());
  Object.defineProperty(instance, name, { get, set: settle, enumerable: true, configurable: true });
}

// --- Arguments and environment ---

const TRAPS = ['get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty'];

/**
 * An object that calls `fill` with `target` when it is first used, and is what a proxy with `handler`
 * is from then on. Unlike a getter of `process` it can be imported by name.
 */
function filledLater(target, fill, handler) {
  const first = {};
  for (const trap of TRAPS) {
    first[trap] = (...operands) => {
      for (const name of TRAPS) delete first[name];
      Object.assign(first, handler);
      fill(target);
      return (handler[trap] ?? Reflect[trap])(...operands);
    };
  }
  return new Proxy(target, first);
}

const commandName = () => args()[0] ?? 'jsc';

const argvItself = [];

/** Node has its own path first, then the script's; here the command's name stands for both. */
export const argv = filledLater(argvItself, (target) => {
  target.push(commandName(), commandName(), ...args().slice(1));
}, {});

const define = (target, name, value) =>
  Reflect.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });

/** The text of a variable's name or value; throws for symbols. */
const textOf = (value) => `${value}`;

function refuseVariable(reason) {
  throw Object.assign(new TypeError(`'process.env' ${reason}`), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
}

/** As in Node, what is assigned becomes a string. */
export const env = filledLater({}, (target) => {
  for (const text of environ()) {
    // A name may start with `=` on Windows.
    const at = text.indexOf('=', 1);
    if (at > 0) define(target, text.slice(0, at), text.slice(at + 1));
  }
}, {
  set: (target, name, value) => define(target, textOf(name), `${value}`),
  defineProperty(target, name, descriptor) {
    if ('get' in descriptor || 'set' in descriptor) refuseVariable('does not accept an accessor(getter/setter) descriptor');
    const { configurable, writable, enumerable, value } = descriptor;
    if (!configurable || !writable || !enumerable) {
      refuseVariable('only accepts a configurable, writable, and enumerable data descriptor');
    }
    return define(target, textOf(name), `${value}`);
  },
});

// Reading one of these fills it, so that what looks behind the proxy (console.log) sees it full.
lazy('argv', () => (argv.length, argvItself));
lazy('argv0', commandName);
lazy('execPath', commandName);
lazy('env', () => ('' in env, env));

// --- The end ---

let exitCode;
let exiting = false;

function checkedCode(code) {
  if (code === undefined || code === null) return code;
  const text = typeof code === 'string' && code !== '';
  validateInteger(text && Number.isInteger(+code) ? +code : code, 'code', -Infinity, Infinity);
  return code;
}

Object.defineProperty(instance, 'exitCode', {
  get: () => exitCode,
  set: (code) => {
    exitCode = checkedCode(code);
    useExitHook();
  },
  enumerable: true,
  configurable: false,
});

/** The exit code of a program that an error ends, whatever it set before. */
const FAILED = 1;

/** Calls the listeners of 'exit', once; returns the exit code, which is `code` if the program set none. */
function runExitListeners(code) {
  if (exiting) return +(exitCode ?? code);
  exiting = true;
  instance._exiting = true;
  if (code === FAILED) exitCode = code;
  // As in Node, listeners of a program that waits in vain are told 0.
  const told = +(exitCode ?? 0);
  if (code) exitCode ??= code;
  instance.emit('exit', told);
  return +(exitCode ?? code);
}

setExitHook(() => instance.emit('beforeExit', +(exitCode ?? 0)), runExitListeners, instance);

/** Ends the process at once; what `exit` calls last, so that programs may replace it. */
export const reallyExit = (code) => endProcess(+(code ?? 0));

/** Ends the process, after the listeners of 'exit'. */
export function exit(...code) {
  if (code.length) instance.exitCode = code[0];
  instance.reallyExit(runExitListeners(0));
}

/** Ends the process at once, as a Unix shell reports SIGABRT. */
export function abort() {
  endProcess(134);
}

// --- Clocks ---

let started;

/** Seconds since the program first asked. */
export function uptime() {
  const time = now();
  started ??= time;
  return (time - started) / 1000;
}

const SECOND = 1_000_000_000n;

/** [seconds, nanoseconds] of a clock that never goes back; since `earlier`, an older result, if given. */
export function hrtime(earlier) {
  let time = nanoseconds();
  if (earlier !== undefined) {
    if (!Array.isArray(earlier)) throw invalidType('time', 'an instance of Array', earlier);
    if (earlier.length !== 2) throw outOfRange('time', '2', earlier.length);
    time -= BigInt(earlier[0]) * SECOND + BigInt(earlier[1]);
  }
  return [Number(time / SECOND), Number(time % SECOND)];
}

hrtime.bigint = () => nanoseconds();

// --- Signals ---

/** The signals that end a process, by name. */
const FATAL_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15 };
/** A shell's exit code for a process that a signal ended is this and the signal's number. */
const SIGNALED = 128;

/** Calls the listeners of a signal to this process, or ends it; there are no others. */
export function kill(target, signal = 'SIGTERM') {
  if (target !== pid) {
    throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' });
  }
  if (signal === 0) return true;
  const name = typeof signal === 'number' ?
    Object.keys(FATAL_SIGNALS).find((key) => FATAL_SIGNALS[key] === signal) : signal;
  const number = FATAL_SIGNALS[name];
  if (number === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  if (name === 'SIGKILL' || instance.listenerCount(name) === 0) endProcess(SIGNALED + number);
  setImmediate(() => instance.emit(name, name, number));
  return true;
}

// --- The rest ---

/** The working directory; relative paths start there. */
export const cwd = () => '/';

export function chdir() {
  throw codedError(TypeError, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'process.chdir() is unavailable on WASI');
}

/** The mask that files are created with is the host's; 022 is what it commonly is. */
export const umask = () => 0o22;

/** The engine does not tell its parts apart: all of them are the linear memory. */
export function memoryUsage() {
  const bytes = memory();
  return { rss: bytes, heapTotal: bytes, heapUsed: bytes, external: 0, arrayBuffers: 0 };
}

memoryUsage.rss = memory;

/** What a 32-bit machine can address. */
const ADDRESS_SPACE = 2 ** 32;

/** As in Node where there is no limit. */
export const constrainedMemory = () => 0;
export const availableMemory = () => ADDRESS_SPACE - memory();

const MICROSECOND = 1000n;

function checkUsage(usage) {
  if (usage === null || typeof usage !== 'object') throw invalidType('prevValue', 'of type object', usage);
  for (const name of ['user', 'system']) {
    const value = usage[name];
    if (typeof value !== 'number') throw invalidType(`prevValue.${name}`, 'of type number', value);
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw invalidUsage(name, value);
  }
}

const invalidUsage = (name, value) => codedError(RangeError, 'ERR_INVALID_ARG_VALUE',
  `The property 'prevValue.${name}' is invalid. Received ${value}`);

/** All time counts as the program's own. */
export function cpuUsage(earlier) {
  if (earlier) checkUsage(earlier);
  const user = Number(nanoseconds() / MICROSECOND);
  return { user: user - (earlier?.user ?? 0), system: 0 };
}

export const getActiveResourcesInfo = () => [];

function checkText(value, name) {
  if (value !== undefined && typeof value !== 'string') throw invalidType(name, 'of type string', value);
}

/** A warning's error, of which the frames up to `made` show. */
function warningOf(message, type, code, detail, made) {
  const warning = Object.assign(new Error(message), code && { code }, detail && { detail });
  Object.defineProperty(warning, 'name', { value: type, writable: true, configurable: true });
  Error.captureStackTrace(warning, made);
  return warning;
}

/** Prints `(jsc) Type: message` on stderr and emits 'warning', after the code that runs now. */
export function emitWarning(warning, type, code, made = emitWarning) {
  let detail;
  if (typeof type === 'object' && type !== null && !Array.isArray(type)) {
    ({ type = 'Warning', code, detail, ctor: made = emitWarning } = type);
    if (typeof detail !== 'string') detail = undefined;
  } else if (typeof type === 'function') {
    [type, code, made] = [undefined, undefined, type];
  }
  checkText(type, 'type');
  if (typeof code === 'function') [code, made] = [undefined, code];
  checkText(code, 'code');
  if (typeof warning === 'string') {
    warning = warningOf(warning, type || 'Warning', code, detail, made);
  } else if (!(warning instanceof Error)) {
    throw invalidType('warning', 'of type string or an instance of Error', warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (instance.noDeprecation) return;
    if (instance.throwDeprecation) {
      nextTick(() => { throw warning; });
      return;
    }
  }
  nextTick(() => {
    const shownCode = warning.code ? `[${warning.code}] ` : '';
    const shownDetail = warning.detail ? `\n${warning.detail}` : '';
    write(2, `(jsc) ${shownCode}${warning.name}: ${warning.message}${shownDetail}\n`);
    instance.emit('warning', warning);
  });
}

// 'win32' and 'linux' would promise more than WASI has.
export const platform = 'wasi';
export const arch = 'wasm32';
export const version = `v${NODE_VERSION}`;
export const versions = Object.freeze({ node: NODE_VERSION, jsc, quickjs });
export const release = { name: 'node' };
export const execArgv = [];
export const pid = 1;
export const ppid = 0;
export const title = 'jsc';
export const features = Object.freeze({
  inspector: false, debug: false, uv: false, ipv6: false, tls_alpn: false, tls_sni: false, tls_ocsp: false, tls: false,
  cached_builtins: true, require_module: true,
});
export const config = { target_defaults: {}, variables: {} };
export const allowedNodeEnvironmentFlags = new Set();
export { nextTick, stdin, stdout, stderr };
export const { loadEnvFile } = files;
export const { setUncaughtExceptionCaptureCallback, hasUncaughtExceptionCaptureCallback } = uncaught;

Object.assign(instance, {
  title, version, versions, arch, platform, release, execArgv, pid, ppid, features, stdin, stdout, stderr,
  config, allowedNodeEnvironmentFlags, exit, reallyExit, abort, kill, uptime, hrtime, cwd, chdir, umask, memoryUsage,
  constrainedMemory, availableMemory, cpuUsage, getActiveResourcesInfo, emitWarning, nextTick,
  ...(loadEnvFile && { loadEnvFile }),
  ...(hasUncaughtExceptionCaptureCallback && {
    setUncaughtExceptionCaptureCallback, hasUncaughtExceptionCaptureCallback,
  }),
});

Object.defineProperty(globalThis, 'process', { value: instance, writable: true, configurable: true });

export default instance;
