// The pattern for a set of fields: the algorithm of ICU's DateTimePatternGenerator, which
// https://www.unicode.org/reports/tr35/tr35-dates.html#Matching_Skeletons outlines.
import {
  APPEND, APPEND_OTHER, AVAILABLE, DATE_STYLES, FIELD_NAMES, GLUE, STYLE_GLUE, TIME_STYLES,
} from 'jsc:intl/en/dates';

/** The fields in order, by the letters that stand for each; those from DAY_PERIOD on are of the time. */
const FIELDS = ['G', 'y', 'Q', 'ML', 'Ec', 'd', 'aB', 'hHkK', 'm', 's', 'S', 'zOv'];
const [MONTH, WEEKDAY, DAY_PERIOD, HOUR, MINUTE, SECOND, FRACTION] = [3, 4, 6, 7, 8, 9, 10];
const NUMERIC = 0x100;
const DELTA = 0x10;
const TEXT = { 3: -0x103, 4: -0x104, 5: -0x101 };
/** How far numbers of these letters are from the field's first. */
const NUMERIC_DELTAS = { h: 0, H: 10, k: 11, K: 1, L: 1, S: 0 };
const TEXT_DELTAS = { L: -1, c: 2, B: -3, O: -1, v: -2 };
/** What a field costs that is missing, and one that is too many. */
const MISSING = 0x1000;
const EXTRA = 0x10000;

const fieldOf = (letter) => FIELDS.findIndex((letters) => letters.includes(letter));

/** The pieces of a pattern: runs of a letter as `{ letter, length }`, and literal text as strings. */
export function parsePattern(pattern) {
  const pieces = [];
  const add = (text) => (typeof pieces.at(-1) === 'string' ? pieces.push(pieces.pop() + text) : pieces.push(text));
  for (const [run, quoted] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
    if (quoted !== undefined) add(quoted === '' ? "'" : quoted.replaceAll("''", "'"));
    else if (/[A-Za-z]/.test(run)) pieces.push({ letter: run[0], length: run.length });
    else add(run);
  }
  return pieces;
}

/** A number for how a field is written: texts are negative, so that they are far from numbers. */
function typeOf(letter, length) {
  const isText = 'GEcaBzOv'.includes(letter) || ('MLQ'.includes(letter) && length > 2);
  if (isText) return TEXT[Math.max(length, 3)] + (TEXT_DELTAS[letter] ?? 0) * DELTA;
  return NUMERIC + (NUMERIC_DELTAS[letter] ?? 0) * DELTA + length;
}

/** `{ letters, lengths, types }` by field, of a skeleton or of a pattern. */
function readFields(pieces) {
  const fields = { letters: [], lengths: [], types: [] };
  const set = (letter, length) => {
    const field = fieldOf(letter);
    [fields.letters[field], fields.lengths[field], fields.types[field]] = [letter, length, typeOf(letter, length)];
  };
  for (const piece of pieces) if (typeof piece !== 'string') set(piece.letter, piece.length);
  const has = (field) => fields.letters[field] !== undefined;
  if (has(MINUTE) && has(FRACTION) && !has(SECOND)) set('s', 1);
  if (!has(HOUR)) return fields;
  if (!'hK'.includes(fields.letters[HOUR])) {
    delete fields.letters[DAY_PERIOD];
    delete fields.types[DAY_PERIOD];
  } else if (!has(DAY_PERIOD)) {
    set('a', 1);
  }
  return fields;
}

/** All patterns with their fields; the skeleton is known of those that are listed by it. */
function listCandidates() {
  const list = [];
  const seen = new Set();
  const add = (pattern, skeleton) => {
    const fields = readFields(parsePattern(skeleton ?? pattern));
    const key = FIELDS.map((_, field) => `${fields.letters[field] ?? ''}${fields.lengths[field] ?? ''}`).join();
    if (seen.has(key)) return;
    seen.add(key);
    list.push({ pattern, fields, isSpecified: skeleton !== undefined });
  };
  Object.entries(AVAILABLE).forEach(([skeleton, pattern]) => add(pattern, skeleton));
  for (const pattern of [...Object.values(DATE_STYLES), ...Object.values(TIME_STYLES)]) add(pattern);
  for (const letter of ['G', 'y', 'M', 'E', 'd', 'a', 'h', 'H', 'm', 's', 'S', 'v']) add(letter);
  return list;
}

/** What listCandidates gives, once it was needed. */
let candidates;

/** `{ distance, missing }`: how far a candidate is from those `fields` that are in `wanted`. */
function compare(fields, candidate, wanted) {
  let distance = 0;
  const missing = [];
  for (let field = 0; field < FIELDS.length; field++) {
    const mine = wanted.includes(field) ? fields.types[field] : undefined;
    const other = candidate.fields.types[field];
    if (mine === other) continue;
    if (mine === undefined) {
      distance += EXTRA;
    } else if (other === undefined) {
      distance += MISSING;
      missing.push(field);
    } else {
      distance += Math.abs(mine - other);
    }
  }
  return { distance, missing };
}

const maskOf = (list) => list.reduce((mask, field) => mask | (1 << field), 0);

function closest(fields, wanted) {
  let best = { distance: Infinity };
  candidates ??= listCandidates();
  for (const candidate of candidates) {
    const found = compare(fields, candidate, wanted);
    // Of those that are as near, the one that lacks lesser fields.
    const isNearer = found.distance < best.distance ||
      (found.distance === best.distance && maskOf(found.missing) > maskOf(best.missing));
    if (isNearer) best = { ...found, candidate };
  }
  return best;
}

/** How long a field is written for which `asked` letters are asked. */
function lengthFor(field, piece, asked, { fields: known, isSpecified }) {
  if (field === MINUTE || field === SECOND) return piece.length;
  if (!isSpecified || asked.letter === 'c') return asked.length;
  const isNumeric = (type) => type > 0;
  const [inPattern, inSkeleton] = [isNumeric(typeOf(piece.letter, piece.length)), isNumeric(known.types[field])];
  if (known.lengths[field] === asked.length || inPattern !== inSkeleton) return piece.length;
  return asked.length;
}

/** The candidate's pattern with its fields written as asked for. */
function adjust(pieces, fields, candidate, withFraction) {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [piece];
    const field = fieldOf(piece.letter);
    const own = [piece];
    if (fields.letters[field] !== undefined) {
      const asked = { letter: fields.letters[field], length: fields.lengths[field] };
      const keepsLetter = field === HOUR || field === MONTH || field === WEEKDAY;
      const letter = keepsLetter ? piece.letter : asked.letter;
      own[0] = { letter, length: lengthFor(field, piece, asked, candidate) };
    }
    if (withFraction && field === SECOND) own.push('.', { letter: 'S', length: fields.lengths[FRACTION] });
    return own;
  });
}

const fill = (template, values) => template.split(/(\{[012]\})/).flatMap((text) => {
  const at = /^\{([012])\}$/.exec(text)?.[1];
  if (at !== undefined) return values[at];
  return text ? parsePattern(text) : [];
});

/** The best pattern for some of the fields. Of those that it lacks, ICU appends what the next best pattern has. */
function appendMissing(fields, wanted) {
  if (wanted.length === 0) return [];
  const { candidate, missing } = closest(fields, wanted);
  const lacksFraction = missing.includes(FRACTION) && !missing.includes(SECOND) && wanted.includes(SECOND);
  const pieces = adjust(parsePattern(candidate.pattern), fields, candidate, lacksFraction);
  const rest = lacksFraction ? missing.filter((field) => field !== FRACTION) : missing;
  if (rest.length === 0) return pieces;
  const next = closest(fields, rest);
  const top = Math.max(...rest.filter((field) => !next.missing.includes(field)));
  const added = adjust(parsePattern(next.candidate.pattern), fields, next.candidate);
  const letter = FIELDS[top][0];
  return fill(APPEND[letter] ?? APPEND_OTHER, [pieces, added, [FIELD_NAMES[letter]]]);
}

/** The pieces of the pattern for a skeleton. */
export function bestPattern(skeleton) {
  const fields = readFields(parsePattern(skeleton));
  const all = FIELDS.map((_, field) => field).filter((field) => fields.letters[field] !== undefined);
  const { candidate, distance, missing } = closest(fields, all);
  if (distance < MISSING && missing.length === 0) return adjust(parsePattern(candidate.pattern), fields, candidate);
  const date = appendMissing(fields, all.filter((field) => field < DAY_PERIOD));
  const time = appendMissing(fields, all.filter((field) => field >= DAY_PERIOD));
  if (date.length === 0 || time.length === 0) return date.length ? date : time;
  const glue = fields.lengths[MONTH] === 4 ? STYLE_GLUE.long : GLUE;
  return fill(glue, [time, date]);
}
