// node:trace_events: https://nodejs.org/docs/latest-v20.x/api/tracing.html
import { refusing } from 'jsc:absent/refuse';

const functions = refusing('trace_events', 'the engine traces nothing', [
  'createTracing', 'getEnabledCategories',
]);

export const {
  createTracing, getEnabledCategories,
} = functions;
export default { ...functions };
