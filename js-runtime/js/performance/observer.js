// PerformanceObserver: https://w3c.github.io/performance-timeline/#the-performanceobserver-interface, with the error codes
// of Node.js.
import { codedError, invalidType, invalidValue } from 'jsc:errors';
import { selectors, setObserve, timeline } from 'jsc:performance/entries';
import { setImmediate } from 'jsc:timers';
import { dictionary, expose, required, sequence } from 'jsc:webidl';

const KEY = {};
const SUPPORTED = Object.freeze(['mark', 'measure']);

class PerformanceObserverEntryList {
  #entries;
  #selectors = selectors(() => this.#entries);

  constructor() {
    if (arguments[0] !== KEY) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#entries = arguments[1];
  }

  getEntries() {
    return this.#selectors.getEntries();
  }

  getEntriesByType(type) {
    void this.#entries;
    required(arguments, 1, 'PerformanceObserverEntryList.getEntriesByType');
    return this.#selectors.getEntriesByType(`${type}`);
  }

  getEntriesByName(name, type = undefined) {
    void this.#entries;
    required(arguments, 1, 'PerformanceObserverEntryList.getEntriesByName');
    return this.#selectors.getEntriesByName(`${name}`, type === undefined ? undefined : `${type}`);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `PerformanceObserverEntryList ${inspect(this.#entries, options)}`;
  }
}

/** Observers that are connected, in the order of their coming. */
const observers = new Set();
let isScheduled = false;
let deliver;

/** Entries are delivered in a task of their own. */
function schedule() {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    [...observers].forEach(deliver);
  });
}

/** The options of observe, checked; `kind` is the member that names the types. */
function optionsOf(given) {
  const { buffered, entryTypes, type } = dictionary(given, 'PerformanceObserver.observe: the options');
  if (entryTypes === undefined && type === undefined) {
    throw codedError(TypeError, 'ERR_MISSING_ARGS',
      'The "options.entryTypes" and "options.type" arguments must be specified');
  }
  if (entryTypes !== undefined && type !== undefined) {
    throw invalidValue('options.entryTypes', 'options.entryTypes can not set with options.type together', entryTypes);
  }
  if (type !== undefined) return { kind: 'type', types: [`${type}`], buffered: Boolean(buffered) };
  const types = sequence(entryTypes, 'PerformanceObserver.observe: entryTypes', String);
  return { kind: 'entryTypes', types, buffered: Boolean(buffered) };
}

class PerformanceObserver {
  #callback;
  /** What the first call of observe named: `type` or `entryTypes`. */
  #kind;
  #types = new Set();
  #buffer = [];
  /** The first delivery says how many entries were dropped: none, the timeline has no bound. */
  #saysDropped = false;

  static {
    deliver = (observer) => {
      const entries = observer.#buffer;
      if (!entries.length) return;
      observer.#buffer = [];
      const options = observer.#saysDropped ? { droppedEntriesCount: 0 } : {};
      observer.#saysDropped = false;
      try {
        Reflect.apply(observer.#callback, observer, [new PerformanceObserverEntryList(KEY, entries), observer, options]);
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
    };
    setObserve((entry) => {
      for (const observer of observers) {
        if (observer.#types.has(entry.entryType)) observer.#take([entry]);
      }
    });
  }

  constructor(callback) {
    if (typeof callback !== 'function') throw invalidType('callback', 'of type function', callback);
    this.#callback = callback;
  }

  static get supportedEntryTypes() {
    return SUPPORTED;
  }

  observe(options = undefined) {
    void this.#kind;
    const { kind, types, buffered } = optionsOf(options);
    if (this.#kind !== undefined && this.#kind !== kind) {
      throw new DOMException(`PerformanceObserver can not change to ${kind === 'type' ? 'single' : 'multiple'} observations`,
        'InvalidModificationError');
    }
    this.#kind = kind;
    this.#saysDropped = true;
    const supported = types.filter((type) => SUPPORTED.includes(type));
    if (!supported.length) return;
    this.#types = new Set(kind === 'type' ? [...this.#types, ...supported] : supported);
    observers.add(this);
    if (buffered) this.#take(timeline.getEntries().filter(({ entryType }) => supported.includes(entryType)));
  }

  disconnect() {
    void this.#kind;
    observers.delete(this);
    this.#buffer = [];
    this.#types.clear();
  }

  takeRecords() {
    const entries = this.#buffer;
    this.#buffer = [];
    return entries;
  }

  #take(entries) {
    if (!entries.length) return;
    this.#buffer.push(...entries);
    schedule();
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return '[PerformanceObserver]';
    const shown = { connected: observers.has(this), pending: isScheduled, entryTypes: [...this.#types], buffer: this.#buffer };
    return `PerformanceObserver ${inspect(shown, options)}`;
  }
}

[PerformanceObserver, PerformanceObserverEntryList].forEach(expose);

export { PerformanceObserver, PerformanceObserverEntryList };
