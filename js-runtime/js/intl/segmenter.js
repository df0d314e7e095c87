// Intl.Segmenter: https://tc39.es/ecma402/#segmenter-objects
import { graphemes, sentences, words } from 'native:segmenter';
import { canonicalizeLocaleList, resolveLocale } from 'jsc:intl/locales';
import { addService, checkMatcher, optionsObject, textOption } from 'jsc:intl/service';

/** The places where segments end; for words also whether each is one. */
function findBreaks(text, granularity) {
  if (granularity !== 'word') return { places: (granularity === 'grapheme' ? graphemes : sentences)(text) };
  const found = words(text);
  const half = (odd) => found.filter((_, at) => at % 2 === odd);
  return { places: half(0), isWord: half(1) };
}

class Found {
  constructor(text, granularity) {
    this.text = text;
    Object.assign(this, findBreaks(text, granularity));
  }

  /** The segment that ends at the place of that number. */
  segment(at) {
    const index = this.places[at - 1];
    const data = { segment: this.text.slice(index, this.places[at]), index, input: this.text };
    if (this.isWord) data.isWordLike = this.isWord[at] === 1;
    return data;
  }
}

const segmentsOf = new WeakMap();
const iteratorsOf = new WeakMap();

function slot(map, object, method) {
  const found = map.get(object);
  if (!found) throw new TypeError(`Method ${method} called on incompatible receiver ${String(object)}`);
  return found;
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

const segmentIteratorPrototype = Object.defineProperties(Object.create(iteratorPrototype), {
  next: { writable: true, configurable: true, value: { next() {
    const state = slot(iteratorsOf, this, '%SegmentIterator.prototype%.next');
    if (state.at + 1 >= state.found.places.length) return { value: undefined, done: true };
    state.at++;
    return { value: state.found.segment(state.at), done: false };
  } }.next },
  [Symbol.toStringTag]: { value: 'Segmenter String Iterator', configurable: true },
});

const segmentsPrototype = Object.defineProperties({}, {
  containing: { writable: true, configurable: true, value: { containing(index) {
    const found = slot(segmentsOf, this, '%Segments.prototype%.containing');
    const number = Math.trunc(Number(index)) || 0;
    if (number < 0 || number >= found.text.length) return undefined;
    return found.segment(found.places.findIndex((place) => place > number));
  } }.containing },
  [Symbol.iterator]: { writable: true, configurable: true, value: { [Symbol.iterator]() {
    const found = slot(segmentsOf, this, '%Segments.prototype%[Symbol.iterator]');
    const iterator = Object.create(segmentIteratorPrototype);
    iteratorsOf.set(iterator, { found, at: 0 });
    return iterator;
  } }[Symbol.iterator] },
});

export const Segmenter = addService('Segmenter', (locales, given) => {
  const requested = canonicalizeLocaleList(locales);
  const options = optionsObject(given);
  checkMatcher(options);
  const { locale } = resolveLocale(requested);
  return { locale, granularity: textOption(options, 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme') };
}, (slotsOf) => ({
  segment(string) {
    const { granularity } = slotsOf(this, 'segment');
    const segments = Object.create(segmentsPrototype);
    segmentsOf.set(segments, new Found(String(string), granularity));
    return segments;
  },
  resolvedOptions() {
    return { ...slotsOf(this, 'resolvedOptions') };
  },
}));
