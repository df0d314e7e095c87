// Writes js-runtime/js/intl/en/display-names.js of CLDR's data: `npm ci && node display-names.mjs`
import { readFileSync, writeFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}`, import.meta.url), 'utf8')).main.en;
const { languages } = read('cldr-localenames-full/main/en/languages.json').localeDisplayNames;
const { scripts } = read('cldr-localenames-full/main/en/scripts.json').localeDisplayNames;
const { territories } = read('cldr-localenames-full/main/en/territories.json').localeDisplayNames;
const { variants } = read('cldr-localenames-full/main/en/variants.json').localeDisplayNames;
const { types } = read('cldr-localenames-full/main/en/localeDisplayNames.json').localeDisplayNames;
const { fields } = read('cldr-dates-full/main/en/dateFields.json').dates;

/** What Intl calls the fields, and CLDR does. */
const FIELDS = {
  era: 'era', year: 'year', quarter: 'quarter', month: 'month', weekOfYear: 'week', weekday: 'weekday', day: 'day',
  dayPeriod: 'dayperiod', hour: 'hour', minute: 'minute', second: 'second', timeZoneName: 'zone',
};
/** What CLDR calls calendars, and Unicode's extension does, where that is another name. */
const CALENDARS = { gregorian: 'gregory', 'ethiopic-amete-alem': 'ethioaa' };

/** Whether a code is another one's alternative, or a part of a name that is put together. */
const isOther = (code) => /-alt-|(?:^|-)(?:core|extension)$/.test(code);

/** Lines of a code, its name, and what `alternatives` call it besides, where that is another. */
function lines(names, ...alternatives) {
  return Object.entries(names).filter(([code]) => !isOther(code)).map(([code, name]) => {
    const others = alternatives.map((kind) => names[`${code}-alt-${kind}`]).map((other) => (other === name ? '' : other ?? ''));
    return [code, name, ...others].join('|').replace(/\|+$/, '');
  }).join('\n');
}

const fieldLines = Object.entries(FIELDS).map(([name, field]) => {
  const [long, short, narrow] = ['', '-short', '-narrow'].map((width) => fields[field + width].displayName);
  return [name, long, short === long ? '' : short, narrow === short ? '' : narrow].join('|').replace(/\|+$/, '');
}).join('\n');

const calendars = Object.entries(types.calendar).filter(([code]) => !isOther(code))
  .map(([code, name]) => `${CALENDARS[code] ?? code}|${name}`).join('\n');

writeFileSync(new URL('../../js-runtime/js/intl/en/display-names.js', import.meta.url), `\
// Names of languages, regions, scripts, calendars and fields of dates, of CLDR 48 (https://cldr.unicode.org, Unicode
// License v3). Made by scripts/intl/display-names.mjs.

/** A line is a code, its name, and in short where that is another. */
const LANGUAGES = \`
${lines(languages, 'short')}\`;

const REGIONS = \`
${lines(territories, 'short')}\`;

/** A line is a code and its name. */
const SCRIPTS = \`
${lines(scripts)}\`;

const VARIANTS = \`
${lines(Object.fromEntries(Object.entries(variants).map(([code, name]) => [code.toLowerCase(), name])))}\`;

const CALENDARS = \`
${calendars}\`;

/** A line is a field, its name, in short, and in one letter, where that is another. */
const FIELDS = \`
${fieldLines}\`;

const rows = new Map();

/** The cells of a code in a table. */
const find = (table) => (code) => {
  if (!rows.has(table)) {
    rows.set(table, new Map(table.slice(1).split('\\n').map((line) => line.split('|')).map(([key, ...cells]) => [key, cells])));
  }
  return rows.get(table).get(code);
};

/** Each gives the names of a code, or undefined. */
export const language = find(LANGUAGES);
export const region = find(REGIONS);
export const script = find(SCRIPTS);
export const variant = find(VARIANTS);
export const calendar = find(CALENDARS);
export const field = find(FIELDS);
`);
