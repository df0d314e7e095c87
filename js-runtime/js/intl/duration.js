// Intl.DurationFormat: https://tc39.es/ecma402/#durationformat-objects
import { ListFormat } from 'jsc:intl/list';
import { canonicalizeLocaleList, resolveLocale } from 'jsc:intl/locales';
import { NumberFormat, checkNumberingSystem } from 'jsc:intl/number';
import { addService, checkMatcher, join, numberOption, optionsObject, textOption } from 'jsc:intl/service';

const WORDS = ['long', 'short', 'narrow'];
const CLOCK = [...WORDS, 'numeric', '2-digit'];
const FRACTIONS = [...WORDS, 'numeric'];

/** Units in order: the styles that each can have, and its style in the style `digital`. */
const UNITS = [
  ['years', WORDS, 'short'], ['months', WORDS, 'short'], ['weeks', WORDS, 'short'], ['days', WORDS, 'short'],
  ['hours', CLOCK, 'numeric'], ['minutes', CLOCK, 'numeric'], ['seconds', CLOCK, 'numeric'],
  ['milliseconds', FRACTIONS, 'numeric'], ['microseconds', FRACTIONS, 'numeric'], ['nanoseconds', FRACTIONS, 'numeric'],
];
const NAMES = UNITS.map(([unit]) => unit);
const CLOCK_UNITS = ['hours', 'minutes', 'seconds'];
const FRACTION_UNITS = ['milliseconds', 'microseconds', 'nanoseconds'];
/** Powers of ten of the parts of a second, and what is behind them. */
const NANOSECONDS = { seconds: 9, milliseconds: 6, microseconds: 3, nanoseconds: 0 };
const DAY = 86_400;
const SECONDS = { days: DAY, hours: 3600, minutes: 60, seconds: 1 };

const isNumeric = (style) => style === 'numeric' || style === '2-digit';
const singular = (unit) => unit.slice(0, -1);

/** What stands for a style that is not given, and whether the unit is shown where it is zero. */
function defaults(unit, base, digital, previous) {
  if (base === 'digital') return [digital, CLOCK_UNITS.includes(unit) ? 'always' : 'auto'];
  if (isNumeric(previous) || previous === 'fractional') {
    return ['numeric', unit === 'minutes' || unit === 'seconds' ? 'always' : 'auto'];
  }
  return [base, 'auto'];
}

/** https://tc39.es/ecma402/#sec-getdurationunitoptions */
function unitOptions([unit, styles, digital], options, base, previous) {
  const given = textOption(options, unit, styles);
  let [style, shown] = given === undefined ? defaults(unit, base, digital, previous) : [given, 'always'];
  if (style === 'numeric' && FRACTION_UNITS.includes(unit)) [style, shown] = ['fractional', 'auto'];
  const display = textOption(options, `${unit}Display`, ['auto', 'always'], shown);
  const isWrong = (display === 'always' && style === 'fractional') || (previous === 'fractional' && style !== 'fractional')
    || (isNumeric(previous) && style !== 'fractional' && !isNumeric(style));
  if (isWrong) throw new RangeError(`The style of ${unit} does not go with the units before`);
  const follows = (unit === 'minutes' || unit === 'seconds') && isNumeric(previous);
  return { style: follows ? '2-digit' : style, display };
}

/** An integer as a Number. */
function toInteger(value) {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new RangeError(`${String(value)} is not an integer`);
  return number + 0;
}

/** Nanoseconds of the parts of a second, and what they make of seconds, as a BigInt. */
const nanoseconds = (duration, first) => NAMES.slice(NAMES.indexOf(first))
  .reduce((sum, unit) => sum + BigInt(duration[unit]) * 10n ** BigInt(NANOSECONDS[unit]), 0n);

const signOf = (duration) => Math.sign(NAMES.map((unit) => duration[unit]).find((value) => value !== 0) ?? 0);

/** Whether all parts have one sign, and none is too large: https://tc39.es/proposal-temporal/#sec-temporal-isvalidduration */
function isValid(duration) {
  const sign = signOf(duration);
  if (NAMES.some((unit) => duration[unit] * sign < 0)) return false;
  if (['years', 'months', 'weeks'].some((unit) => Math.abs(duration[unit]) >= 2 ** 32)) return false;
  const whole = Object.entries(SECONDS).reduce((sum, [unit, size]) => sum + BigInt(duration[unit]) * BigInt(size), 0n);
  const total = whole * 10n ** 9n + nanoseconds(duration, 'milliseconds');
  return (total < 0n ? -total : total) < 2n ** 53n * 10n ** 9n;
}

/** https://tc39.es/ecma402/#sec-todurationrecord */
function toDuration(input) {
  if (typeof input === 'string') throw new RangeError(`Invalid duration: ${input}`);
  if (typeof input !== 'object' && typeof input !== 'function' || input === null) {
    throw new TypeError(`A duration must be an object, not ${String(input)}`);
  }
  const duration = Object.fromEntries(NAMES.map((unit) => [unit, 0]));
  let isEmpty = true;
  for (const unit of NAMES.toSorted()) {
    const value = input[unit];
    if (value === undefined) continue;
    duration[unit] = toInteger(value);
    isEmpty = false;
  }
  if (isEmpty) throw new TypeError('A duration must have a unit');
  if (!isValid(duration)) throw new RangeError('Invalid duration');
  return duration;
}

/** A number of the unit and the smaller ones as a decimal. */
function withFraction(duration, unit) {
  const digits = NANOSECONDS[unit];
  const total = nanoseconds(duration, unit);
  const text = String(total < 0n ? -total : total).padStart(digits + 1, '0');
  return `${total < 0n ? '-' : ''}${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}0`;
}

function fractionOptions({ fractionalDigits }) {
  return { minimumFractionDigits: fractionalDigits ?? 0, maximumFractionDigits: fractionalDigits ?? 9, roundingMode: 'trunc' };
}

/** Formats the parts of one duration; only the first number has a sign. */
class Formatter {
  #slots;
  #duration;
  #isNegative;
  #isFirst = true;

  constructor(slots, duration) {
    this.#slots = slots;
    this.#duration = duration;
    this.#isNegative = signOf(duration) < 0;
  }

  #number(value, unit, options) {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const shown = isFirst && this.#isNegative && Number(value) === 0 ? -0 : value;
    const format = new NumberFormat(this.#slots.locale, { ...options, ...(!isFirst && { signDisplay: 'never' }) });
    return format.formatToParts(shown).map((part) => ({ ...part, unit: singular(unit) }));
  }

  /** Whether a unit is the last that is written, with the smaller ones as its fraction. */
  #takesFraction(unit) {
    const next = NAMES[NAMES.indexOf(unit) + 1];
    return unit in NANOSECONDS && next !== undefined && this.#slots.units[next].style === 'fractional';
  }

  #clockUnit(unit, value, options) {
    const { style } = this.#slots.units[unit];
    return this.#number(value, unit, { ...options, useGrouping: false, ...(style === '2-digit' && { minimumIntegerDigits: 2 }) });
  }

  /** Hours, minutes and seconds from the first that is numeric on. */
  #clock(first) {
    const duration = this.#duration;
    const from = CLOCK_UNITS.indexOf(first);
    const isShown = (unit, isZero) => !isZero || this.#slots.units[unit].display !== 'auto';
    const fraction = nanoseconds(duration, 'seconds');
    const hours = from === 0 && isShown('hours', duration.hours === 0);
    const seconds = isShown('seconds', fraction === 0n);
    const minutes = from <= 1 && ((hours && seconds) || isShown('minutes', duration.minutes === 0));
    const parts = [];
    if (hours) parts.push(...this.#clockUnit('hours', duration.hours));
    if (minutes) {
      if (hours) parts.push({ type: 'literal', value: ':' });
      parts.push(...this.#clockUnit('minutes', duration.minutes));
    }
    if (seconds) {
      if (minutes) parts.push({ type: 'literal', value: ':' });
      parts.push(...this.#clockUnit('seconds', withFraction(duration, 'seconds'), fractionOptions(this.#slots)));
    }
    return parts;
  }

  /** A list of lists of parts. */
  groups() {
    const groups = [];
    for (const unit of NAMES) {
      const { style, display } = this.#slots.units[unit];
      if (isNumeric(style)) {
        const clock = this.#clock(unit);
        if (clock.length) groups.push(clock);
        break;
      }
      const isLast = this.#takesFraction(unit);
      const value = isLast ? withFraction(this.#duration, unit) : this.#duration[unit];
      if (display === 'always' || Number(value) !== 0) {
        const fraction = isLast ? fractionOptions(this.#slots) : {};
        groups.push(this.#number(value, unit, { style: 'unit', unit: singular(unit), unitDisplay: style, ...fraction }));
      }
      if (isLast) break;
    }
    return groups;
  }
}

function toParts(slots, input) {
  const groups = new Formatter(slots, toDuration(input)).groups();
  const style = slots.style === 'digital' ? 'short' : slots.style;
  const list = new ListFormat(slots.locale, { type: 'unit', style });
  let at = 0;
  return list.formatToParts(groups.map(join)).flatMap((part) => (part.type === 'element' ? groups[at++] : [part]));
}

export const DurationFormat = addService('DurationFormat', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  const options = optionsObject(given);
  checkMatcher(options);
  checkNumberingSystem(options);
  const { locale } = resolveLocale(requested, { nu: ['latn'] });
  const style = textOption(options, 'style', [...WORDS, 'digital'], 'short');
  const units = {};
  let previous = '';
  for (const row of UNITS) {
    const [unit] = row;
    units[unit] = unitOptions(row, options, style, previous);
    if (unit in NANOSECONDS || CLOCK_UNITS.includes(unit)) previous = units[unit].style;
  }
  return { locale, style, units, fractionalDigits: numberOption(options, 'fractionalDigits', 0, 9, undefined) };
}, (slotsOf) => ({
  format(duration) {
    return join(toParts(slotsOf(this, 'format'), duration));
  },
  formatToParts(duration) {
    return toParts(slotsOf(this, 'formatToParts'), duration);
  },
  resolvedOptions() {
    const { locale, style, units, fractionalDigits } = slotsOf(this, 'resolvedOptions');
    const resolved = { locale, numberingSystem: 'latn', style };
    for (const unit of NAMES) {
      resolved[unit] = units[unit].style === 'fractional' ? 'numeric' : units[unit].style;
      resolved[`${unit}Display`] = units[unit].display;
    }
    return fractionalDigits === undefined ? resolved : { ...resolved, fractionalDigits };
  },
}));
