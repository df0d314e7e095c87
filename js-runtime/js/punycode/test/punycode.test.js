// node:punycode against Node's own.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import node from 'node:punycode';
import ours from '../index.js';

const TEXTS = ['', 'a', 'mañana', '☃-⌘', '😀.la', 'bücher.example', 'x@bücher.example', 'a。b', '\ud800', '-', 'abc-ä', 'ä'.repeat(300)];
const CODES = ['', 'maana-pta', '--dqo34k', 'xn--maana-pta.com', 'é', '99999999', 'a-', 'xn--', 'x@xn--bcher-kva.example'];

/** What a call gives or throws, for comparison. */
function outcome(call) {
  try {
    return call();
  } catch ({ name, message }) {
    return { name, message };
  }
}

test('results and errors are those of Node', () => {
  for (const name of ['encode', 'decode', 'toASCII', 'toUnicode']) {
    for (const text of [...TEXTS, ...CODES]) {
      assert.deepEqual(outcome(() => ours[name](text)), outcome(() => node[name](text)), `${name} of ${text}`);
    }
  }
  for (const text of TEXTS) assert.deepEqual(ours.ucs2.decode(text), node.ucs2.decode(text));
  assert.equal(ours.ucs2.encode([0x1f600, 97]), node.ucs2.encode([0x1f600, 97]));
});

test('exports are those of Node 20', () => assert.deepEqual(Object.keys(ours).sort(), Object.keys(node).sort()));
