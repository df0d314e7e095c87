// Map and Set: small integers, strings, objects as keys, iteration, deletion.
function integers(count) {
  const set = new Set();
  for (let i = 0; i < count; i++) set.add((i * 7919) % count);
  let hits = 0;
  for (let i = 0; i < count * 2; i += 3) if (set.has(i)) hits++;
  for (let i = 0; i < count; i += 2) set.delete(i);
  return set.size + hits;
}

function wordCount(rounds) {
  const words = 'the quick brown fox jumps over the lazy dog and runs away from the other quick fox'.split(' ');
  const counts = new Map();
  for (let i = 0; i < rounds; i++) {
    const word = words[i % words.length] + (i % 50);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3).join(' ');
}

function objects(count) {
  const keys = Array.from({ length: count }, (_, id) => ({ id }));
  const map = new Map(keys.map((key) => [key, key.id]));
  const weak = new WeakMap();
  let sum = 0;
  for (const key of keys) weak.set(key, map.get(key) * 2);
  for (const key of keys) sum += weak.get(key);
  for (const [key, value] of map) if (value % 3 === 0) map.delete(key);
  map.forEach((value) => {
    sum += value;
  });
  return sum;
}

function fibonacciMemo(n, memo = new Map()) {
  if (n < 2) return n;
  const known = memo.get(n);
  if (known !== undefined) return known;
  const value = (fibonacciMemo(n - 1, memo) + fibonacciMemo(n - 2, memo)) % 1000007;
  memo.set(n, value);
  return value;
}

function intersections(rounds) {
  let total = 0;
  for (let r = 0; r < rounds; r++) {
    const a = new Set(Array.from({ length: 60 }, (_, i) => (i * r) % 97));
    const b = new Set(Array.from({ length: 60 }, (_, i) => (i + r) % 89));
    total += [...a].filter((x) => b.has(x)).length;
  }
  return total;
}

let memo = 0;
for (let i = 0; i < 100; i++) memo += fibonacciMemo(150 + (i % 50));
console.log('map-set', integers(30000), wordCount(60000), objects(12000), memo, intersections(300));
