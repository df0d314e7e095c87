// Generators and iterators: lazy pipelines, delegation, trees, destructuring, spreads.
function* range(start, end, step = 1) {
  for (let i = start; i < end; i += step) yield i;
}

function* map(source, f) {
  for (const item of source) yield f(item);
}

function* filter(source, keep) {
  for (const item of source) if (keep(item)) yield item;
}

function* take(source, count) {
  if (count <= 0) return;
  for (const item of source) {
    yield item;
    if (--count === 0) return;
  }
}

function* zip(a, b) {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const x = left.next();
    const y = right.next();
    if (x.done || y.done) return;
    yield [x.value, y.value];
  }
}

function* primes() {
  const found = [];
  for (let n = 2; ; n++) {
    if (found.every((p) => p * p > n || n % p !== 0)) {
      found.push(n);
      yield n;
    }
  }
}

class Tree {
  constructor(depth) {
    this.value = depth;
    if (depth > 0) {
      this.left = new Tree(depth - 1);
      this.right = new Tree(depth - 1);
    }
  }

  *[Symbol.iterator]() {
    if (this.left) yield* this.left;
    yield this.value;
    if (this.right) yield* this.right;
  }
}

function* permutations(items) {
  if (items.length < 2) yield items;
  else {
    for (let i = 0; i < items.length; i++) {
      const rest = [...items.slice(0, i), ...items.slice(i + 1)];
      for (const tail of permutations(rest)) yield [items[i], ...tail];
    }
  }
}

function* averager() {
  let sum = 0;
  for (let count = 1; ; count++) sum += yield sum / count;
}

let total = 0;
for (const n of filter(map(range(0, 360000), (x) => x * 3), (x) => x % 2 === 0)) total += n;

let zipped = 0;
for (const [a, b] of zip(range(0, 90000), range(0, 180000, 2))) zipped += a * b % 13;

const list = [...take(primes(), 600)];
const sumOfTree = [...new Tree(12)].reduce((a, b) => a + b, 0);
let permuted = 0;
for (const [first, second] of permutations([1, 2, 3, 4, 5, 6, 7, 8])) permuted += first * second;

const average = averager();
average.next();
let last = 0;
for (let i = 0; i < 120000; i++) last = average.next(i).value;

console.log('generators', total, zipped, list.at(-1), sumOfTree, permuted, last.toFixed(4), Math.max(...range(0, 500)));
