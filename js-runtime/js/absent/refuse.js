// Modules of Node that have nothing to stand on here import as they do in Node: what they export is there, and says
// why it does not work when it is called.
import { ERR_NOT_SUPPORTED } from 'jsc:node/errors';

/**
 * Functions, which may be classes that others extend, that throw ERR_NOT_SUPPORTED.
 * @param {string} module what the error calls their module
 * @param {string} reason the end of the error's sentence
 * @param {string[]} names theirs
 * @returns {Object<string, Function>}
 */
export function refusing(module, reason, names) {
  return Object.fromEntries(names.map((name) => {
    const refuse = function() {
      throw new ERR_NOT_SUPPORTED(`${module}.${name}()`, reason);
    };
    return [name, Object.defineProperty(refuse, 'name', { value: name, configurable: true })];
  }));
}
