// Random values, the same for the same seed on every engine.

import { Point, range, withProps } from './cases.js';

/** A function giving numbers from 0 up to, not with, its argument (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = state + 0x6D2B79F5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) % limit;
  };
}

const CHARACTERS = [...'abcdefghijklmnop ABC\'"`\\\n\t$é漢😀\u0007-_.0123'];

/** A value nested up to about five deep, and the options to inspect it with. */
export function randomCase(seed) {
  const random = generator(seed);
  const text = (most) => range(random(most), () => CHARACTERS[random(CHARACTERS.length)]).join('');
  const key = () => (random(4) ? 'abcdefgh'.slice(0, 1 + random(8)) : text(12));
  const number = () => [random(10), random(1000), -random(100000), random(1000) / 8, random(2 ** 31) * 1e6][random(5)];
  const entries = (depth, most) => range(random(most), () => [key(), value(depth - 1)]);
  const leaf = () => [
    number, number, () => text(10), () => text(10), () => text(90), () => random(2) === 0, () => null,
    () => undefined, () => BigInt(random(1e6)), () => Symbol(text(5)), () => new Date(random(1e9)),
    () => new RegExp(`x{${random(9)}}`, 'g'), () => function named() {}, () => new Uint8Array(random(20)),
    () => new Number(number()),
  ][random(15)]();
  const value = (depth) => (depth <= 0 || random(5) === 0 ? leaf() : [
    () => Object.fromEntries(entries(depth, 7)),
    () => Object.fromEntries(entries(depth, 4)),
    () => range(random(9), () => value(depth - 1)),
    () => range(random(120), number),
    () => range(random(40), () => text(12)),
    () => range(random(12), leaf),
    () => new Map(entries(depth, 5)),
    () => new Set(range(random(6), () => value(depth - 1))),
    () => withProps(new Point(number(), value(depth - 1)), Object.fromEntries(entries(depth, 3))),
    () => withProps(range(random(9), leaf), Object.fromEntries(entries(depth, 3))),
    () => Object.assign(Object.create(null), Object.fromEntries(entries(depth, 4))),
  ][random(11)]());
  const options = [
    undefined, undefined, undefined, { depth: null }, { depth: random(6), breakLength: 30 + random(100) },
    { compact: random(6), depth: 5 }, { compact: true }, { sorted: true, depth: 4 }, { showHidden: true },
    { maxArrayLength: random(12) }, { maxStringLength: random(12) }, { colors: true, depth: 4 },
    { breakLength: Infinity, depth: 3 }, { numericSeparator: true },
  ][random(14)];
  return { value: value(2 + random(4)), options };
}
