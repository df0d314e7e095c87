// As Javy's documentation reads and writes.
export function read() {
  const parts = [];
  let total = 0;
  for (;;) {
    const part = new Uint8Array(65536);
    const n = Javy.IO.readSync(0, part);
    if (n === 0) break;
    parts.push(part.subarray(0, n));
    total += n;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new TextDecoder().decode(all);
}

export function* chunks() {
  const buffer = new Uint8Array(65536);
  for (let kept = 0; ; ) {
    const n = Javy.IO.readSync(0, buffer.subarray(kept));
    const end = n === 0 ? kept : lastLine(buffer, kept + n);
    if (end > 0) yield new TextDecoder().decode(buffer.subarray(0, end));
    if (n === 0) return;
    buffer.copyWithin(0, end, kept + n);
    kept += n - end;
  }
}

/** Just after the last line feed, so that no character is cut in two. */
function lastLine(bytes, length) {
  return bytes.subarray(0, length).lastIndexOf(10) + 1;
}

export const write = (text) => Javy.IO.writeSync(1, new TextEncoder().encode(text));
