// The console global against a Console of Node's.

import { strict as assert } from 'node:assert';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { scripts } from './scripts.js';
import { withInternals } from './support/host.js';

/** What `script` writes to a Console of Node's, warnings included. */
function expected(script, clock) {
  const written = [];
  const stream = (fd) => new Writable({
    decodeStrings: false,
    write(text, _, done) {
      written.push([fd, text]);
      done();
    },
  });
  const console = new Console({ stdout: stream(1), stderr: stream(2) });
  Object.assign(console, { timeStamp() {}, profile() {}, profileEnd() {} });
  const { emitWarning, hrtime } = process;
  process.emitWarning = (text) => written.push([2, `Warning: ${text}\n`]);
  process.hrtime = (since = [0, 0]) => {
    const ms = clock.ms - since[0] * 1000 - since[1] / 1e6;
    return [Math.floor(ms / 1000), ms % 1000 * 1e6];
  };
  try {
    return [run(script, console, clock), written];
  } finally {
    Object.assign(process, { emitWarning, hrtime });
  }
}

/** Runs the script; gives what it throws. */
function run(script, console, clock) {
  clock.ms = 0;
  try {
    script(console, (ms) => { clock.ms += ms; });
  } catch (error) {
    return error.message;
  }
}

await withInternals(import.meta.url, async () => {
  const own = globalThis.console;
  const { clock, written } = await import('native:io');
  const { default: console } = await import('jsc:console');
  const installed = Object.getOwnPropertyDescriptor(globalThis, 'console');
  globalThis.console = own;

  for (const [name, script] of scripts) {
    test(name, async () => {
      // Counts and times are the module's; a fresh one has none.
      const fresh = (await import(`../index.js?${encodeURIComponent(name)}`)).default;
      globalThis.console = own;
      written.length = 0;
      const thrown = run(script, fresh, clock);
      assert.deepEqual([thrown, [...written]], expected(script, clock));
    });
  }

  test('the global is as Node has it', () => {
    assert.equal(installed.value, console);
    assert.deepEqual([installed.writable, installed.enumerable, installed.configurable], [true, false, true]);
    assert.equal(Object.prototype.toString.call(console), '[object console]');
    const prototype = Object.getPrototypeOf(console);
    assert.equal(Object.getPrototypeOf(prototype), Object.prototype);
    assert.deepEqual(Reflect.ownKeys(prototype), []);
    const absent = ['Console', 'context', 'createTask'];
    assert.deepEqual(Object.keys(console), Object.keys(own).filter((key) => !absent.includes(key)));
    for (const key of Object.keys(console)) assert.equal(console[key].name, key);
  });

  test('trace prints the frames of its caller', () => {
    written.length = 0;
    (function caller() { console.trace('text %d', 5, { a: 1 }); })();
    (function caller() { console.trace(); })();
    const frames = String.raw`\n    at caller \(.*console\.test\.js:\d+:\d+\)(\n    at .*)+\n$`;
    assert.deepEqual(written.map(([fd]) => fd), [2, 2]);
    assert.match(written[0][1], new RegExp(`^Trace: text 5 { a: 1 }${frames}`));
    assert.match(written[1][1], new RegExp(`^Trace${frames}`));
  });

  test('trace without frames', () => {
    const { captureStackTrace } = Error;
    written.length = 0;
    Error.captureStackTrace = (holder) => { holder.stack = ''; };
    console.trace('text');
    Error.captureStackTrace = captureStackTrace;
    assert.deepEqual(written, [[2, 'Trace: text\n']]);
  });

  test('table refuses columns that are no array', () => {
    assert.throws(() => console.table([], 'a'), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
  });
});
