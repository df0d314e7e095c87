// RegExp.$1, RegExp.lastMatch and their kin, which tell of the last match:
// https://github.com/tc39/proposal-regexp-legacy-features, without its exceptions for subclasses, as V8 has them.
import { piece, setInput, watch } from 'native:last_match';

const GROUPS = 9;
const [LAST_GROUP, BEFORE, AFTER, INPUT] = [10, 11, 12, 13];

/** Defines accessors of these names; without `set`, what is assigned is ignored. */
function define(names, number, set = () => {}) {
  for (const name of names) {
    const { get, set: assign } = Object.getOwnPropertyDescriptor({
      get [name]() { return piece(number); },
      set [name](value) { set(value); },
    }, name);
    Object.defineProperty(RegExp, name, { get, set: assign, enumerable: false, configurable: true });
  }
}

define(['input', '$_'], INPUT, (value) => setInput(`${value}`));
define(['lastMatch', '$&'], 0);
define(['lastParen', '$+'], LAST_GROUP);
define(['leftContext', '$`'], BEFORE);
define(['rightContext', "$'"], AFTER);
for (let group = 1; group <= GROUPS; group++) define([`$${group}`], group);

watch();
