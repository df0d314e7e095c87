// Integer loops: a sieve, bits, remainders, and a hash that wraps at 32 bits.
function sieve(limit) {
  const composite = new Array(limit + 1).fill(false);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i * i; j <= limit; j += i) composite[j] = true;
  }
  return count;
}

function longestCollatz(limit) {
  let best = 0;
  let at = 0;
  for (let start = 1; start < limit; start++) {
    let n = start;
    let steps = 0;
    while (n !== 1) {
      n = n % 2 === 0 ? n / 2 : 3 * n + 1;
      steps++;
    }
    if (steps > best) {
      best = steps;
      at = start;
    }
  }
  return at * 1000 + best;
}

function countBits(limit) {
  let bits = 0;
  for (let i = 0; i < limit; i++) {
    let n = i;
    while (n) {
      n &= n - 1;
      bits++;
    }
  }
  return bits;
}

function hash(rounds) {
  let h = 0x811c9dc5;
  for (let i = 0; i < rounds; i++) {
    h ^= i & 0xff;
    h = Math.imul(h, 0x01000193);
    h = (h << 13) | (h >>> 19);
  }
  return h >>> 0;
}

function gcdSum(limit) {
  let sum = 0;
  for (let a = 1; a < limit; a++) {
    for (let b = 1; b < limit; b++) {
      let x = a;
      let y = b;
      while (y !== 0) {
        const t = x % y;
        x = y;
        y = t;
      }
      sum += x;
    }
  }
  return sum;
}

console.log('integers', sieve(600000), longestCollatz(18000), countBits(200000), hash(1200000), gcdSum(400));
