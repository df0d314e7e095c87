// BigInt: factorials, modular powers, primality, digits of pi, 64-bit hashes.
function factorial(n) {
  let product = 1n;
  for (let i = 2n; i <= n; i++) product *= i;
  return product;
}

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

function isPrime(n) {
  if (n % 2n === 0n) return n === 2n;
  let d = n - 1n;
  let r = 0;
  while (d % 2n === 0n) {
    d /= 2n;
    r++;
  }
  witness: for (const a of [2n, 3n, 5n, 7n, 11n, 13n]) {
    if (n === a) return true;
    let x = power(a, d, n);
    if (x === 1n || x === n - 1n) continue;
    for (let i = 1; i < r; i++) {
      x = (x * x) % n;
      if (x === n - 1n) continue witness;
    }
    return false;
  }
  return true;
}

function* piDigits() {
  let [q, r, t, k, m, x] = [1n, 0n, 1n, 1n, 3n, 3n];
  for (;;) {
    if (4n * q + r - t < m * t) {
      yield Number(m);
      [q, r, m] = [10n * q, 10n * (r - m * t), (10n * (3n * q + r)) / t - 10n * m];
    } else {
      [q, r, t, k, m, x] = [q * k, (2n * q + r) * x, t * x, k + 1n, (q * (7n * k + 2n) + r * x) / (t * x), x + 2n];
    }
  }
}

function fnv64(text) {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) h = ((h ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  return h.toString(16);
}

let primes = 0;
for (let n = 1000000007n; n < 1000000007n + 9000n; n += 2n) if (isPrime(n)) primes++;

let pi = '';
for (const digit of piDigits()) if ((pi += digit).length === 1200) break;

console.log(
  'bigint',
  factorial(2500n).toString().length, String(power(3n, 2n ** 521n - 2n, 2n ** 521n - 1n)), primes, pi.slice(-20),
  fnv64('benchmark'.repeat(30000)), isPrime(2n ** 127n - 1n),
);
