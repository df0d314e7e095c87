// Strings in bytes, against Node's Buffer.
import { strict as assert } from 'node:assert';
import { StringDecoder } from 'node:string_decoder';
import { test } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('./support/natives.js', import.meta.url);
const { PieceDecoder, decode, encode, encodingName } = await import('jsc:codec');

const ENCODINGS = ['utf8', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'utf16le'];
const TEXTS = [
  '', 'plain', 'é€😀 ÿ', 'a\ud800b', '414', '41zz42', 'ZZ41', '4142',
  'QUI=', 'QUI', 'Q', 'Q U\nI=xx', '_-8', '+/8', 'é=QQ',
];
const BYTES = [
  [], [65], [0xff, 0xfe, 65], [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], [0xe2, 0x82], [0xf0, 0x9f, 0x98],
  [0x3d, 0xd8, 0, 0xde], [0x3d, 0xd8], [1, 2, 3, 4, 5, 6, 7], [0xc3], [0x80, 0x80], [0xf0, 0x80, 65],
].map((bytes) => new Uint8Array(bytes));

/** What `encode` gives as bytes: a string stands for its UTF-8. */
const bytesOf = (data) => (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data));

test('names are found in any case, with their aliases', () => {
  for (const name of ['UTF-8', 'Latin1', 'binary', 'ucs-2', 'UTF-16LE', 'BASE64url']) {
    assert.ok(Buffer.isEncoding(name) && encodingName(name), name);
  }
  for (const name of ['', 'utf-7', 'toString', '__proto__', 5, null]) assert.equal(encodingName(name), undefined);
});

for (const encoding of ENCODINGS) {
  test(`${encoding}: strings become the bytes that Buffer makes of them`, () => {
    for (const text of TEXTS) assert.deepEqual(bytesOf(encode(text, encoding)), Buffer.from(text, encoding), text);
  });

  test(`${encoding}: bytes become the string that Buffer makes of them`, () => {
    for (const bytes of BYTES) assert.equal(decode(bytes, encoding), Buffer.from(bytes).toString(encoding));
  });

  test(`${encoding}: a text in pieces is what StringDecoder makes of it`, () => {
    for (const bytes of BYTES) {
      for (let size = 1; size <= 3; size++) {
        const ours = new PieceDecoder(encoding);
        const node = new StringDecoder(encoding);
        let [text, expected] = ['', ''];
        for (let at = 0; at < bytes.length; at += size) {
          text += ours.decode(bytes.subarray(at, at + size));
          expected += node.write(Buffer.from(bytes.subarray(at, at + size)));
        }
        text += ours.decode(new Uint8Array(0), true);
        assert.equal(text, expected + node.end(), `${bytes} by ${size}`);
      }
    }
  });
}

test('long texts are decoded whole', () => {
  const bytes = new Uint8Array(100_000).map((_, i) => i);
  assert.equal(decode(bytes, 'latin1'), Buffer.from(bytes).toString('latin1'));
});
