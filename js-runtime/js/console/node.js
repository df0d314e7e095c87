// node:console: https://nodejs.org/docs/latest-v20.x/api/console.html
import console from 'jsc:console';
import { Console } from 'jsc:console/class';

export const {
  assert, clear, count, countReset, debug, dir, dirxml, error, group, groupCollapsed, groupEnd, info, log, profile,
  profileEnd, table, time, timeEnd, timeLog, timeStamp, trace, warn,
} = console;
export { Console };
export default console;
