// node:perf_hooks: https://nodejs.org/docs/latest-v20.x/api/perf_hooks.html
import performance, {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure,
} from 'jsc:performance';
import { refusing } from 'jsc:absent/refuse';

const functions = refusing('perf_hooks', 'the engine measures nothing by itself', [
  'PerformanceObserver', 'PerformanceObserverEntryList', 'PerformanceResourceTiming', 'monitorEventLoopDelay',
  'createHistogram',
]);

export const {
  PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming, monitorEventLoopDelay, createHistogram,
} = functions;
export const constants = {};
export { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance };
export default {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, ...functions, performance, constants,
};
