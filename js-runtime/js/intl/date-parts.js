// The parts of a date by a pattern: https://tc39.es/ecma402/#sec-formatdatetimepattern
import { DAYS, ERAS, HALVES, MONTHS, partOfDay } from 'jsc:intl/en/dates';
// Empty in programs that neither name time zones nor are told to carry them.
import * as zones from 'jsc:intl/time-zones';

const { zoneName, zoneOffset } = zones;
const MS_PER_MINUTE = 60000;

const two = (number) => String(number).padStart(2, '0');

function offsetOf({ name, minutes }, time) {
  return minutes ?? (name === 'UTC' ? 0 : zoneOffset(name, time));
}

/** `GMT+1` or `GMT+01:00`. */
function offsetName(minutes, isLong) {
  const seconds = Math.round(Math.abs(minutes) * 60);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const rest = (isLong || minute || second ? `:${two(minute)}` : '') + (second ? `:${two(second)}` : '');
  return `GMT${minutes < 0 ? '-' : '+'}${isLong ? two(hour) : hour}${rest}`;
}

const UTC_NAMES = { short: 'UTC', long: 'Coordinated Universal Time' };

function zoneText({ letter, length }, zone, time) {
  const isLong = length === 4;
  const byOffset = () => offsetName(offsetOf(zone, time), isLong);
  if (letter === 'O' || zone.minutes !== undefined) return byOffset();
  const style = (isLong ? 'long' : 'short') + (letter === 'v' ? 'Generic' : '');
  if (zone.name === 'UTC') return UTC_NAMES[style] ?? byOffset();
  return zoneName(zone.name, time, style) ?? byOffset();
}

function yearText(year, length) {
  const ofEra = year > 0 ? year : 1 - year;
  return length === 2 ? two(ofEra % 100) : String(ofEra);
}

const digits = (number, length) => String(number).padStart(length, '0');

/** The type and text of a field, by its letter. */
const FIELDS = {
  G: (date, length) => ['era', ERAS[length < 4 ? 3 : length][date.getUTCFullYear() > 0 ? 1 : 0]],
  y: (date, length) => ['year', yearText(date.getUTCFullYear(), length)],
  M: (date, length) => ['month', length < 3 ? digits(date.getUTCMonth() + 1, length) : MONTHS[length][date.getUTCMonth()]],
  E: (date, length) => ['weekday', DAYS[length < 4 ? 3 : length][date.getUTCDay()]],
  d: (date, length) => ['day', digits(date.getUTCDate(), length)],
  a: (date, length) => ['dayPeriod', HALVES[length < 4 ? 3 : length][date.getUTCHours() < 12 ? 0 : 1]],
  B: (date, length, hasMinute) => {
    const isExact = !hasMinute || (date.getUTCMinutes() === 0 && date.getUTCSeconds() === 0);
    return ['dayPeriod', partOfDay(date.getUTCHours(), isExact, length)];
  },
  h: (date, length) => ['hour', digits(date.getUTCHours() % 12 || 12, length)],
  H: (date, length) => ['hour', digits(date.getUTCHours(), length)],
  k: (date, length) => ['hour', digits(date.getUTCHours() || 24, length)],
  K: (date, length) => ['hour', digits(date.getUTCHours() % 12, length)],
  m: (date, length) => ['minute', digits(date.getUTCMinutes(), length)],
  s: (date, length) => ['second', digits(date.getUTCSeconds(), length)],
  S: (date, length) => ['fractionalSecond', digits(date.getUTCMilliseconds(), 3).slice(0, length)],
};
FIELDS.L = FIELDS.M;
FIELDS.c = FIELDS.E;

/** A Date whose fields of UTC are those of a zone. */
export const inZone = (zone, time) => new Date(time + Math.round(offsetOf(zone, time) * MS_PER_MINUTE));

/** The parts of a time, by the pieces of a pattern. */
export function partsOf(pieces, zone, time) {
  const date = inZone(zone, time);
  const hasMinute = pieces.some(({ letter }) => letter === 'm');
  const parts = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (typeof piece === 'string' && last?.type === 'literal') {
      last.value += piece;
    } else if (typeof piece === 'string') {
      parts.push({ type: 'literal', value: piece });
    } else if (FIELDS[piece.letter]) {
      const [type, value] = FIELDS[piece.letter](date, piece.length, hasMinute);
      parts.push({ type, value });
    } else {
      parts.push({ type: 'timeZoneName', value: zoneText(piece, zone, time) });
    }
  }
  return parts;
}
