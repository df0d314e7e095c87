// inspect against Node's own.

import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inspect as expected } from 'node:util';
import { cases, local } from './cases.js';
import { randomCase } from './random.js';
import { withInternals } from './support/host.js';

const RANDOM_CASES = 5000;

await withInternals(import.meta.url, async () => {
  const { inspect } = await import('jsc:inspect');

  for (const [name, make, options] of [...cases, ...local]) {
    test(name, () => {
      const value = make();
      assert.equal(inspect(value, options), expected(value, options));
    });
  }

  test('nesting deeper than the stack', () => {
    for (const wrap of [(a) => ({ a }), (a) => [a], (a) => new Map([[a, a]]), (a) => Promise.resolve([a])]) {
      let value = 1;
      for (let i = 0; i < 20000; i++) value = wrap(value);
      assert.match(inspect(value, { depth: Infinity }),
        /\[\w+: Inspection interrupted prematurely\. Maximum call stack size exceeded\.\]/);
    }
  });

  test('what user code throws is passed on', () => {
    const fail = () => { throw new RangeError('user'); };
    for (const value of [
      { get [Symbol.toStringTag]() { return fail(); } },
      { [inspect.custom]: fail },
      new Proxy(new Proxy({}, { ownKeys: fail }), {}),
      [new Proxy(new Proxy([], { ownKeys: fail }), {})],
    ]) {
      assert.throws(() => inspect(value), { name: 'RangeError', message: 'user' });
      assert.throws(() => expected(value), { name: 'RangeError', message: 'user' });
    }
  });

  test('a detached buffer', () => {
    const buffer = new ArrayBuffer(8);
    const bytes = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    assert.equal(inspect([buffer, bytes]), expected([buffer, bytes]));
  });

  test('module namespaces', async () => {
    globalThis.inspections = [inspect, expected];
    const namespace = await import('./support/early.js');
    const { before: [actual, wanted] } = namespace;
    assert.match(wanted, /later: <uninitialized>/);
    assert.equal(actual, wanted);
    assert.equal(inspect(namespace), expected(namespace));
    assert.equal(inspect([namespace], { depth: 0 }), expected([namespace], { depth: 0 }));
  });

  test('the older form of the arguments', () => {
    const value = Object.defineProperty({ a: { b: { c: 1 } } }, 'hidden', { value: 1 });
    for (const args of [[true], [false, 0], [false, null, true], [undefined, undefined, true]]) {
      assert.equal(inspect(value, ...args), expected(value, ...args));
    }
  });

  test('the width of every character', async () => {
    const { stringWidth } = await import('jsc:inspect/text');
    const { getStringWidth } = createRequire(import.meta.url)('internal/util/inspect');
    const different = [];
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Cs}]/u.test(character)) continue;
      if (stringWidth(character) !== getStringWidth(character)) different.push(code.toString(16));
    }
    assert.deepEqual(different, []);
  });

  test('random values', () => {
    for (let seed = 0; seed < RANDOM_CASES; seed++) {
      const { value, options } = randomCase(seed);
      assert.equal(inspect(value, options), expected(value, options), `seed ${seed}`);
    }
  });
});
