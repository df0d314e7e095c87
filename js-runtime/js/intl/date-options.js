// The options of Intl.DateTimeFormat: https://tc39.es/ecma402/#sec-createdatetimeformat
import { DATE_STYLES, STYLE_GLUE, TIME_STYLES } from 'jsc:intl/en/dates';
import { bestPattern, parsePattern } from 'jsc:intl/date-pattern';
import { canonicalizeLocaleList, resolveLocale, withKeywords } from 'jsc:intl/locales';
import { booleanOption, checkMatcher, numberOption, textOption } from 'jsc:intl/service';
// Empty in programs that neither name time zones nor are told to carry them.
import * as zones from 'jsc:intl/time-zones';

const { findZone } = zones;
const TEXTS = ['narrow', 'short', 'long'];
const NUMBERS = ['2-digit', 'numeric'];
const ZONE_NAMES = ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'];

/** Fields in the order in which they are read: the letter, and its length for each value. */
const TEXT_LENGTHS = { short: 3, long: 4, narrow: 5 };
const NUMBER_LENGTHS = { numeric: 1, '2-digit': 2 };
const FIELDS = {
  weekday: ['E', TEXTS],
  era: ['G', TEXTS],
  year: ['y', NUMBERS],
  month: ['M', [...NUMBERS, ...TEXTS]],
  day: ['d', NUMBERS],
  dayPeriod: ['B', TEXTS],
  hour: ['h', NUMBERS],
  minute: ['m', NUMBERS],
  second: ['s', NUMBERS],
};
const ZONE_LETTERS = {
  short: 'z', long: 'zzzz', shortOffset: 'O', longOffset: 'OOOO', shortGeneric: 'v', longGeneric: 'vvvv',
};
const HOUR_LETTERS = { h11: 'K', h12: 'h', h23: 'H', h24: 'k' };
const CYCLES = Object.keys(HOUR_LETTERS);

const DATE_FIELDS = ['weekday', 'year', 'month', 'day'];
const TIME_FIELDS = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];

/**
 * The options with defaults where none of the fields `required` ('date', 'time' or 'any') is given:
 * https://tc39.es/ecma402/#sec-todatetimeoptions
 */
export function withDefaults(given, required, defaults) {
  if (given === null) throw new TypeError('Cannot convert undefined or null to object');
  const options = Object.create(given === undefined ? null : Object(given));
  const isGiven = (name) => options[name] !== undefined;
  const wanted = [...(required === 'time' ? [] : DATE_FIELDS), ...(required === 'date' ? [] : TIME_FIELDS)];
  // All are read, as the standard has it.
  const hasField = wanted.filter(isGiven).length > 0;
  const [dateStyle, timeStyle] = [isGiven('dateStyle'), isGiven('timeStyle')];
  if (required === 'date' && timeStyle) throw new TypeError('Invalid option : timeStyle');
  if (required === 'time' && dateStyle) throw new TypeError('Invalid option : dateStyle');
  if (hasField || dateStyle || timeStyle) return options;
  const set = (name) => Object.defineProperty(options, name, { value: 'numeric', configurable: true });
  if (defaults !== 'time') ['year', 'month', 'day'].forEach(set);
  if (defaults !== 'date') ['hour', 'minute', 'second'].forEach(set);
  return options;
}

const OFFSET = /^([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?$/;

/** The zone of the option: `{ name, minutes }`; a zone without a name is an offset. */
function zoneOption(options) {
  const value = options.timeZone;
  if (value === undefined) return undefined;
  const text = String(value);
  const [, sign, hours, minutes = '00'] = OFFSET.exec(text) ?? [];
  if (sign) {
    const total = Number(hours) * 60 + Number(minutes);
    return { name: `${total ? sign : '+'}${hours}:${minutes}`, minutes: sign === '-' ? -total : total };
  }
  if (/^(?:etc\/)?(?:utc|gmt)$/i.test(text)) return { name: 'UTC' };
  const name = findZone?.(text);
  if (name === undefined) throw new RangeError(`Invalid time zone specified: ${text}`);
  return { name };
}

function checkType(options, name) {
  const value = textOption(options, name);
  if (value !== undefined && !/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(value)) {
    throw new RangeError(`Invalid ${name} : ${value}`);
  }
}

/** The skeleton of the fields that are given, and whether there are any. */
function readFields(options, cycle) {
  let skeleton = '';
  for (const [name, [letter, values]] of Object.entries(FIELDS)) {
    const value = textOption(options, name, values);
    if (value === undefined) continue;
    const length = TEXT_LENGTHS[value] ?? NUMBER_LENGTHS[value];
    skeleton += (name === 'hour' ? HOUR_LETTERS[cycle] : letter).repeat(length);
  }
  const digits = numberOption(options, 'fractionalSecondDigits', 1, 3, 0);
  const zoneName = textOption(options, 'timeZoneName', ZONE_NAMES);
  return skeleton + 'S'.repeat(digits) + (ZONE_LETTERS[zoneName] ?? '');
}

/** The cycle of hours: h12 in English, unless something else is asked for. */
function cycleOf(hour12, hourCycle, keyword) {
  if (hour12 !== undefined) return hour12 ? 'h12' : 'h23';
  return hourCycle ?? keyword ?? 'h12';
}

const withCycle = (pieces, cycle) => pieces.map((piece) =>
  ('hHkK'.includes(piece.letter) ? { ...piece, letter: HOUR_LETTERS[cycle] } : piece));

/** The letters of a time style as a skeleton with other hours. */
function timePattern(style, cycle) {
  const pieces = parsePattern(TIME_STYLES[style]);
  if (cycle === 'h12') return pieces;
  if (cycle === 'h11') return withCycle(pieces, cycle);
  const letters = pieces.filter(({ letter }) => letter && letter !== 'a');
  const skeleton = letters.map(({ letter, length }) => {
    if (letter === 'h') return 'H';
    return letter.repeat(letter === 'm' || letter === 's' ? 1 : length);
  });
  return bestPattern(skeleton.join(''));
}

function stylePattern(dateStyle, timeStyle, cycle) {
  const date = dateStyle && parsePattern(DATE_STYLES[dateStyle]);
  const time = timeStyle && timePattern(timeStyle, cycle);
  if (!date || !time) return date || time;
  const [, between] = /^\{1\}(.*)\{0\}$/.exec(STYLE_GLUE[dateStyle]);
  return [...date, ...parsePattern(between), ...time];
}

/** What an Intl.DateTimeFormat knows. */
export function readOptions(locales, options) {
  const requested = canonicalizeLocaleList(locales);
  checkMatcher(options);
  checkType(options, 'calendar');
  checkType(options, 'numberingSystem');
  const hour12 = booleanOption(options, 'hour12');
  const hourCycle = textOption(options, 'hourCycle', CYCLES);
  const { locale, keywords } = resolveLocale(requested, { nu: ['latn'], ca: ['gregory', 'gregorian'], hc: CYCLES });
  if (hour12 !== undefined || (hourCycle !== undefined && hourCycle !== keywords.hc)) delete keywords.hc;
  const zone = zoneOption(options);
  const cycle = cycleOf(hour12, hourCycle, keywords.hc);
  const skeleton = readFields(options, cycle);
  textOption(options, 'formatMatcher', ['basic', 'best fit'], 'best fit');
  const dateStyle = textOption(options, 'dateStyle', Object.keys(DATE_STYLES));
  const timeStyle = textOption(options, 'timeStyle', Object.keys(TIME_STYLES));
  const hasStyle = dateStyle !== undefined || timeStyle !== undefined;
  if (hasStyle && skeleton) {
    throw new TypeError(`Can't set option ${Object.keys(FIELDS).find((name) => options[name] !== undefined) ??
      'timeZoneName'} when ${dateStyle ? 'dateStyle' : 'timeStyle'} is used`);
  }
  const pieces = withCycle(hasStyle ? stylePattern(dateStyle, timeStyle, cycle) : bestPattern(skeleton), cycle);
  const hasHour = pieces.some(({ letter }) => 'hHkK'.includes(letter ?? '-'));
  return { locale: withKeywords(locale, keywords), zone, cycle: hasHour ? cycle : undefined, pieces, dateStyle, timeStyle };
}

const byLength = (lengths) => Object.fromEntries(Object.entries(lengths).map(([value, length]) => [length, value]));
const TEXT_VALUES = byLength(TEXT_LENGTHS);
const NUMBER_VALUES = byLength(NUMBER_LENGTHS);

/** The members of resolvedOptions for the fields of a pattern. */
export function resolvedFields(pieces) {
  const found = (letters) => pieces.find(({ letter }) => letter && letters.includes(letter));
  const result = {};
  for (const [name, [letter]] of Object.entries(FIELDS)) {
    const piece = found({ E: 'Ec', M: 'ML', h: 'hHkK' }[letter] ?? letter);
    if (piece) result[name] = NUMBER_VALUES[piece.length] ?? TEXT_VALUES[piece.length];
    if (piece && 'EGBc'.includes(piece.letter)) result[name] = TEXT_VALUES[Math.max(piece.length, 3)];
  }
  const fraction = found('S');
  if (fraction) result.fractionalSecondDigits = fraction.length;
  const zone = found('zOv');
  if (zone) {
    const letters = zone.letter.repeat(zone.length);
    result.timeZoneName = Object.keys(ZONE_LETTERS).find((value) => ZONE_LETTERS[value] === letters);
  }
  return result;
}
