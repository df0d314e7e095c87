// node:perf_hooks: https://nodejs.org/docs/latest-v20.x/api/perf_hooks.html
import { refusing } from 'jsc:absent/refuse';
import 'jsc:performance';
import { Performance, performance } from 'jsc:performance/class';
import { PerformanceEntry, PerformanceMark, PerformanceMeasure } from 'jsc:performance/entries';
import { PerformanceObserver, PerformanceObserverEntryList } from 'jsc:performance/observer';

const functions = refusing('perf_hooks', 'the engine measures nothing by itself', [
  'PerformanceResourceTiming', 'monitorEventLoopDelay', 'createHistogram',
]);

export const { PerformanceResourceTiming, monitorEventLoopDelay, createHistogram } = functions;
export const constants = {};
export {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  performance,
};
export default {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  ...functions, performance, constants,
};
