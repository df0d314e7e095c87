// CLDR's rules for the plurals of English: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html

const ORDINALS = new Map([['1', 'one'], ['2', 'two'], ['3', 'few']]);

/** The category of a number that is written in these digits, as `1` or `1.0`. */
export function pluralOf(digits, type = 'cardinal') {
  if (type === 'cardinal') return digits === '1' ? 'one' : 'other';
  if (!/^[0-9]+$/.test(digits) || digits.at(-2) === '1') return 'other';
  return ORDINALS.get(digits.at(-1)) ?? 'other';
}
