// util.debuglog (Node.js 20, lib/internal/util/debuglog.js, MIT licence).
import { environ } from 'native:process';
import { write } from 'native:io';
import { format } from 'jsc:format';

/** Whether the environment variable NODE_DEBUG names a section. */
function isEnabled(section) {
  const setting = environ().find((text) => text.startsWith('NODE_DEBUG='))?.slice('NODE_DEBUG='.length);
  if (!setting) return false;
  const pattern = setting.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
  return new RegExp(`^${pattern}$`, 'i').test(section);
}

const PID = 1;

/**
 * A function that prints on stderr when NODE_DEBUG names `section`; its property `enabled` says whether.
 * @param {Function} [callback] called with the function that prints, or that does not, when it is known
 */
export function debuglog(section, callback) {
  let enabled;
  const test = () => {
    if (enabled === undefined) {
      section = section.toUpperCase();
      enabled = isEnabled(section);
    }
    return enabled;
  };
  const print = (...args) => write(2, `${section} ${PID}: ${format(...args)}\n`);
  let known = false;
  const logger = (...args) => {
    const debug = test() ? print : () => {};
    if (!known) {
      known = true;
      if (typeof callback === 'function') callback(debug);
    }
    debug(...args);
  };
  return Object.defineProperty(logger, 'enabled', { get: test, configurable: true, enumerable: true });
}
