// performance: https://w3c.github.io/hr-time/#the-performance-attribute. Marks and measures are in the programs that
// name what makes them (timeline.js), and so is what makes of it an event target (events.js).
import { performance } from 'jsc:performance/class';
import 'jsc:performance/timeline';

// [Replaceable]: who assigns gets a plain property.
const { get, set } = Object.getOwnPropertyDescriptor({
  get performance() {
    return performance;
  },
  set performance(value) {
    Object.defineProperty(globalThis, 'performance', { value, writable: true, enumerable: true, configurable: true });
  },
}, 'performance');
Object.defineProperty(globalThis, 'performance', { get, set, enumerable: true, configurable: true });
