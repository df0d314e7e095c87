// Timers under a clock that the test turns, called as the event loop calls them.
import { strict as assert } from 'node:assert';
import { test as nodeTest } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('./support/natives.js', import.meta.url);
// The module under test replaces these.
const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = globalThis;
const { loop } = await import('./support/natives.js');
const timers = await import('jsc:timers');
Object.assign(globalThis, { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate });

/** Runs callbacks and waits as the event loop does, at most `steps` times. Returns the waits. */
function run(steps = 100) {
  const waits = [];
  for (let wait; steps-- > 0 && (wait = loop.runOne()) >= 0;) {
    if (wait > 0) waits.push(wait);
    loop.time += wait;
  }
  return waits;
}

function test(name, body) {
  nodeTest(name, () => {
    const seen = [];
    body((text) => () => { seen.push(text); }, seen);
    assert.equal(loop.runOne(), -1, 'something is left to run');
  });
}

test('timers run by due time, equal ones in the order in which they were set', (say, seen) => {
  timers.setTimeout(say('b'), 20);
  timers.setTimeout(say('a'), 10);
  timers.setTimeout(say('c'), 20);
  assert.deepEqual(run(), [10, 10]);
  assert.deepEqual(seen, ['a', 'b', 'c']);
});

test('a call runs one callback, so that the loop can drain microtasks', (say, seen) => {
  timers.setTimeout(say('a'), 1);
  timers.setTimeout(say('b'), 1);
  loop.time += 5;
  assert.equal(loop.runOne(), 0);
  assert.deepEqual(seen, ['a']);
  run();
});

test('a delay that is no number from 1 to 2^31 - 1 is 1', () => {
  for (const delay of [0, -5, NaN, undefined, Infinity, 2 ** 31, 'x', {}]) {
    timers.setTimeout(() => {}, delay);
    assert.deepEqual(run(), [1], String(delay));
  }
  timers.setTimeout(() => {}, '2.9');
  assert.deepEqual(run(), [2]);
});

test('immediates come after the timers that are due, those set by immediates a round later', (say, seen) => {
  timers.setImmediate(() => {
    seen.push('immediate');
    timers.setTimeout(say('timer of the immediate'), 1);
    timers.setImmediate(say('immediate of the immediate'));
    loop.time += 1;
  });
  timers.setImmediate(say('second immediate'));
  timers.setTimeout(() => {
    seen.push('timer');
    timers.setTimeout(say('timer of the timer'), 0);
  }, 10);
  loop.time += 10;
  run();
  assert.deepEqual(seen, [
    'timer', 'immediate', 'second immediate', 'timer of the timer', 'timer of the immediate',
    'immediate of the immediate',
  ]);
});

test('setTimeout(f, 0) comes before setImmediate(f), however fast the machine', (say, seen) => {
  timers.setImmediate(say('immediate'));
  timers.setTimeout(say('timer'), 0);
  assert.deepEqual(run(), []);
  assert.deepEqual(seen, ['timer', 'immediate']);
});

test('a longer timer does not run early for an immediate', (say, seen) => {
  timers.setTimeout(say('timer'), 2);
  timers.setImmediate(say('immediate'));
  loop.time += 1.5;
  assert.deepEqual(run(), [0.5]);
  assert.deepEqual(seen, ['immediate', 'timer']);
});

test('an interval counts from where its callback began, and does not catch up', (say, seen) => {
  let left = 3;
  const interval = timers.setInterval(() => {
    seen.push(loop.time);
    loop.time += 4;
    if (--left === 0) timers.clearInterval(interval);
  }, 10);
  loop.time = 2035;
  run();
  assert.deepEqual(seen, [2035, 2045, 2055]);
});

test('what is unreferenced runs while something else waits, and keeps nothing alive', (say, seen) => {
  const timer = timers.setTimeout(say('unreferenced'), 5).unref();
  assert.equal(loop.runOne(), -1);
  timers.setTimeout(say('referenced'), 10);
  run();
  assert.deepEqual(seen, ['unreferenced', 'referenced']);
  assert.equal(timer.hasRef(), false);
  const again = timers.setTimeout(say('again'), 5);
  again.unref().unref().ref();
  run();
  assert.equal(seen[2], 'again');
});

test('a timer can be cleared by itself, its number or the number as text, also from a callback', (say, seen) => {
  const timer = timers.setTimeout(say('itself'), 1);
  timers.clearTimeout(timer);
  timers.clearTimeout(+timers.setTimeout(say('number'), 1));
  timers.clearInterval(`${timers.setTimeout(say('text'), 1)}`);
  timers.setTimeout(() => timers.clearTimeout(later), 1);
  const later = timers.setTimeout(say('later'), 1);
  timers.setImmediate(() => timers.clearImmediate(immediate));
  const immediate = timers.setImmediate(say('immediate'));
  for (const nothing of [undefined, null, {}, 'x', 1e9, timer]) timers.clearTimeout(nothing);
  run();
  assert.deepEqual(seen, []);
});

test('refresh starts the delay anew, also after the callback ran', (say, seen) => {
  const timer = timers.setTimeout(say('ran'), 10);
  loop.time += 6;
  assert.equal(timer.refresh(), timer);
  assert.deepEqual(run(), [10]);
  timer.refresh();
  assert.deepEqual(run(), [10]);
  timer.refresh().close().refresh();
  assert.deepEqual(run(), []);
  assert.deepEqual(seen, ['ran', 'ran']);
});

test('an interval goes on after its callback threw', (say, seen) => {
  const interval = timers.setInterval(() => {
    seen.push('ran');
    if (seen.length === 2) timers.clearInterval(interval);
    throw new RangeError('of the callback');
  }, 10);
  loop.time += 10;
  assert.throws(() => loop.runOne(), RangeError);
  loop.time += 10;
  assert.throws(() => loop.runOne(), RangeError);
});
