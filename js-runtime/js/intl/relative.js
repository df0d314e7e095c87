// Intl.RelativeTimeFormat: https://tc39.es/ecma402/#relativetimeformat-objects
import { toDecimal } from 'jsc:intl/decimal';
import { canonicalizeLocaleList, resolveLocale, withKeywords } from 'jsc:intl/locales';
import { checkNumberingSystem, formatToParts, numberSlots } from 'jsc:intl/number';
import { PluralRules } from 'jsc:intl/plural';
import { addService, checkMatcher, coerceOptions, join, textOption } from 'jsc:intl/service';

/** Short and narrow names in English, of CLDR 48; short ones of two forms have the plural second. */
const SHORT = {
  second: ['sec.'], minute: ['min.'], hour: ['hr.'], day: ['day', 'days'], week: ['wk.'], month: ['mo.'],
  quarter: ['qtr.', 'qtrs.'], year: ['yr.'],
};
const NARROW = { second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w', month: 'mo', quarter: 'q', year: 'y' };

/** What one unit before, this, and one after are called instead of by number. */
const PHRASES = {
  second: [undefined, 'now'],
  minute: [undefined, 'this minute'],
  hour: [undefined, 'this hour'],
  day: ['yesterday', 'today', 'tomorrow'],
};
const WITH_LAST = ['last', 'this', 'next'];

function phrase(unit, style, value) {
  const known = PHRASES[unit];
  if (known) return known[value + 1];
  if (Math.abs(value) > 1) return undefined;
  return `${WITH_LAST[value + 1]} ${style === 'long' ? unit : SHORT[unit][0]}`;
}

function singular(unit) {
  const text = String(unit);
  const name = text.endsWith('s') ? text.slice(0, -1) : text;
  if (!Object.hasOwn(SHORT, name)) throw new RangeError(`Invalid unit argument for format() '${text}'`);
  return name;
}

function unitName(unit, style, category) {
  if (style === 'narrow') return NARROW[unit];
  const [one, other = style === 'long' ? `${unit}s` : one] = style === 'long' ? [unit] : SHORT[unit];
  return ` ${category === 'one' ? one : other}`;
}

/** The plurals of English, once they were needed. */
let plural;

function toParts({ style, numeric }, given, givenUnit) {
  const value = Number(given);
  const unit = singular(givenUnit);
  if (!Number.isFinite(value)) throw new RangeError('The value need to be finite number for Intl.RelativeTimeFormat');
  const isPast = value < 0 || Object.is(value, -0);
  if (numeric === 'auto' && Number.isInteger(value)) {
    const text = phrase(unit, style, value);
    if (text !== undefined) return [{ type: 'literal', value: text }];
  }
  const magnitude = Math.abs(value);
  const number = formatToParts(toDecimal(magnitude), numberSlots()).map((part) => ({ ...part, unit }));
  plural ??= new PluralRules('en');
  const name = unitName(unit, style, plural.select(magnitude));
  const literal = (text) => ({ type: 'literal', value: text });
  return isPast ? [...number, literal(`${name} ago`)] : [literal('in '), ...number, literal(name)];
}

export const RelativeTimeFormat = addService('RelativeTimeFormat', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  const options = coerceOptions(given);
  checkMatcher(options);
  checkNumberingSystem(options);
  const { locale, keywords } = resolveLocale(requested, { nu: ['latn'] });
  const style = textOption(options, 'style', ['long', 'short', 'narrow'], 'long');
  const numeric = textOption(options, 'numeric', ['always', 'auto'], 'always');
  return { locale: withKeywords(locale, keywords), style, numeric, numberingSystem: 'latn' };
}, (slotsOf) => ({
  format(value, unit) {
    return join(toParts(slotsOf(this, 'format'), value, unit));
  },
  formatToParts(value, unit) {
    return toParts(slotsOf(this, 'formatToParts'), value, unit);
  },
  resolvedOptions() {
    return { ...slotsOf(this, 'resolvedOptions') };
  },
}));
