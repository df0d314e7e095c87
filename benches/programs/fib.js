// Recursion: calls and integer additions, little else.
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function ackermann(m, n) {
  if (m === 0) return n + 1;
  return n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

function isEven(n) {
  return n === 0 ? true : isOdd(n - 1);
}

function isOdd(n) {
  return n === 0 ? false : isEven(n - 1);
}

let even = 0;
for (let i = 0; i < 6000; i++) if (isEven(i % 400)) even++;

console.log('fib', fib(31), ackermann(2, 300), even);
