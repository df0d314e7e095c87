// The methods of Buffer for numbers against Node's own: values, offsets, bytes and errors.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { withInternals } from '../../console/test/support/host.js';

const BYTES = [0, 1, 0x7f, 0x80, 0xff, 0xc0, 0x12, 0x34, 0x80, 0, 0xfe, 0x55];
const OFFSETS = [undefined, 0, 1, 4, 9, 10, 11, 12, -1, 1.5, NaN, Infinity, '1', null];
const WIDTHS = [1, 2, 3, 4, 5, 6, 0, 7, 2.5, undefined, '2'];
const POWERS = [7, 8, 15, 16, 23, 24, 31, 32, 39, 40, 47, 48].flatMap((n) => [2 ** n - 1, 2 ** n, -(2 ** n), -(2 ** n) - 1]);
const NUMBERS = [0, 1, -1, 1.5, -1.5, -0.5, NaN, Infinity, 0.1, 2 ** 60, '7', 'x', null, undefined, ...POWERS];
const BIGS = [0n, 1n, -1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 63n), -(2n ** 63n) - 1n, 5];

/** What a method gives or throws, and the bytes afterwards. */
function outcome(Class, name, args) {
  const bytes = Class.from(BYTES);
  try {
    return [bytes[name](...args), [...bytes]];
  } catch ({ name: kind, code, message }) {
    // The engine's own words for what mixes kinds of numbers.
    return [kind, code, code && message, [...bytes]];
  }
}

function argumentsOf(name) {
  const values = !name.startsWith('write') ? [[]] : (name.includes('Big') ? BIGS : NUMBERS).map((v) => [v]);
  const hasWidth = /Int[LB]E$/i.test(name);
  return values.flatMap((value) => OFFSETS.flatMap((offset) =>
    (hasWidth ? WIDTHS.map((width) => [...value, offset, width]) : [[...value, offset]])));
}

const names = Object.keys(Object.getPrototypeOf(Buffer.alloc(0))).filter((name) => /^(read|write)(.*)(Int|Uint|Float|Double)/.test(name));

await withInternals(import.meta.url, async () => {
  const { addNumberMethods } = await import('jsc:buffer/numbers');
  class Ours extends Uint8Array {}
  addNumberMethods(Ours.prototype);

  test('there are all methods, with the names of the others', () => {
    assert.deepEqual(Object.keys(Ours.prototype).sort(), [...names].sort());
    for (const name of names) assert.equal(Ours.prototype[name].length, Buffer.prototype[name].length, name);
  });

  for (const name of names) {
    test(name, () => {
      for (const args of argumentsOf(name)) {
        assert.deepEqual(outcome(Ours, name, args), outcome(Buffer, name, args), `${name}(${args.map(String)})`);
      }
    });
  }
});
