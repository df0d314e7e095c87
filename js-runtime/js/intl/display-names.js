// Intl.DisplayNames: https://tc39.es/ecma402/#intl-displaynames-objects
import { baseName, canonicalizeLocaleList, parseTag, resolveLocale } from 'jsc:intl/locales';
import { addService, checkMatcher, textOption } from 'jsc:intl/service';
import { currencyNames } from 'jsc:intl/en/currency-names';
import { calendar, field, language, region, script, variant } from 'jsc:intl/en/display-names';

const TYPES = ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'];
const FIELDS = ['era', 'year', 'quarter', 'month', 'weekOfYear', 'weekday', 'day', 'dayPeriod', 'hour', 'minute', 'second',
  'timeZoneName'];

const invalid = (type, code) => new RangeError(`Invalid argument to Intl.DisplayNames.prototype.of: ${code} is no ${type}`);

/** The name of a row for a style: the shorter ones where there are any. */
const styled = (names, style) => names && ((style === 'long' ? '' : names[1]) || names[0]);

/** The name of the tag's language, with script and region where they have one together, and the parts that are left. */
function headOf(parts, { languageDisplay, style }) {
  const { language: own, script: written, region: where } = parts;
  const whole = languageDisplay === 'dialect' && styled(language([own, written, where].filter(Boolean).join('-')), style);
  return whole ? [whole, {}] : [styled(language(own), style), parts];
}

function languageName(parts, settings) {
  const [head, rest] = headOf(parts, settings);
  const details = [
    rest.script && (script(rest.script)?.[0] ?? rest.script),
    rest.region && (styled(region(rest.region), settings.style) ?? rest.region),
    ...parts.variants.map((name) => variant(name)?.[0] ?? name.toUpperCase()),
  ].filter(Boolean);
  if (head === undefined && (settings.fallback === 'none' || details.length === 0)) return undefined;
  const name = head ?? parts.language;
  return details.length ? `${name} (${details.join(', ')})` : name;
}

/** `{ code, name }` by type: the canonical code, and its name, if it has one. Throws a RangeError for what is no code. */
const NAMES = {
  language(code, settings) {
    const parts = parseTag(code);
    if (parts.extensions.length || parts.language.length === 4) throw invalid('language', code);
    return { code: baseName(parts), name: languageName(parts, settings) };
  },
  region(code, { style }) {
    if (!/^(?:[a-z]{2}|\d{3})$/i.test(code)) throw invalid('region', code);
    const canonical = code.toUpperCase();
    return { code: canonical, name: styled(region(canonical), style) };
  },
  script(code) {
    if (!/^[a-z]{4}$/i.test(code)) throw invalid('script', code);
    const canonical = code[0].toUpperCase() + code.slice(1).toLowerCase();
    return { code: canonical, name: script(canonical)?.[0] };
  },
  currency(code) {
    if (!/^[a-z]{3}$/i.test(code)) throw invalid('currency', code);
    const canonical = code.toUpperCase();
    const [, other, title = other] = currencyNames(canonical) ?? [];
    return { code: canonical, name: title };
  },
  calendar(code) {
    if (!/^[a-z\d]{3,8}(?:-[a-z\d]{3,8})*$/i.test(code)) throw invalid('calendar', code);
    const canonical = code.toLowerCase();
    return { code: canonical, name: calendar(canonical)?.[0] };
  },
  dateTimeField(code, { style }) {
    if (!FIELDS.includes(code)) throw invalid('dateTimeField', code);
    const [long, short, narrow] = field(code);
    return { code, name: style === 'long' ? long : style === 'short' ? short || long : narrow || short || long };
  },
};

export const DisplayNames = addService('DisplayNames', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  if (typeof given !== 'object' && typeof given !== 'function' || given === null) {
    throw new TypeError(`options must be an object, not ${String(given)}`);
  }
  checkMatcher(given);
  const style = textOption(given, 'style', ['narrow', 'short', 'long'], 'long');
  const type = textOption(given, 'type', TYPES, undefined);
  if (type === undefined) throw new TypeError('Required option "type" must not be undefined');
  const fallback = textOption(given, 'fallback', ['code', 'none'], 'code');
  const languageDisplay = textOption(given, 'languageDisplay', ['dialect', 'standard'], 'dialect');
  const { locale } = resolveLocale(requested);
  return { locale, style, type, fallback, ...(type === 'language' && { languageDisplay }) };
}, (slotsOf) => ({
  of(code) {
    const settings = slotsOf(this, 'of');
    const found = NAMES[settings.type](String(code), settings);
    return found.name ?? (settings.fallback === 'code' ? found.code : undefined);
  },
  resolvedOptions() {
    return { ...slotsOf(this, 'resolvedOptions') };
  },
}));

// Unlike the other services, it cannot do without options.
Object.defineProperty(DisplayNames, 'length', { value: 2, configurable: true });
