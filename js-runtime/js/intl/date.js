// Intl.DateTimeFormat: https://tc39.es/ecma402/#datetimeformat-objects, and the methods toLocaleString of dates.
import { readOptions, resolvedFields, withDefaults } from 'jsc:intl/date-options';
import { partsOf } from 'jsc:intl/date-parts';
import { addService, join, remember, replaceMethods } from 'jsc:intl/service';
// Empty in programs that do not name it.
import * as ranges from 'jsc:intl/date-range';
// Empty in programs that neither name time zones nor are told to carry them.
import * as zones from 'jsc:intl/time-zones';

const { formatRangeToParts } = ranges;
const { localZone } = zones;
const MAX_TIME = 8.64e15;
const UTC = { name: 'UTC' };

/** The zone of a format: what local time is, is asked when it is needed. */
const zoneOf = (slots) => (slots.zone ??= localZone ? { name: localZone() } : UTC);

/** https://tc39.es/ecma402/#sec-handledatetimevalue, of what is no Temporal object. */
export function toTime(value) {
  const time = Number(value);
  if (!(Math.abs(time) <= MAX_TIME)) throw new RangeError('Invalid time value');
  return Math.trunc(time) + 0;
}

const toParts = (slots, date) =>
  partsOf(slots.pieces, zoneOf(slots), date === undefined ? Date.now() : toTime(date));

// V8 writes plain spaces where CLDR has narrow ones, but not in parts: many programs compare such texts.
const plainText = (parts) => join(parts).replaceAll('\u202f', ' ');
const toText = (slots, date) => plainText(toParts(slots, date));
const isAlike = (parts) => parts.every(({ source }) => source === 'shared');

function range(slots, start, end) {
  if (start === undefined || end === undefined) throw new TypeError('startDate or endDate cannot be undefined');
  return formatRangeToParts(slots.pieces, zoneOf(slots), toTime(start), toTime(end));
}

function resolvedOptions(slots) {
  const { locale, cycle, pieces, dateStyle, timeStyle } = slots;
  return {
    locale,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: zoneOf(slots).name,
    ...(cycle && { hourCycle: cycle, hour12: cycle === 'h11' || cycle === 'h12' }),
    ...(!dateStyle && !timeStyle && resolvedFields(pieces)),
    ...(dateStyle && { dateStyle }),
    ...(timeStyle && { timeStyle }),
  };
}

const initialize = (locales, options) => readOptions(locales, withDefaults(options, 'any', 'date'));

export const DateTimeFormat = addService('DateTimeFormat', initialize, (slotsOf) => ({
  get format() {
    const slots = slotsOf(this, 'format');
    slots.bound ??= Object.defineProperty((date) => toText(slots, date), 'name', { value: '' });
    return slots.bound;
  },
  formatToParts(date) {
    return toParts(slotsOf(this, 'formatToParts'), date);
  },
  ...(formatRangeToParts && {
    formatRange(startDate, endDate) {
      const parts = range(slotsOf(this, 'formatRange'), startDate, endDate);
      return isAlike(parts) ? plainText(parts) : join(parts);
    },
    formatRangeToParts(startDate, endDate) {
      return range(slotsOf(this, 'formatRangeToParts'), startDate, endDate);
    },
  }),
  resolvedOptions() {
    return resolvedOptions(slotsOf(this, 'resolvedOptions'));
  },
}), { isCallable: true });

const { valueOf: timeOf } = Date.prototype;

/** A method of dates that gives the fields `required`, or those of `defaults`. */
function localized(required, defaults) {
  const slotsFor = remember((locales, options) => readOptions(locales, withDefaults(options, required, defaults)));
  return (date, locales, options) => {
    const time = timeOf.call(date);
    if (Number.isNaN(time)) return 'Invalid Date';
    return toText(slotsFor(locales, options), time);
  };
}

const [whole, dateAlone, timeAlone] = [localized('any', 'all'), localized('date', 'date'), localized('time', 'time')];

replaceMethods(Date.prototype, {
  toLocaleString() {
    return whole(this, arguments[0], arguments[1]);
  },
  toLocaleDateString() {
    return dateAlone(this, arguments[0], arguments[1]);
  },
  toLocaleTimeString() {
    return timeAlone(this, arguments[0], arguments[1]);
  },
});
