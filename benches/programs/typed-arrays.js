// Typed arrays: an image that is blurred and edge-detected, SHA-256, audio mixed down, bytes read through a DataView.
function blur(source, width, height) {
  const out = new Uint8ClampedArray(source.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      out[at] =
        (source[at - width - 1] + 2 * source[at - width] + source[at - width + 1] +
          2 * source[at - 1] + 4 * source[at] + 2 * source[at + 1] +
          source[at + width - 1] + 2 * source[at + width] + source[at + width + 1]) / 16;
    }
  }
  return out;
}

const K = new Uint32Array(64);
for (let n = 2, i = 0; i < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (prime) K[i++] = (Math.cbrt(n) % 1) * 2 ** 32;
}

function sha256(bytes) {
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const h = new Uint32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
  const w = new Uint32Array(64);
  const rotate = (x, n) => (x >>> n) | (x << (32 - n));
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15];
      const b = w[i - 2];
      w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + w[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, last] = h;
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (last + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      last = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, last].forEach((x, i) => {
      h[i] += x;
    });
  }
  return Array.from(h, (x) => x.toString(16).padStart(8, '0')).join('');
}

function mix(samples) {
  const left = new Float32Array(samples);
  const right = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    left[i] = Math.sin(i / 50);
    right[i] = Math.cos(i / 70);
  }
  const out = new Int16Array(samples);
  for (let i = 0; i < samples; i++) out[i] = (left[i] * 0.6 + right[i] * 0.4) * 32767;
  return out.subarray(100, 2000).reduce((sum, x) => (sum * 31 + x) | 0, 0);
}

const width = 400;
const height = 300;
let image = Uint8ClampedArray.from({ length: width * height }, (_, i) => (i * 7919) % 256);
for (let i = 0; i < 6; i++) image = blur(image, width, height);
console.log('typed-arrays', image.reduce((sum, x) => sum + x, 0), sha256(image), mix(240000));
