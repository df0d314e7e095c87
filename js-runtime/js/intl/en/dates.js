// Dates in English, of CLDR 48 (https://cldr.unicode.org, Unicode License v3). Patterns are those of
// https://www.unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns.

const LONG_MONTHS = ('January February March April May June July August September October November December').split(' ');
const LONG_DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const shorten = (names, length) => names.map((name) => name.slice(0, length));

/** Names by how long they are: three letters of a pattern, four or five. */
export const MONTHS = { 3: shorten(LONG_MONTHS, 3), 4: LONG_MONTHS, 5: shorten(LONG_MONTHS, 1) };
export const DAYS = { 3: shorten(LONG_DAYS, 3), 4: LONG_DAYS, 5: shorten(LONG_DAYS, 1) };
export const ERAS = { 3: ['BC', 'AD'], 4: ['Before Christ', 'Anno Domini'], 5: ['B', 'A'] };
/** Before and after noon; the narrow names are used with five letters. */
export const HALVES = { 3: ['AM', 'PM'], 4: ['AM', 'PM'], 5: ['a', 'p'] };

/** The part of the day at an hour and minute: https://www.unicode.org/reports/tr35/tr35-dates.html#Day_Period_Rules */
export function partOfDay(hour, isExact, length) {
  if (hour === 12 && isExact) return length === 5 ? 'n' : 'noon';
  if (hour < 12) return 'in the morning';
  if (hour < 18) return 'in the afternoon';
  return hour < 21 ? 'in the evening' : 'at night';
}

export const DATE_STYLES = {
  full: 'EEEE, MMMM d, y',
  long: 'MMMM d, y',
  medium: 'MMM d, y',
  short: 'M/d/yy',
};
export const TIME_STYLES = {
  full: 'h:mm:ss\u202fa zzzz',
  long: 'h:mm:ss\u202fa z',
  medium: 'h:mm:ss\u202fa',
  short: 'h:mm\u202fa',
};
/** A time {0} and a date {1} of those styles. */
export const STYLE_GLUE = { full: "{1} 'at' {0}", long: "{1} 'at' {0}", medium: '{1}, {0}', short: '{1}, {0}' };
/** A time and a date of other patterns. */
export const GLUE = '{1}, {0}';

/** Patterns by the fields that they have. */
export const AVAILABLE = {
  Bh: 'h B',
  Bhm: 'h:mm B',
  Bhms: 'h:mm:ss B',
  d: 'd',
  E: 'ccc',
  EBh: 'E h B',
  EBhm: 'E h:mm B',
  EBhms: 'E h:mm:ss B',
  Ed: 'd E',
  Eh: 'E h\u202fa',
  Ehm: 'E h:mm\u202fa',
  EHm: 'E HH:mm',
  Ehms: 'E h:mm:ss\u202fa',
  EHms: 'E HH:mm:ss',
  Gy: 'y G',
  GyM: 'M/y G',
  GyMd: 'M/d/y G',
  GyMEd: 'E, M/d/y G',
  GyMMM: 'MMM y G',
  GyMMMd: 'MMM d, y G',
  GyMMMEd: 'E, MMM d, y G',
  h: 'h\u202fa',
  H: 'HH',
  hm: 'h:mm\u202fa',
  Hm: 'HH:mm',
  hms: 'h:mm:ss\u202fa',
  Hms: 'HH:mm:ss',
  hmsv: 'h:mm:ss\u202fa v',
  Hmsv: 'HH:mm:ss v',
  hmv: 'h:mm\u202fa v',
  Hmv: 'HH:mm v',
  hv: 'h\u202fa v',
  Hv: "HH'h' v",
  M: 'L',
  Md: 'M/d',
  MEd: 'E, M/d',
  MMM: 'LLL',
  MMMd: 'MMM d',
  MMMEd: 'E, MMM d',
  MMMMd: 'MMMM d',
  ms: 'mm:ss',
  y: 'y',
  yM: 'M/y',
  yMd: 'M/d/y',
  yMEd: 'E, M/d/y',
  yMMM: 'MMM y',
  yMMMd: 'MMM d, y',
  yMMMEd: 'E, MMM d, y',
  yMMMM: 'MMMM y',
  yQQQ: 'QQQ y',
  yQQQQ: 'QQQQ y',
};

/** How a field is added to a pattern that lacks it: {0} is the pattern, {1} the field, {2} its name. */
export const APPEND = { G: '{0} {1}', y: '{0} {1}', E: '{0} {1}', z: '{0} {1}', a: '{0} ├{2}: {1}┤', S: '{0} ├{2}: {1}┤' };
/** For all other fields. */
export const APPEND_OTHER = '{0} ({2}: {1})';
/** Names of fields, by letter. */
export const FIELD_NAMES = { Q: 'quarter', M: 'month', d: 'day', a: 'AM/PM', h: 'hour', m: 'minute', s: 'second', S: 'F14' };
