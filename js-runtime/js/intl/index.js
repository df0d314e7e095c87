// The global Intl: https://tc39.es/ecma402/#intl-object. Each service is a module that a program carries which names it.
import { canonicalizeLocaleList } from 'jsc:intl/locales';
// Empty in programs that neither name time zones nor are told to carry them.
import * as zones from 'jsc:intl/time-zones';

/** What `supportedValuesOf` lists, by key; the services add what they know. */
const values = new Map([
  ['calendar', () => ['gregory', 'iso8601']],
  ['collation', () => ['default', 'emoji', 'eor']],
  ['currency', () => []],
  ['numberingSystem', () => ['latn']],
  ['timeZone', zones.listZones ?? (() => ['UTC'])],
  ['unit', () => []],
]);

export const listValues = (key, list) => values.set(key, list);

export const Intl = {};

const functions = {
  getCanonicalLocales(locales) {
    return canonicalizeLocaleList(locales);
  },
  supportedValuesOf(key) {
    const list = values.get(String(key));
    if (!list) throw new RangeError(`Invalid key : ${key}`);
    return list().toSorted();
  },
};
for (const [name, value] of Object.entries(functions)) {
  Object.defineProperty(Intl, name, { value, writable: true, configurable: true });
}
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, configurable: true });
