// node:timers: https://nodejs.org/docs/latest-v20.x/api/timers.html

import {
  setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate,
} from 'jsc:timers';
import promises from 'node:timers/promises';

export {
  setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises,
};
export default {
  setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises,
};
