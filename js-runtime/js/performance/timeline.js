// The operations of Performance that make and give entries: https://w3c.github.io/user-timing/#extensions-performance-interface
// and https://w3c.github.io/performance-timeline/#extensions-to-the-performance-interface, with the error codes of Node.js.
import { codedError } from 'jsc:errors';
import { Performance, check } from 'jsc:performance/class';
import {
  PerformanceMark, add, checkTime, lastMark, makeMeasure, remove, textOf, timeline,
} from 'jsc:performance/entries';
import { now } from 'jsc:performance/origin';
import { required } from 'jsc:webidl';

/** Of the options of a measure: without any of these they are as good as none. */
const MEMBERS = ['start', 'end', 'duration', 'detail'];

/** The time that a mark's name or a number stands for. */
function timeOf(mark) {
  if (typeof mark === 'number') return checkTime(mark);
  const found = lastMark(`${mark}`);
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

/** The start and end of a measure. */
function spanOf({ start: from, end, duration }) {
  const endTime = end !== undefined ? timeOf(end) :
    from !== undefined && duration !== undefined ? timeOf(from) + Number(duration) : now();
  const startTime = from !== undefined ? timeOf(from) :
    duration !== undefined ? endTime - Number(duration) : 0;
  return [startTime, endTime];
}

const operations = {
  mark(markName, markOptions = undefined) {
    check(this);
    return add(new PerformanceMark(markName, markOptions));
  },

  measure(measureName, startOrMeasureOptions = undefined, endMark = undefined) {
    check(this);
    const name = textOf(measureName);
    const isOptions = typeof startOrMeasureOptions === 'object' && startOrMeasureOptions !== null;
    const options = isOptions ? startOrMeasureOptions : { start: startOrMeasureOptions ?? undefined, end: endMark };
    if (isOptions && MEMBERS.some((member) => options[member] !== undefined)) checkSpan(options, endMark);
    const [startTime, endTime] = spanOf(isOptions && endMark !== undefined ? { end: endMark } : options);
    return add(makeMeasure(name, startTime, endTime - startTime, options.detail));
  },

  clearMarks(markName = undefined) {
    check(this);
    remove('mark', markName === undefined ? undefined : `${markName}`);
  },

  clearMeasures(measureName = undefined) {
    check(this);
    remove('measure', measureName === undefined ? undefined : `${measureName}`);
  },

  getEntries() {
    check(this);
    return timeline.getEntries();
  },

  getEntriesByType(type) {
    check(this);
    required(arguments, 1, 'Performance.getEntriesByType');
    return timeline.getEntriesByType(`${type}`);
  },

  getEntriesByName(name, type = undefined) {
    check(this);
    required(arguments, 1, 'Performance.getEntriesByName');
    return timeline.getEntriesByName(`${name}`, type === undefined ? undefined : `${type}`);
  },
};

Object.defineProperties(Performance.prototype, Object.getOwnPropertyDescriptors(operations));
