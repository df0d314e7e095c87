// Closures: captured variables, higher-order functions, composition, memoization, an event emitter.
const compose = (...fs) => (x) => fs.reduceRight((value, f) => f(value), x);
const curry = (f) => function curried(...args) {
  return args.length >= f.length ? f(...args) : (...more) => curried(...args, ...more);
};

function counter() {
  let count = 0;
  return { increment: () => ++count, add: (n) => (count += n), value: () => count };
}

function memoize(f) {
  const known = {};
  return (n) => (known[n] ??= f(n));
}

function emitter() {
  const listeners = {};
  return {
    on(event, listener) {
      (listeners[event] ??= []).push(listener);
      return () => {
        listeners[event] = listeners[event].filter((l) => l !== listener);
      };
    },
    emit(event, ...args) {
      for (const listener of listeners[event] ?? []) listener(...args);
    },
  };
}

const counters = Array.from({ length: 50 }, counter);
for (let i = 0; i < 360000; i++) counters[i % 50].increment();
for (const c of counters) c.add(3);

const add = curry((a, b, c) => a + b + c);
let curried = 0;
for (let i = 0; i < 48000; i++) curried += add(i)(1)(2);

const pipeline = compose((x) => x + 1, (x) => x * 2, (x) => x % 1000, Math.abs);
let composed = 0;
for (let i = 0; i < 100000; i++) composed += pipeline(-i);

const paths = memoize((n) => (n < 3 ? n : paths(n - 1) + paths(n - 2)));
const events = emitter();
let heard = 0;
const off = Array.from({ length: 8 }, (_, i) => events.on('tick', (n) => {
  heard += n * i;
}));
for (let i = 0; i < 32000; i++) events.emit('tick', i);
off.slice(4).forEach((f) => f());
for (let i = 0; i < 16000; i++) events.emit('tick', i);

const adders = [];
for (let i = 0; i < 80000; i++) adders.push((x) => x + i);
const added = adders.reduce((sum, f) => (sum + f(sum)) % 1000003, 0);

console.log('closures', counters.reduce((s, c) => s + c.value(), 0), curried, composed, paths(70), heard, added);
