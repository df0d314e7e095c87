// Intl.PluralRules: https://tc39.es/ecma402/#pluralrules-objects, with CLDR's rules of English.
import { canonicalizeLocaleList, resolveLocale } from 'jsc:intl/locales';
import { addService, checkMatcher, coerceOptions, textOption } from 'jsc:intl/service';
import { toDecimal } from 'jsc:intl/decimal';
import { digitOptions, formatDigits, resolvedDigits } from 'jsc:intl/digits';
import { pluralOf } from 'jsc:intl/en/plurals';

function select({ type, digits }, value) {
  const decimal = toDecimal(Number(value));
  if (decimal.kind !== 'finite') return 'other';
  const { integer, fraction } = formatDigits(decimal, digits);
  return pluralOf(fraction ? `${integer}.${fraction}` : integer, type);
}

export const PluralRules = addService('PluralRules', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  const options = coerceOptions(given);
  checkMatcher(options);
  const type = textOption(options, 'type', ['cardinal', 'ordinal'], 'cardinal');
  const digits = digitOptions(options, 0, 3, 'standard');
  return { locale: resolveLocale(requested).locale, type, digits };
}, (slotsOf) => ({
  select(value) {
    return select(slotsOf(this, 'select'), value);
  },
  selectRange(start, end) {
    slotsOf(this, 'selectRange');
    if (start === undefined || end === undefined) throw new TypeError('Invalid argument');
    if (Number.isNaN(Number(start)) || Number.isNaN(Number(end))) throw new RangeError('Invalid argument');
    // All ranges are plural in English.
    return 'other';
  },
  resolvedOptions() {
    const { locale, type, digits } = slotsOf(this, 'resolvedOptions');
    return {
      locale,
      type,
      ...resolvedDigits(digits),
      pluralCategories: type === 'cardinal' ? ['one', 'other'] : ['few', 'one', 'two', 'other'],
    };
  },
}));
