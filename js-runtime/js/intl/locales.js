// Language tags and the choice among locales: https://tc39.es/ecma402/#sec-language-tags and
// https://unicode.org/reports/tr35/#Unicode_Language_and_Locale_Identifiers.

/** Languages that have another name now, of CLDR's aliases those that programs meet. */
const LANGUAGES = { iw: 'he', in: 'id', ji: 'yi', jw: 'jv', mo: 'ro', tl: 'fil', cmn: 'zh', aa_saaho: 'ssy' };
const REGIONS = { BU: 'MM', DD: 'DE', FX: 'FR', TP: 'TL', UK: 'GB', YD: 'YE', ZR: 'CD' };

const LANGUAGE = /^(?:[a-z]{2,3}|[a-z]{5,8})$/;
const SCRIPT = /^[a-z]{4}$/;
const REGION = /^(?:[a-z]{2}|[0-9]{3})$/;
const VARIANT = /^(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})$/;
const KEY = /^[a-z0-9][a-z]$/;

const invalid = (tag) => new RangeError(`Incorrect locale information provided: ${tag}`);
const title = (text) => text[0].toUpperCase() + text.slice(1);

/** The extensions of a tag, each a singleton and its subtags. */
function readExtensions(parts, tag) {
  const extensions = [];
  for (let at = 0; at < parts.length;) {
    const singleton = parts[at++];
    const subtags = [];
    const longest = singleton === 'x' ? parts.length : parts.length + 1;
    while (at < longest && at < parts.length && (singleton === 'x' || parts[at].length > 1)) subtags.push(parts[at++]);
    const shortest = singleton === 'x' ? 1 : 2;
    if (singleton.length !== 1 || subtags.length === 0) throw invalid(tag);
    if (subtags.some((subtag) => subtag.length < shortest || subtag.length > 8)) throw invalid(tag);
    if (extensions.some(([other]) => other === singleton)) throw invalid(tag);
    extensions.push([singleton, subtags]);
  }
  return extensions;
}

/** Keywords of the extension `u`: `[attributes, Map of keys to values]`. */
function readKeywords(subtags) {
  const attributes = [];
  const keywords = new Map();
  let key;
  for (const subtag of subtags) {
    if (subtag.length === 2 && KEY.test(subtag)) {
      key = keywords.has(subtag) ? null : subtag;
      if (key) keywords.set(key, []);
    } else if (key === undefined) {
      attributes.push(subtag);
    } else if (key) {
      keywords.get(key).push(subtag);
    }
  }
  return [attributes, keywords];
}

function writeExtension([singleton, subtags]) {
  if (singleton !== 'u') return [singleton, ...subtags].join('-');
  const [attributes, keywords] = readKeywords(subtags);
  const sorted = [...keywords].sort(([a], [b]) => (a < b ? -1 : 1));
  const values = sorted.flatMap(([key, value]) => [key, ...value.filter((part) => part !== 'true' && part !== 'yes')]);
  return ['u', ...attributes.sort(), ...values].join('-');
}

/** The parts of a tag in canonical form; throws a RangeError for what is none. */
export function parseTag(text) {
  const tag = String(text);
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(tag)) throw invalid(tag);
  const parts = tag.toLowerCase().split('-');
  const take = (pattern) => (parts.length && pattern.test(parts[0]) ? parts.shift() : undefined);
  let language = take(LANGUAGE);
  if (language === undefined) throw invalid(tag);
  language = LANGUAGES[language] ?? language;
  let script = take(SCRIPT);
  if (script) script = title(script);
  let region = take(REGION)?.toUpperCase();
  region = REGIONS[region] ?? region;
  const variants = [];
  for (let variant = take(VARIANT); variant !== undefined; variant = take(VARIANT)) {
    if (variants.includes(variant)) throw invalid(tag);
    variants.push(variant);
  }
  const extensions = readExtensions(parts, tag);
  return { language, script, region, variants: variants.sort(), extensions };
}

export const baseName = ({ language, script, region, variants }) =>
  [language, script, region, ...variants].filter(Boolean).join('-');

export function writeTag(parts) {
  const [others, own] = [[], []];
  for (const extension of parts.extensions) (extension[0] === 'x' ? own : others).push(extension);
  others.sort(([a], [b]) => (a < b ? -1 : 1));
  return [baseName(parts), ...[...others, ...own].map(writeExtension)].join('-');
}

/** The keywords of a tag's extension `u`. */
export const keywordsOf = ({ extensions }) =>
  readKeywords(extensions.find(([singleton]) => singleton === 'u')?.[1] ?? [])[1];

/** Objects that are locales, and their tags: Intl.Locale adds its own. */
export const locales = new WeakMap();

/** https://tc39.es/ecma402/#sec-canonicalizelocalelist */
export function canonicalizeLocaleList(list) {
  if (list === undefined) return [];
  if (list === null) throw new TypeError('Cannot convert undefined or null to object');
  const items = typeof list === 'string' || locales.has(list) ? [list] : Object(list);
  const seen = [];
  const length = Math.min(Math.max(Math.trunc(Number(items.length)) || 0, 0), Number.MAX_SAFE_INTEGER);
  for (let at = 0; at < length; at++) {
    if (!(at in items)) continue;
    const item = items[at];
    if (typeof item !== 'string' && (typeof item !== 'object' || item === null)) {
      throw new TypeError('Language ID should be string or object.');
    }
    const tag = locales.get(item) ?? writeTag(parseTag(item));
    if (!seen.includes(tag)) seen.push(tag);
  }
  return seen;
}

/** The locales that there is data of; the first is the default. */
const AVAILABLE = ['en-US', 'en'];

function bestAvailable(tag) {
  for (let candidate = tag; candidate; candidate = candidate.slice(0, Math.max(candidate.lastIndexOf('-'), 0))) {
    if (AVAILABLE.includes(candidate)) return candidate;
  }
  return undefined;
}

/**
 * The locale for what was asked for, and the keywords of that: `{ locale, keywords }`. The keywords are those of
 * `keys`, each with the values that it can have.
 */
export function resolveLocale(requested, keys = {}) {
  for (const tag of requested) {
    const parts = parseTag(tag);
    const locale = bestAvailable(baseName(parts));
    if (locale === undefined) continue;
    const keywords = {};
    for (const [key, value] of keywordsOf(parts)) {
      const text = value.join('-') || 'true';
      if (keys[key]?.includes(text)) keywords[key] = text;
    }
    return { locale, keywords };
  }
  return { locale: AVAILABLE[0], keywords: {} };
}

/** The tag of a locale with keywords that took effect. */
export function withKeywords(locale, keywords) {
  const pairs = Object.entries(keywords).sort(([a], [b]) => (a < b ? -1 : 1));
  if (pairs.length === 0) return locale;
  return [locale, 'u', ...pairs.flatMap(([key, value]) => (value === 'true' ? [key] : [key, value]))].join('-');
}

export const supportedLocales = (requested) =>
  requested.filter((tag) => bestAvailable(baseName(parseTag(tag))) !== undefined);
