// Ranges of dates, as ICU's DateIntervalFormat writes them.
import { inZone, partsOf } from 'jsc:intl/date-parts';
import { bestPattern, parsePattern } from 'jsc:intl/date-pattern';
import { DASH, listRanges } from 'jsc:intl/en/date-ranges';

const SAME_LETTERS = { L: 'M', c: 'E', z: 'v', O: 'v', k: 'H', K: 'h' };
const isTime = (letter) => 'aBhHkKmsSvzO'.includes(letter);
/** What a field costs that only one of two skeletons has, and one that is a number in one and a text in the other. */
const OTHER_FIELD = 0x1000;
const OTHER_KIND = 0x100;

/** Fields from the greatest on: the letter, and what tells whether it differs. */
const DIFFERENCES = [
  ['G', (date) => date.getUTCFullYear() > 0],
  ['y', (date) => date.getUTCFullYear()],
  ['M', (date) => date.getUTCMonth()],
  ['d', (date) => date.getUTCDate()],
  ['a', (date) => date.getUTCHours() < 12],
  ['h', (date) => date.getUTCHours()],
  ['m', (date) => date.getUTCMinutes()],
  ['s', (date) => date.getUTCSeconds()],
  ['S', (date) => date.getUTCMilliseconds()],
];

/** The lengths of fields by letter. */
function lengthsOf(pieces) {
  const lengths = new Map();
  for (const { letter, length } of pieces) {
    if (letter && letter !== 'a') lengths.set(SAME_LETTERS[letter] ?? letter, length);
  }
  return lengths;
}

function distance(lengths, others) {
  let sum = 0;
  for (const letter of new Set([...lengths.keys(), ...others.keys()])) {
    const [mine, other] = [lengths.get(letter), others.get(letter)];
    if (mine === other) continue;
    if (mine === undefined || other === undefined) sum += OTHER_FIELD;
    else if (letter === 'M' && (mine > 2) !== (other > 2)) sum += OTHER_KIND;
    else sum += Math.abs(mine - other);
  }
  return sum;
}

/** What listRanges gives, once it was needed. */
let ranges;

/** The nearest skeleton that has ranges: `{ patterns, others }`; undefined when none has the same fields. */
function nearest(lengths) {
  ranges ??= listRanges();
  let best = { cost: OTHER_FIELD };
  for (const [skeleton, patterns] of ranges) {
    const others = lengthsOf(parsePattern(skeleton));
    const cost = distance(lengths, others);
    if (cost < best.cost) best = { cost, patterns, others };
  }
  return best.patterns && best;
}

/** The letters of fields that a range of dates is given which lacks the one that differs. */
function addedFor(lengths, letter) {
  if (isTime(letter) || lengths.has(letter)) return '';
  if (letter === 'y' && !lengths.has('d')) return '';
  if (letter === 'y' && !lengths.has('M')) return 'My';
  return letter;
}

/** The pieces of the range pattern for pieces of which `field` is the greatest that differs; undefined for none. */
function rangePattern(pieces, field) {
  let lengths = lengthsOf(pieces);
  const letter = lengths.has('H') && (field === 'h' || field === 'a') ? 'H' : field;
  let found = nearest(lengths);
  if (!found?.patterns.has(letter)) {
    for (const added of addedFor(lengths, letter)) lengths = new Map(lengths).set(added, 1);
    found = nearest(lengths);
  }
  const pattern = found?.patterns.get(letter);
  if (pattern === undefined) return undefined;
  const zone = pieces.find((piece) => 'zOv'.includes(piece.letter ?? '-'));
  return parsePattern(pattern).map((piece) => {
    if (typeof piece === 'string') return piece;
    if (piece.letter === 'v') return zone;
    const key = SAME_LETTERS[piece.letter] ?? piece.letter;
    const [asked, known] = [lengths.get(key), found.others.get(key)];
    return piece.length === known && asked > known && (asked > 2 || key === 'y') ? { ...piece, length: asked } : piece;
  });
}

const from = (source, parts) => parts.map((part) => ({ ...part, source }));

/** The parts of a pattern with a dash: fields that stand on both sides of it, and what is between those, are of one time. */
function twoTimes(pattern, zone, start, end) {
  const letterOf = (piece) => piece.letter;
  const seen = new Set();
  const repeated = new Set(pattern.map(letterOf).filter((letter) => letter && (seen.has(letter) || !seen.add(letter))));
  const isRepeated = (piece) => repeated.has(piece.letter);
  const second = pattern.findIndex((piece, at) =>
    isRepeated(piece) && pattern.slice(0, at).some((one) => one.letter === piece.letter));
  const dash = pattern.findLastIndex((piece, at) => at < second && typeof piece === 'string' && piece.includes(DASH));
  const side = (pieces, source, time) => {
    const [first, last] = [pieces.findIndex(isRepeated), pieces.findLastIndex(isRepeated)];
    return [
      ...from('shared', partsOf(pieces.slice(0, first), zone, time)),
      ...from(source, partsOf(pieces.slice(first, last + 1), zone, time)),
      ...from('shared', partsOf(pieces.slice(last + 1), zone, time)),
    ];
  };
  return [
    ...side(pattern.slice(0, dash), 'startRange', start),
    ...from('shared', partsOf([pattern[dash]], zone, start)),
    ...side(pattern.slice(dash + 1), 'endRange', end),
  ];
}

const both = (pieces, zone, start, end) => [
  ...from('startRange', partsOf(pieces, zone, start)),
  { type: 'literal', value: DASH, source: 'shared' },
  ...from('endRange', partsOf(pieces, zone, end)),
];

/** The fields of the time in a pattern: `[before, time, behind]`, with a comma before a time that follows a date. */
function splitTime(pieces) {
  const is = (piece) => typeof piece !== 'string' && isTime(piece.letter);
  const [first, last] = [pieces.findIndex(is), pieces.findLastIndex(is)];
  const before = first > 0 ? pieces.slice(0, first).with(-1, ', ') : [];
  return [before, pieces.slice(first, last + 1), pieces.slice(last + 1)];
}

const ORDER = 'GyMdahms';
/** Whether no piece is as small as what differs, or smaller. */
const isUnseen = (letters, field) => {
  const placeOf = (letter) => {
    if ('BkKHh'.includes(letter)) return ORDER.indexOf('h');
    return ORDER.indexOf('Ec'.includes(letter) ? 'd' : SAME_LETTERS[letter] ?? letter);
  };
  const places = letters.map(placeOf);
  return !letters.includes('S') && Math.max(...places) < (ORDER + 'S').indexOf(field);
};

/** The pattern with the fields of a date that differ added to it. */
function withDate(pieces, field, letters) {
  const kept = pieces.filter(({ letter }) => letter && letter !== 'a');
  const has = (letter) => letters.includes(letter) || (letter === 'M' && letters.includes('L'));
  const added = letters.every(isTime) ? 'yMd' : 'dMy'.slice(0, 'dMy'.indexOf(field) + 1);
  const missing = [...added].filter((letter) => !has(letter));
  if (missing.length === 0) return pieces;
  const skeleton = missing.join('') + kept.map(({ letter, length }) => letter.repeat(length)).join('');
  const hour = letters.find((letter) => 'hHkK'.includes(letter));
  return bestPattern(skeleton).map((piece) => ('hHkK'.includes(piece.letter ?? '-') ? { ...piece, letter: hour } : piece));
}

/** The parts of a range of times, each with its source, which is the same where the times look alike. */
export function formatRangeToParts(pieces, zone, start, end) {
  const [first, last] = [inZone(zone, start), inZone(zone, end)];
  const [field] = DIFFERENCES.find(([, valueOf]) => valueOf(first) !== valueOf(last)) ?? [];
  const letters = pieces.filter((piece) => typeof piece !== 'string').map(({ letter }) => letter);
  if (field === undefined || isUnseen(letters, field)) return from('shared', partsOf(pieces, zone, start));
  if (!letters.some(isTime)) {
    const pattern = rangePattern(pieces, field);
    return pattern ? twoTimes(pattern, zone, start, end) : both(pieces, zone, start, end);
  }
  if (!isTime(field)) return both(withDate(pieces, field, letters), zone, start, end);
  // Names of zones are short in ranges of times.
  const [before, time, behind] = splitTime(pieces.map((piece) => (piece.letter === 'z' ? { ...piece, length: 1 } : piece)));
  const pattern = rangePattern(time, field);
  return [
    ...from('shared', partsOf(before, zone, start)),
    ...(pattern ? twoTimes(pattern, zone, start, end) : both(time, zone, start, end)),
    ...from('shared', partsOf(behind, zone, start)),
  ];
}
