// The groups of Diffie-Hellman that have names: https://www.rfc-editor.org/rfc/rfc2409#section-6,
// https://www.rfc-editor.org/rfc/rfc3526
import { fill } from 'native:random';
import { bigEndian, bitLength } from 'jsc:node-crypto/numbers';

/** Bits of the prime, what is added to the digits of pi in it, and the bits of OpenSSL's private numbers. */
const GROUPS = {
  modp1: [768, 149686n], modp2: [1024, 129093n], modp5: [1536, 741804n, 200], modp14: [2048, 124476n, 225],
  modp15: [3072, 1690314n, 275], modp16: [4096, 240904n, 325], modp17: [6144, 929484n, 375], modp18: [8192, 4743158n, 400],
};
const GUARD = 64n;

/** The arc tangent of 1 / x, times `one`. */
function inverseTangent(x, one) {
  const square = x * x;
  let power = one / x;
  let sum = 0n;
  for (let n = 1n; power; n += 2n) {
    sum += n % 4n === 1n ? power / n : -(power / n);
    power /= square;
  }
  return sum;
}

/** The whole part of pi times 2 to the power of `bits`: by Machin's formula. */
function scaledPi(bits) {
  const one = 1n << (bits + GUARD);
  return (16n * inverseTangent(5n, one) - 4n * inverseTangent(239n, one)) >> GUARD;
}

const primes = new Map();

/** The prime of a group, as bytes; undefined for names of none. */
export function primeOf(name) {
  if (!Object.hasOwn(GROUPS, name)) return undefined;
  if (!primes.has(name)) {
    const [size, added] = GROUPS[name];
    const bits = BigInt(size);
    const middle = scaledPi(bits - 130n) + added;
    primes.set(name, bigEndian((1n << bits) - (1n << (bits - 64n)) - 1n + (middle << 64n)));
  }
  return primes.get(name).slice();
}

export const isGroupPrime = (prime) => {
  const entry = Object.entries(GROUPS).find(([, [size]]) => size === prime.length * 8);
  return entry !== undefined && primeOf(entry[0]).toHex() === prime.toHex();
};

/** A random private number for a prime: of the group's bits where it has a name, else below the prime by a bit. */
export function drawPrivate(prime) {
  const named = Object.values(GROUPS).find(([size]) => size === prime.length * 8);
  const bits = (named?.[2] && isGroupPrime(prime) ? named[2] : Math.max(bitLength(prime) - 1, 1));
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  fill(bytes);
  const top = (bits - 1) % 8;
  bytes[0] = (bytes[0] & ((1 << top) - 1)) | (1 << top);
  return bytes;
}
