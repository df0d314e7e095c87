// The patterns for sets of fields, as ICU chooses them for English.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('./support/natives.js', import.meta.url);
const { bestPattern, parsePattern } = await import('jsc:intl/date-pattern');

const write = (pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.letter.repeat(piece.length))).join('');

test('patterns are fields and text', () => {
  assert.deepEqual(parsePattern("EEEE 'at' h 'o''clock'"), [
    { letter: 'E', length: 4 }, ' at ', { letter: 'h', length: 1 }, " o'clock",
  ]);
});

test('a skeleton that is listed has its pattern, with the lengths that are asked for', () => {
  const cases = {
    yMMMd: 'MMM d, y', yMMMMd: 'MMMM d, y', yMMMMEEEEd: 'EEEE, MMMM d, y', yyMMdd: 'MM/dd/yy', hmm: 'h:mm\u202fa', hhmm: 'hh:mm\u202fa',
    Hm: 'HH:mm', mss: 'mm:ss', d: 'd', E: 'ccc', EEEE: 'cccc', MMMMM: 'LLLLL', Bh: 'h B', m: 'm',
  };
  for (const [skeleton, pattern] of Object.entries(cases)) assert.equal(write(bestPattern(skeleton)), pattern, skeleton);
});

test('dates and times are joined, and fields that no pattern has are appended', () => {
  assert.equal(write(bestPattern('yMdhm')), 'M/d/y, h:mm\u202fa');
  assert.equal(write(bestPattern('yMMMMdhm')), 'MMMM d, y at h:mm\u202fa');
  assert.equal(write(bestPattern('hmsSSS')), 'h:mm:ss.SSS\u202fa');
  assert.equal(write(bestPattern('yd')), 'y (day: d)');
  assert.equal(write(bestPattern('hmz')), 'h:mm\u202fa z');
});
