// Intl.Locale: https://tc39.es/ecma402/#locale-objects
import { baseName, keywordsOf, locales, parseTag, writeTag } from 'jsc:intl/locales';
import { addService, booleanOption, coerceOptions, textOption } from 'jsc:intl/service';

const TYPE = /^[a-z0-9]{3,8}(?:-[a-z0-9]{3,8})*$/i;
/** Options by the key of the extension: the name, and which values there are. */
const KEYWORDS = {
  ca: ['calendar', TYPE],
  co: ['collation', TYPE],
  hc: ['hourCycle', /^h(?:11|12|23|24)$/],
  kf: ['caseFirst', /^(?:upper|lower|false)$/],
  nu: ['numberingSystem', TYPE],
};

function matching(options, name, pattern) {
  const value = textOption(options, name);
  if (value !== undefined && !pattern.test(value)) throw new RangeError(`Incorrect locale information provided: ${value}`);
  return value;
}

/** The parts of a tag with those that options replace. */
function withOptions(tag, options) {
  const parts = parseTag(tag);
  const language = matching(options, 'language', /^(?:[a-z]{2,3}|[a-z]{5,8})$/i);
  const script = matching(options, 'script', /^[a-z]{4}$/i);
  const region = matching(options, 'region', /^(?:[a-z]{2}|[0-9]{3})$/i);
  Object.assign(parts, language && { language }, script && { script }, region && { region });
  const keywords = keywordsOf(parts);
  for (const [key, [name, pattern]] of Object.entries(KEYWORDS)) {
    const value = matching(options, name, pattern);
    if (value !== undefined) keywords.set(key, value.toLowerCase().split('-'));
  }
  const numeric = booleanOption(options, 'numeric');
  if (numeric !== undefined) keywords.set('kn', numeric ? [] : ['false']);
  const attributes = parts.extensions.find(([singleton]) => singleton === 'u')?.[1] ?? [];
  const first = attributes.findIndex((subtag) => subtag.length === 2);
  const kept = attributes.slice(0, first < 0 ? attributes.length : first);
  const extensions = parts.extensions.filter(([singleton]) => singleton !== 'u');
  const pairs = [...keywords].flatMap(([key, value]) => [key, ...value]);
  if (kept.length + pairs.length) extensions.push(['u', [...kept, ...pairs]]);
  return writeTag({ ...parts, extensions });
}

export const Locale = addService('Locale', (tag, given) => {
  if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) {
    throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
  }
  const text = locales.get(tag) ?? String(tag);
  return { tag: writeTag(parseTag(withOptions(writeTag(parseTag(text)), coerceOptions(given)))) };
}, (slotsOf) => {
  const read = (object, name) => parseTag(slotsOf(object, name).tag);
  const keyword = (object, name, key) => {
    const value = keywordsOf(read(object, name)).get(key);
    return value?.join('-');
  };
  return {
    get baseName() { return baseName(read(this, 'baseName')); },
    get language() { return read(this, 'language').language; },
    get script() { return read(this, 'script').script; },
    get region() { return read(this, 'region').region; },
    get calendar() { return keyword(this, 'calendar', 'ca'); },
    get caseFirst() { return keyword(this, 'caseFirst', 'kf'); },
    get collation() { return keyword(this, 'collation', 'co'); },
    get hourCycle() { return keyword(this, 'hourCycle', 'hc'); },
    get numberingSystem() { return keyword(this, 'numberingSystem', 'nu'); },
    get numeric() {
      const value = keyword(this, 'numeric', 'kn');
      return value !== undefined && value !== 'false';
    },
    toString() { return slotsOf(this, 'toString').tag; },
  };
}, { hasSupported: false, added: (object, { tag }) => locales.set(object, tag) });
