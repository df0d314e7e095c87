// Intl.ListFormat: https://tc39.es/ecma402/#listformat-objects
import { canonicalizeLocaleList, resolveLocale } from 'jsc:intl/locales';
import { addService, checkMatcher, join, optionsObject, textOption } from 'jsc:intl/service';

/** In English by type and style, of CLDR 48: what stands between two, between more, and before the last of more. */
const SEPARATORS = {
  conjunction: { long: [' and ', ', ', ', and '], short: [' & ', ', ', ', & '], narrow: [', ', ', ', ', '] },
  disjunction: { long: [' or ', ', ', ', or '], short: [' or ', ', ', ', or '], narrow: [' or ', ', ', ', or '] },
  unit: { long: [', ', ', ', ', '], short: [', ', ', ', ', '], narrow: [' ', ' ', ' '] },
};

/** The strings of an iterable; throws a TypeError for what has others. */
function stringsOf(iterable) {
  const strings = [];
  if (iterable === undefined) return strings;
  for (const item of iterable) {
    if (typeof item !== 'string') throw new TypeError(`Iterable yielded ${String(item)} which is not a string`);
    strings.push(item);
  }
  return strings;
}

function toParts({ type, style }, strings) {
  const [two, between, last] = SEPARATORS[type][style];
  return strings.flatMap((value, at) => {
    const element = { type: 'element', value };
    if (at === 0) return [element];
    const separator = at < strings.length - 1 ? between : strings.length === 2 ? two : last;
    return [{ type: 'literal', value: separator }, element];
  });
}

export const ListFormat = addService('ListFormat', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  const options = optionsObject(given);
  checkMatcher(options);
  const type = textOption(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction');
  const style = textOption(options, 'style', ['long', 'short', 'narrow'], 'long');
  return { locale: resolveLocale(requested).locale, type, style };
}, (slotsOf) => ({
  format(list) {
    const slots = slotsOf(this, 'format');
    return join(toParts(slots, stringsOf(list)));
  },
  formatToParts(list) {
    const slots = slotsOf(this, 'formatToParts');
    return toParts(slots, stringsOf(list));
  },
  resolvedOptions() {
    return { ...slotsOf(this, 'resolvedOptions') };
  },
}));
