// The performance timeline: https://w3c.github.io/performance-timeline/, and the entries that
// https://w3c.github.io/user-timing/ puts there, with the error codes of Node.js.
import { codedError, invalidType } from 'jsc:errors';
import * as details from 'jsc:performance/detail';
import { now } from 'jsc:performance/origin';
import { expose, isObject } from 'jsc:webidl';

const KEY = {};

/** What `console.log` shows: the entry's members, which its JSON has too. */
function inspectEntry(entry, depth, options, inspect) {
  const { name } = entry.constructor;
  if (depth < 0) return `[${name}]`;
  return `${name} ${inspect(entry.toJSON(), { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
}

class PerformanceEntry {
  #name;
  #entryType;
  #startTime;
  #duration;

  constructor() {
    const [key, name, entryType, startTime, duration] = arguments;
    if (key !== KEY) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    [this.#name, this.#entryType, this.#startTime, this.#duration] = [name, entryType, startTime, duration];
  }

  get name() {
    return this.#name;
  }

  get entryType() {
    return this.#entryType;
  }

  get startTime() {
    return this.#startTime;
  }

  get duration() {
    return this.#duration;
  }

  toJSON() {
    return { name: this.#name, entryType: this.#entryType, startTime: this.#startTime, duration: this.#duration };
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return inspectEntry(this, depth, options, inspect);
  }
}

/** A name, converted as the operations take it. */
export function textOf(name) {
  if (name === undefined) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
  return `${name}`;
}

export function checkTime(time) {
  if (typeof time !== 'number') throw invalidType('startTime', 'of type number', time);
  if (time >= 0) return time;
  throw codedError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${time} is not a valid timestamp`);
}

const detailOf = (detail) => (detail === undefined || detail === null ? null : (details.clone?.(detail) ?? detail));

class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(name, options = undefined) {
    name = textOf(name);
    if (options !== undefined && options !== null && !isObject(options)) {
      throw invalidType('options', 'of type object', options);
    }
    const { detail, startTime } = options ?? {};
    super(KEY, name, 'mark', startTime === undefined ? now() : checkTime(startTime), 0);
    this.#detail = detailOf(detail);
  }

  get detail() {
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}

let makeMeasure;

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  static {
    makeMeasure = (name, startTime, duration, detail) => {
      const measure = new PerformanceMeasure(KEY, name, 'measure', startTime, duration);
      measure.#detail = detailOf(detail);
      return measure;
    };
  }

  constructor() {
    super(...arguments);
  }

  get detail() {
    return this.#detail;
  }

  toJSON() {
    return { ...super.toJSON(), detail: this.#detail };
  }
}

[PerformanceEntry, PerformanceMark, PerformanceMeasure].forEach(expose);

/** All entries, in the order in which they were made. */
let entries = [];

/** What jsc:performance/observer brings: it is told of every new entry. */
let observe = () => {};
export const setObserve = (f) => { observe = f; };

/** Puts an entry into the timeline; returns it. */
export function add(entry) {
  entries.push(entry);
  observe(entry);
  return entry;
}

export function remove(type, name) {
  entries = entries.filter((e) => e.entryType !== type || (name !== undefined && e.name !== name));
}

/** The last mark of a name. */
export const lastMark = (name) => entries.findLast((entry) => entry.entryType === 'mark' && entry.name === name);

const byTime = (a, b) => a.startTime - b.startTime;

/** What the interfaces with getEntries have in common, over the entries that `list` gives. */
export const selectors = (list) => ({
  getEntries: () => list().toSorted(byTime),
  getEntriesByType: (type) => list().filter((e) => e.entryType === type).sort(byTime),
  getEntriesByName: (name, type) =>
    list().filter((e) => e.name === name && (type === undefined || e.entryType === type)).sort(byTime),
});

export const timeline = selectors(() => entries);

export { PerformanceEntry, PerformanceMark, PerformanceMeasure, makeMeasure };
