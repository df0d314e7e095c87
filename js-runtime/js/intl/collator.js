// Intl.Collator: https://tc39.es/ecma402/#collator-objects, and String.prototype.localeCompare.
import { compare, open } from 'native:collator';
import { canonicalizeLocaleList, resolveLocale, withKeywords } from 'jsc:intl/locales';
import { addService, booleanOption, checkMatcher, coerceOptions, remember, replaceMethods, textOption } from 'jsc:intl/service';

const CASES = ['upper', 'lower', 'false'];

function initialize(locales, given) {
  const requested = canonicalizeLocaleList(locales);
  const options = coerceOptions(given);
  const usage = textOption(options, 'usage', ['sort', 'search'], 'sort');
  checkMatcher(options);
  const collation = textOption(options, 'collation');
  if (collation !== undefined && !/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(collation)) {
    throw new RangeError(`Invalid collation : ${collation}`);
  }
  const { locale, keywords } = resolveLocale(requested, { kn: ['true', 'false'], kf: CASES });
  const numericOption = booleanOption(options, 'numeric');
  const caseOption = textOption(options, 'caseFirst', CASES);
  const numeric = numericOption ?? keywords.kn === 'true';
  const caseFirst = caseOption ?? keywords.kf ?? 'false';
  if (numericOption !== undefined && String(numericOption) !== keywords.kn) delete keywords.kn;
  if (caseOption !== undefined && caseOption !== keywords.kf) delete keywords.kf;
  const sensitivity = textOption(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant');
  const ignorePunctuation = booleanOption(options, 'ignorePunctuation', false);
  const order = open(sensitivity, numeric, caseFirst, ignorePunctuation);
  return { locale: withKeywords(locale, keywords), usage, sensitivity, ignorePunctuation, numeric, caseFirst, order };
}

export const Collator = addService('Collator', initialize, (slotsOf) => ({
  get compare() {
    const slots = slotsOf(this, 'compare');
    slots.bound ??= Object.defineProperty((x, y) => compare(slots.order, String(x), String(y)), 'name', { value: '' });
    return slots.bound;
  },
  resolvedOptions() {
    const { locale, usage, sensitivity, ignorePunctuation, numeric, caseFirst } = slotsOf(this, 'resolvedOptions');
    return { locale, usage, sensitivity, ignorePunctuation, collation: 'default', numeric, caseFirst };
  },
}), { isCallable: true });

const slotsFor = remember(initialize);

replaceMethods(String.prototype, {
  localeCompare(that) {
    if (this === undefined || this === null) throw new TypeError('String.prototype.localeCompare called on null or undefined');
    const [text, other] = [String(this), String(that)];
    const { order } = slotsFor(arguments[1], arguments[2]);
    return compare(order, text, other);
  },
});
