// The surface of the runtime: every global that is not ECMAScript's, with the names of its members.
const OF_FUNCTIONS = ['length', 'name', 'prototype', 'arguments', 'caller'];
const names = (object, except = []) => Object.getOwnPropertyNames(object).filter((name) => !except.includes(name));

/** Names that an object has itself and by its prototypes, up to a class that is a global of its own. */
function membersOf(object) {
  const found = new Set();
  for (let o = object; o && o !== Object.prototype; o = Object.getPrototypeOf(o)) {
    names(o, ['constructor']).forEach((name) => found.add(name));
  }
  return [...found].sort();
}

const isClass = (value) => typeof value === 'function' && value.prototype !== undefined &&
  Object.getOwnPropertyDescriptor(value, 'prototype').writable === false;

function describe(name) {
  const value = globalThis[name];
  if (!isClass(value)) return { kind: typeof value, members: typeof value === 'object' && value ? membersOf(value) : [] };
  const own = name === 'Event' ? names(new Event('e')) : [];
  const { constructor: parent } = Object.getPrototypeOf(value.prototype);
  return {
    kind: 'class',
    parent: parent === Object ? null : parent.name,
    statics: names(value, OF_FUNCTIONS).sort(),
    members: [...own, ...names(value.prototype, ['constructor'])].sort(),
  };
}

export default (ecmascript) => {
  const globals = names(globalThis, ecmascript);
  return Object.fromEntries(globals.sort().map((name) => [name, describe(name)]));
};
