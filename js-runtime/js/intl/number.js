// Intl.NumberFormat: https://tc39.es/ecma402/#numberformat-objects, and the methods toLocaleString of numbers.
import { scale, toMathematicalValue } from 'jsc:intl/decimal';
import { digitOptions, formatDigits, resolvedDigits, roundDigits } from 'jsc:intl/digits';
import { NARROW_SYMBOLS, SYMBOLS, currencyDigits } from 'jsc:intl/en/currencies';
import { pluralOf } from 'jsc:intl/en/plurals';
// Empty in programs that name neither.
import * as currencies from 'jsc:intl/en/currency-names';
import * as units from 'jsc:intl/en/units';
import { listValues } from 'jsc:intl';
import { canonicalizeLocaleList, resolveLocale, withKeywords } from 'jsc:intl/locales';
import { addService, checkMatcher, coerceOptions, join, remember, replaceMethods, textOption } from 'jsc:intl/service';

const { currencyNames, listCurrencies } = currencies;
const { listUnits, unitPatterns } = units;
const COMPACT = { 3: ['K', 'thousand'], 6: ['M', 'million'], 9: ['B', 'billion'], 12: ['T', 'trillion'] };
const NO_BREAK_SPACE = '\u00a0';

const part = (type, value) => ({ type, value });

function checkCurrency(code) {
  if (!/^[a-z]{3}$/i.test(code)) throw new RangeError(`Invalid currency code : ${code}`);
  return code.toUpperCase();
}

const isUnit = (unit) => listUnits !== undefined && listUnits().includes(unit);

function checkUnit(unit) {
  const [numerator, denominator, ...more] = unit.split('-per-');
  const isKnown = isUnit(numerator) && (denominator === undefined || isUnit(denominator)) && more.length === 0;
  if (!isKnown) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
  return unit;
}

function styleOptions(options) {
  const style = textOption(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
  const currency = textOption(options, 'currency');
  if (currency !== undefined) checkCurrency(currency);
  if (style === 'currency' && currency === undefined) throw new TypeError('Currency code is required with currency style.');
  const displays = ['code', 'symbol', 'narrowSymbol', 'name'];
  const currencyDisplay = textOption(options, 'currencyDisplay', displays, 'symbol');
  const currencySign = textOption(options, 'currencySign', ['standard', 'accounting'], 'standard');
  const unit = textOption(options, 'unit');
  if (unit !== undefined) checkUnit(unit);
  if (style === 'unit' && unit === undefined) throw new TypeError('Required option "unit" must not be undefined');
  const unitDisplay = textOption(options, 'unitDisplay', ['short', 'narrow', 'long'], 'short');
  if (style === 'currency') return { style, currency: checkCurrency(currency), currencyDisplay, currencySign };
  return style === 'unit' ? { style, unit, unitDisplay } : { style };
}

function groupingOption(options, fallback) {
  const value = options.useGrouping;
  if (value === undefined) return fallback;
  if (value === true) return 'always';
  if (!value) return false;
  const text = String(value);
  if (text === 'true' || text === 'false') return fallback;
  return textOption({ useGrouping: text }, 'useGrouping', ['min2', 'auto', 'always']);
}

export function checkNumberingSystem(options) {
  const system = textOption(options, 'numberingSystem');
  if (system !== undefined && !/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(system)) {
    throw new RangeError(`Invalid numberingSystem : ${system}`);
  }
}

function fractionDefaults({ style, currency }, notation) {
  if (style === 'currency' && notation !== 'compact') return [currencyDigits(currency), currencyDigits(currency)];
  return [0, style === 'percent' || style === 'currency' ? 0 : 3];
}

function initialize(locales, given) {
  const requested = canonicalizeLocaleList(locales);
  const options = coerceOptions(given);
  checkMatcher(options);
  checkNumberingSystem(options);
  const { locale, keywords } = resolveLocale(requested, { nu: ['latn'] });
  const style = styleOptions(options);
  const notation = textOption(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
  const digits = digitOptions(options, ...fractionDefaults(style, notation), notation);
  const compactDisplay = textOption(options, 'compactDisplay', ['short', 'long'], 'short');
  const grouping = groupingOption(options, notation === 'compact' ? 'min2' : 'auto');
  const signs = ['auto', 'never', 'always', 'exceptZero', 'negative'];
  const signDisplay = textOption(options, 'signDisplay', signs, 'auto');
  return { locale: withKeywords(locale, keywords), ...style, notation, digits, compactDisplay, grouping, signDisplay };
}

/** The power of ten that a number is divided by. */
function exponentOf(decimal, { notation, digits }) {
  if (notation === 'standard' || !decimal.digits) return 0;
  const exponentFor = ({ point }) => {
    if (notation === 'scientific') return point - 1;
    const thousands = Math.floor((point - 1) / 3) * 3;
    return notation === 'engineering' ? thousands : Math.min(Math.max(thousands, 0), 12);
  };
  const first = exponentFor(decimal);
  // Rounding may make one digit more of it.
  const rounded = roundDigits(scale(decimal, -first), digits);
  return rounded.digits ? exponentFor(scale(rounded, first)) : first;
}

function groups(integer, grouping) {
  if (!grouping || integer.length < (grouping === 'min2' ? 5 : 4)) return [part('integer', integer)];
  const parts = [];
  const first = integer.length % 3 || 3;
  for (let at = 0; at < integer.length; at = at ? at + 3 : first) {
    if (at) parts.push(part('group', ','));
    parts.push(part('integer', integer.slice(at, at ? at + 3 : first)));
  }
  return parts;
}

function compactParts(exponent, { style, notation, compactDisplay }) {
  if (notation !== 'compact' || !COMPACT[exponent]) return [];
  const [short, long] = COMPACT[exponent];
  // Money is always short.
  if (compactDisplay === 'short' || style === 'currency') return [part('compact', short)];
  return [part('literal', ' '), part('compact', long)];
}

function exponentParts(exponent, { notation }) {
  if (notation === 'standard' || notation === 'compact') return [];
  const parts = [part('exponentSeparator', 'E')];
  if (exponent < 0) parts.push(part('exponentMinusSign', '-'));
  return [...parts, part('exponentInteger', String(Math.abs(exponent)))];
}

/** `{ parts, compact, plural, isZero }`: the digits of a number without sign and unit. */
function bareNumber(decimal, slots) {
  if (decimal.kind === 'nan') return { parts: [part('nan', 'NaN')], compact: [], plural: 'other', isZero: true };
  if (decimal.kind === 'infinite') return { parts: [part('infinity', '∞')], compact: [], plural: 'other', isZero: false };
  const exponent = exponentOf(decimal, slots);
  const { integer, fraction, isZero } = formatDigits(scale(decimal, -exponent), slots.digits);
  const parts = groups(integer, slots.grouping);
  if (fraction) parts.push(part('decimal', '.'), part('fraction', fraction));
  parts.push(...exponentParts(exponent, slots));
  const plural = exponent ? 'other' : pluralOf(fraction ? `${integer}.${fraction}` : integer);
  return { parts, compact: compactParts(exponent, slots), plural, isZero };
}

/** '-', '+' or nothing. */
function signOf({ kind, negative }, isZero, signDisplay) {
  switch (signDisplay) {
    case 'never': return '';
    case 'auto': return negative ? '-' : '';
    case 'always': return negative ? '-' : '+';
    case 'exceptZero': return isZero ? '' : negative ? '-' : '+';
    default: return negative && !isZero && kind !== 'nan' ? '-' : '';
  }
}

const signParts = (sign) => (sign ? [part(sign === '-' ? 'minusSign' : 'plusSign', sign)] : []);

function symbolOf({ currency, currencyDisplay }) {
  if (currencyDisplay === 'code') return currency;
  return (currencyDisplay === 'narrowSymbol' && NARROW_SYMBOLS[currency]) || (SYMBOLS[currency] ?? currency);
}

const isPercentUnit = ({ unit, unitDisplay }) => unit === 'percent' && unitDisplay !== 'long';

/** What stands before and behind a number, next to it: sign, currency and percent sign. A space keeps letters off digits. */
function affixes(slots, sign, isDigits) {
  const { style, currencyDisplay, currencySign } = slots;
  if (style === 'percent') return [signParts(sign), [part('percentSign', '%')]];
  if (isPercentUnit(slots)) return [signParts(sign), [part('unit', '%')]];
  if (style !== 'currency' || currencyDisplay === 'name') return [signParts(sign), []];
  const symbol = symbolOf(slots);
  const currency = [part('currency', symbol)];
  if (isDigits && /\p{L}$/u.test(symbol)) currency.push(part('literal', NO_BREAK_SPACE));
  if (sign === '-' && currencySign === 'accounting') {
    return [[part('literal', '('), ...currency], [part('literal', ')')]];
  }
  return [[...signParts(sign), ...currency], []];
}

function unitSuffix({ unit, unitDisplay }, plural) {
  const pattern = (name) => {
    const patterns = unitPatterns(name)?.[unitDisplay];
    return patterns && (plural === 'one' ? patterns[0] : patterns.at(-1)).slice(1);
  };
  const whole = pattern(unit);
  if (whole !== undefined) return whole;
  const [numerator, denominator] = unit.split('-per-');
  const { per, [unitDisplay]: [one] } = unitPatterns(denominator);
  const at = ['long', 'short', 'narrow'].indexOf(unitDisplay);
  const each = per ? per[at].slice(1) : (unitDisplay === 'long' ? ' per ' : '/') + one.slice(1).trim();
  return pattern(numerator) + each;
}

/** What stands behind all: names of units and currencies. */
function suffix(slots, plural) {
  if (isPercentUnit(slots)) return [];
  if (slots.style === 'unit') {
    const text = unitSuffix(slots, plural);
    const unit = part('unit', text.trimStart());
    return text.startsWith(' ') ? [part('literal', ' '), unit] : [unit];
  }
  if (slots.style !== 'currency' || slots.currencyDisplay !== 'name') return [];
  const [one, other] = currencyNames?.(slots.currency) ?? [slots.currency, slots.currency];
  return [part('literal', ' '), part('currency', plural === 'one' ? one : other)];
}

/** `{ before, number, behind, outside }`: parts. */
function layOut(decimal, slots, isRange = false) {
  const value = slots.style === 'percent' ? scale(decimal, 2) : decimal;
  const { parts, compact, plural, isZero } = bareNumber(value, slots);
  const [before, behind] = affixes(slots, signOf(value, isZero, slots.signDisplay), value.kind === 'finite');
  return { before, number: parts, behind: [...compact, ...behind], outside: suffix(slots, isRange ? 'other' : plural) };
}

export function formatToParts(decimal, slots) {
  const { before, number, behind, outside } = layOut(decimal, slots);
  return [...before, ...number, ...behind, ...outside];
}

const from = (source, parts) => parts.map((each) => ({ ...each, source }));

/**
 * https://tc39.es/ecma402/#sec-partitionnumberrangepattern; as ICU does, what both numbers have around them is written
 * once when it is longer than a character, and spaces keep apart what is written twice.
 */
function rangeToParts(first, last, slots) {
  if (first.kind === 'nan' || last.kind === 'nan') throw new RangeError('Invalid argument');
  const [start, end] = [layOut(first, slots, true), layOut(last, slots, true)];
  const whole = ({ before, number, behind }) => join([...before, ...number, ...behind]);
  if (whole(start) === whole(end)) {
    return from('shared', [part('approximatelySign', '~'), ...formatToParts(first, slots)]);
  }
  const around = ({ before, behind }) => join([...before, ...behind]);
  const isCollapsed = around(start) === around(end) && [...around(start)].length > 1;
  const isRepeated = (!isCollapsed && around(start)) || exponentParts(0, slots).length > 0;
  const between = from('shared', [part('literal', isRepeated ? ' – ' : '–')]);
  const shared = from('shared', end.outside);
  const [opening, closing] = [isCollapsed ? 'shared' : 'startRange', isCollapsed ? 'shared' : 'endRange'];
  return [
    ...from(opening, start.before), ...from('startRange', start.number),
    ...(isCollapsed ? [] : from('startRange', start.behind)),
    ...between,
    ...(isCollapsed ? [] : from('endRange', end.before)),
    ...from('endRange', end.number), ...from(closing, end.behind),
    ...shared,
  ];
}

function range(slots, start, end) {
  if (start === undefined || end === undefined) throw new TypeError('Invalid argument');
  return rangeToParts(toMathematicalValue(start), toMathematicalValue(end), slots);
}

function resolvedOptions(slots) {
  const { locale, style, notation, digits } = slots;
  const given = (...keys) => Object.fromEntries(keys.filter((key) => key in slots).map((key) => [key, slots[key]]));
  return {
    locale,
    numberingSystem: 'latn',
    style,
    ...given('currency', 'currencyDisplay', 'currencySign', 'unit', 'unitDisplay'),
    ...resolvedDigits(digits),
    useGrouping: slots.grouping,
    notation,
    ...(notation === 'compact' && given('compactDisplay')),
    signDisplay: slots.signDisplay,
    roundingMode: digits.mode,
    roundingIncrement: digits.increment,
    trailingZeroDisplay: digits.trailingZeroDisplay,
    roundingPriority: digits.priority,
  };
}

const format = (value, slots) => join(formatToParts(toMathematicalValue(value), slots));

export const NumberFormat = addService('NumberFormat', initialize, (slotsOf) => ({
  get format() {
    const slots = slotsOf(this, 'format');
    slots.bound ??= Object.defineProperty((value) => format(value, slots), 'name', { value: '' });
    return slots.bound;
  },
  formatToParts(value) {
    return formatToParts(toMathematicalValue(value), slotsOf(this, 'formatToParts'));
  },
  formatRange(start, end) {
    return join(range(slotsOf(this, 'formatRange'), start, end));
  },
  formatRangeToParts(start, end) {
    return range(slotsOf(this, 'formatRangeToParts'), start, end);
  },
  resolvedOptions() {
    return resolvedOptions(slotsOf(this, 'resolvedOptions'));
  },
}), { isCallable: true });

if (listUnits) listValues('unit', listUnits);
if (listCurrencies) listValues('currency', listCurrencies);

/** How a number is written by a locale and options. */
export const numberSlots = remember(initialize);

const { valueOf: numberOf } = Number.prototype;
const { valueOf: bigintOf } = BigInt.prototype;

replaceMethods(Number.prototype, {
  toLocaleString() {
    return format(numberOf.call(this), numberSlots(arguments[0], arguments[1]));
  },
});
replaceMethods(BigInt.prototype, {
  toLocaleString() {
    return format(bigintOf.call(this), numberSlots(arguments[0], arguments[1]));
  },
});
