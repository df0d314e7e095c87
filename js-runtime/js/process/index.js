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

// The newest Node.js whose behaviour this follows: programs compare versions to choose a code path.
const NODE_VERSION = '20.0.0';
const [jsc, quickjs] = ownVersions();

/** Node's class of the same name: `Object.prototype.toString.call(process)` tells Node from browsers. */
class process extends Emitter {
  constructor() {
    super((event) => { if (event === 'exit') useExitHook(); });
  }

  get [Symbol.toStringTag]() {
    return 'process';
  }
}

const instance = new process();

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

/** As in Node, what is assigned becomes a string. */
export const env = filledLater({}, (target) => {
  for (const text of environ()) {
    // A name may start with `=` on Windows.
    const at = text.indexOf('=', 1);
    if (at > 0) define(target, text.slice(0, at), text.slice(at + 1));
  }
}, { set: (target, name, value) => define(target, name, `${value}`) });

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

/** Calls the listeners of 'exit', once; returns the exit code. */
function runExitListeners() {
  if (!exiting) {
    exiting = true;
    instance.emit('exit', +(exitCode ?? 0));
  }
  return +(exitCode ?? 0);
}

setExitHook(runExitListeners, instance);

/** Ends the process, after the listeners of 'exit'. */
export function exit(...code) {
  if (code.length) instance.exitCode = code[0];
  endProcess(runExitListeners());
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

/** All time counts as the program's own. */
export function cpuUsage(earlier) {
  const user = Number(nanoseconds() / MICROSECOND);
  return { user: user - (earlier?.user ?? 0), system: 0 };
}

export const getActiveResourcesInfo = () => [];

/** Prints `(jsc) Type: message` on stderr and emits 'warning', after the code that runs now. */
export function emitWarning(warning, type = 'Warning', code) {
  let detail;
  if (typeof type === 'object' && type !== null) ({ type = 'Warning', code, detail } = type);
  if (typeof warning === 'string') {
    warning = Object.assign(new Error(warning), code && { code }, detail && { detail });
    Object.defineProperty(warning, 'name', { value: String(type), writable: true, configurable: true });
  } else if (!(warning instanceof Error)) {
    throw invalidType('warning', 'of type string or an instance of Error', warning);
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
export const features = {};
export const config = { target_defaults: {}, variables: {} };
export const allowedNodeEnvironmentFlags = new Set();
export { nextTick, stdin, stdout, stderr };

Object.assign(instance, {
  title, version, versions, arch, platform, release, execArgv, pid, ppid, features, stdin, stdout, stderr,
  config, allowedNodeEnvironmentFlags, exit, abort, kill, uptime, hrtime, cwd, chdir, umask, memoryUsage,
  constrainedMemory, availableMemory, cpuUsage, getActiveResourcesInfo, emitWarning, nextTick,
});

Object.defineProperty(globalThis, 'process', { value: instance, writable: true, configurable: true });

export default instance;
