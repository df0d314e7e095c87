import { readFileSync, readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

export const read = () => readFileSync(0, 'utf8');

export function* chunks() {
  const bytes = new Uint8Array(65536);
  const decoder = new StringDecoder('utf8');
  for (let n = readSync(0, bytes); n > 0; n = readSync(0, bytes)) yield decoder.write(bytes.subarray(0, n));
}

export function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}
