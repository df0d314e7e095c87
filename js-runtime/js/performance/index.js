// performance: https://w3c.github.io/hr-time/ with the marks and measures of
// https://w3c.github.io/user-timing/, and the error codes of Node.js.

import { codedError } from 'jsc:errors';
import { now, start } from 'jsc:performance/origin';

export class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail = null) {
    Object.assign(this, { name, entryType, startTime, duration, detail });
  }

  toJSON() {
    return { ...this };
  }
}

export class PerformanceMark extends PerformanceEntry {}
export class PerformanceMeasure extends PerformanceEntry {}

let entries = [];

const select = (test) => entries.filter(test).sort((a, b) => a.startTime - b.startTime);

function clear(type, name) {
  entries = entries.filter((e) => e.entryType !== type || (name !== undefined && e.name !== `${name}`));
}

function textOf(name) {
  if (name === undefined) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
  return `${name}`;
}

function checkTime(time) {
  time = Number(time);
  if (time >= 0) return time;
  throw codedError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${time} is not a valid timestamp`);
}

/** The time that a mark's name or a number stands for. */
function timeOf(mark) {
  if (typeof mark === 'number') return checkTime(mark);
  const found = entries.findLast((entry) => entry.entryType === 'mark' && entry.name === `${mark}`);
  if (found) return found.startTime;
  throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
}

function checkSpan({ start: from, end, duration }, endMark) {
  const isNone = (value) => value === undefined;
  const wrong = !isNone(endMark) ? 'endMark must not be specified' :
    isNone(from) && isNone(end) ? 'One of options.start or options.end is required' :
      ![from, end, duration].some(isNone) &&
        'Must not have options.start, options.end, and options.duration specified';
  if (wrong) throw codedError(TypeError, 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', wrong);
}

export class Performance {
  get timeOrigin() {
    return start().wall;
  }

  now() {
    return now();
  }

  mark(name, options) {
    const { startTime, detail } = options ?? {};
    const entry = new PerformanceMark(textOf(name), 'mark',
      startTime === undefined ? now() : checkTime(startTime), 0, detail);
    entries.push(entry);
    return entry;
  }

  measure(name, startOrOptions, endMark) {
    name = textOf(name);
    const isOptions = typeof startOrOptions === 'object' && startOrOptions !== null;
    const options = isOptions ? startOrOptions : { start: startOrOptions, end: endMark };
    if (isOptions && Object.keys(options).length) checkSpan(options, endMark);
    const { start: from, end, duration, detail } = options;
    const endTime = end !== undefined ? timeOf(end) :
      from !== undefined && duration !== undefined ? timeOf(from) + Number(duration) : now();
    const startTime = from !== undefined ? timeOf(from) :
      duration !== undefined ? endTime - Number(duration) : 0;
    const entry = new PerformanceMeasure(name, 'measure', startTime, endTime - startTime, detail);
    entries.push(entry);
    return entry;
  }

  clearMarks(name) {
    clear('mark', name);
  }

  clearMeasures(name) {
    clear('measure', name);
  }

  getEntries() {
    return select(() => true);
  }

  getEntriesByName(name, type) {
    return select((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
  }

  getEntriesByType(type) {
    return select((e) => e.entryType === type);
  }

  toJSON() {
    return { timeOrigin: this.timeOrigin };
  }
}

Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });

const performance = new Performance();
Object.defineProperty(globalThis, 'performance', {
  value: performance, writable: true, enumerable: true, configurable: true,
});

export default performance;
