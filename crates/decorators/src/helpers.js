// What lowered classes call. Order and checks are those of
// https://github.com/tc39/proposal-decorators as of November 2023.

const { apply, ownKeys } = Reflect;
const { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;

// https://github.com/tc39/proposal-decorator-metadata; the registered symbol is the
// one that code compiled elsewhere (esbuild, Babel) falls back to. It can be replaced,
// because programs bring polyfills that do so.
if (Symbol.metadata === undefined) {
  defineProperty(Symbol, "metadata", {
    value: Symbol.for("Symbol.metadata"),
    writable: true,
    configurable: true,
  });
}

// The key of the methods whose computed keys hold expressions; deleted again.
const PLACE = Symbol("decorators");

/** The state of one evaluation of a class. */
export const start = () => new Decoration();

/** ToPropertyKey. */
export const key = (value) => ownKeys({ [value]: 0 })[0];

/** A base class that makes `new` add the private members of a class to `object`. */
export class Identity {
  constructor(object) {
    return object;
  }
}

// What SetFunctionName makes of a property key.
const nameOf = (key) => {
  if (typeof key !== "symbol") return String(key);
  return key.description === undefined ? "" : `[${key.description}]`;
};

const setName = (target, value) => defineProperty(target, "name", { value, configurable: true });

// A class with a static member "name" keeps that.
const nameClass = (target, name) => {
  const own = getOwnPropertyDescriptor(target, "name");
  if (own === undefined || ("value" in own && !own.writable)) setName(target, nameOf(name));
};

const expectFunction = (value, what) => {
  if (typeof value !== "function") throw new TypeError(`${what} is not a function`);
  return value;
};

const optionalFunction = (value, what) => (value === undefined ? value : expectFunction(value, what));

const runAll = (functions, target) => {
  for (let i = 0; i < functions.length; i++) apply(functions[i], target, []);
};

const PARTS = { method: "value", getter: "get", setter: "set" };

class Decoration {
  /** Property keys of members, where the text does not say them. */
  keys = [];
  /** What private methods and accessors came to be. */
  values = [];
  /** What the decorator being evaluated is a property of. */
  receiver = undefined;

  #classDecorators = [];
  #decorators = [];
  #initializers = [];
  #extra = [];
  #instanceExtra = [];
  #staticExtra = [];
  #target;
  #elements;
  #name;
  #owner;

  /** The class that the class's own name means; an own property once that is known. */
  get class() {
    throw new ReferenceError(`Cannot access '${nameOf(this.#name)}' before initialization`);
  }

  // While the class is evaluated

  cls(decorators) {
    this.#classDecorators = decorators;
  }

  dec(i, decorators) {
    this.#decorators[i] = decorators;
    return PLACE;
  }

  bound(decorator) {
    const { receiver } = this;
    return (value, context) => apply(decorator, receiver, [value, context]);
  }

  key(i, value) {
    return (this.keys[i] = key(value));
  }

  field(i, value) {
    this.key(i, value);
    return PLACE;
  }

  lift(i) {
    return (this.keys[i] = Symbol());
  }

  /** Takes the class that has the private static members of a decorated class. */
  owned(owner) {
    this.#owner = owner;
    return this;
  }

  // Once the class exists

  /** Decorates the members of a class that has no decorators of its own. */
  apply(target, elements, name) {
    if (name !== undefined) nameClass(target, name);
    const metadata = this.#decorateMembers(target, elements);
    this.#defineMetadata(target, metadata);
    runAll(this.#staticExtra, target);
  }

  /** Keeps what `finish` needs. */
  hold(target, elements, name, rename) {
    if (rename) nameClass(target, name);
    this.#target = target;
    this.#elements = elements;
    this.#name = name;
  }

  /** Decorates the members and the class, then does what its static elements do. */
  finish() {
    const metadata = this.#decorateMembers(this.#target, this.#elements);
    const extra = [];
    const result = this.#decorateClass(metadata, extra);
    this.#defineMetadata(result, metadata);
    defineProperty(this, "class", { value: result });
    if (this.#owner !== undefined) new this.#owner(result);
    runAll(this.#staticExtra, result);
    for (let i = 0; i < this.#elements.length; i++) this.#runStatic(i, result);
    runAll(extra, result);
    return result;
  }

  /** The value that a field or accessor starts with. */
  init(i, target, value) {
    const initializers = this.#initializers[i];
    for (let j = 0; j < initializers.length; j++) value = apply(initializers[j], target, [value]);
    return value;
  }

  /** What decorators added to be run after field or accessor `i` is defined. */
  extra(i, target) {
    runAll(this.#extra[i], target);
  }

  /** What decorators of methods added to be run before the fields of an instance. */
  run(target) {
    runAll(this.#instanceExtra, target);
  }

  #decorateMembers(target, elements) {
    delete target[PLACE];
    const metadata = create(getPrototypeOf(target)[Symbol.metadata] ?? null);
    const values = elements.map((element, i) => this.#take(target, element, i));
    for (const isField of [false, true]) {
      for (const isStatic of [true, false]) {
        for (let i = 0; i < elements.length; i++) {
          const { kind, static: on = false } = elements[i];
          if (on === isStatic && (kind === "field") === isField) {
            this.#decorateMember(target, elements[i], i, values[i], metadata);
          }
        }
      }
    }
    return metadata;
  }

  // What the decorators of a private method or accessor are given. Private methods were
  // defined under symbols: there is no other way to a function that knows its `super`.
  #take(target, element, i) {
    const { kind, name, static: isStatic, base } = element;
    if (!element.private || !(base !== undefined || kind in PARTS)) return undefined;
    if (kind === "accessor") {
      const { get, set } = base;
      return (this.values[i] = { get: setName(get, `get ${name}`), set: setName(set, `set ${name}`) });
    }
    const home = isStatic ? target : target.prototype;
    const symbol = this.keys[i];
    const value = getOwnPropertyDescriptor(home, symbol)[PARTS[kind]];
    delete home[symbol];
    return (this.values[i] = setName(value, kind === "method" ? name : `${PARTS[kind]} ${name}`));
  }

  #decorateMember(target, element, i, taken, metadata) {
    const decorators = this.#decorators[i];
    if (decorators === undefined) return;
    this.#initializers[i] = [];
    this.#extra[i] = [];
    const { kind } = element;
    if (kind === "field") {
      this.#decorateValue(element, i, undefined, metadata);
    } else if (element.private) {
      this.values[i] = this.#decorateValue(element, i, taken, metadata);
    } else {
      const home = element.static ? target : target.prototype;
      const name = this.#keyOf(element, i);
      const property = getOwnPropertyDescriptor(home, name);
      if (kind === "accessor") {
        const { get, set } = this.#decorateValue(element, i, { get: property.get, set: property.set }, metadata);
        property.get = get;
        property.set = set;
      } else {
        const part = PARTS[kind];
        property[part] = this.#decorateValue(element, i, property[part], metadata);
      }
      defineProperty(home, name, property);
    }
  }

  // Calls the decorators of one member, the last first.
  #decorateValue(element, i, value, metadata) {
    const { kind, static: isStatic = false } = element;
    const isMethod = kind in PARTS;
    const extra = !isMethod ? this.#extra[i] : isStatic ? this.#staticExtra : this.#instanceExtra;
    const about = {
      kind,
      name: element.private ? element.name : this.#keyOf(element, i),
      static: isStatic,
      private: element.private === true,
    };
    const decorators = this.#decorators[i];
    for (let j = decorators.length - 1; j >= 0; j--) {
      const given = kind === "accessor" ? { get: value.get, set: value.set } : value;
      const context = { ...about, access: this.#access(element, i), metadata };
      const result = callDecorator(decorators[j], given, context, extra);
      if (result === undefined) continue;
      if (kind === "accessor") value = this.#acceptAccessor(result, value, i);
      else if (kind === "field") this.#initializers[i].unshift(expectFunction(result, "A field decorator's result"));
      else value = expectFunction(result, `A ${kind} decorator's result`);
    }
    return value;
  }

  #acceptAccessor(result, { get, set }, i) {
    if (result === null || typeof result !== "object") {
      throw new TypeError("An accessor decorator's result is not an object");
    }
    const newGet = optionalFunction(result.get, "An accessor decorator's get");
    const newSet = optionalFunction(result.set, "An accessor decorator's set");
    const init = optionalFunction(result.init, "An accessor decorator's init");
    if (init !== undefined) this.#initializers[i].unshift(init);
    return { get: newGet ?? get, set: newSet ?? set };
  }

  #access(element, i) {
    if (element.private) {
      const { has, get, set } = element;
      const access = { has };
      if (get !== undefined) access.get = get;
      if (set !== undefined) access.set = set;
      return access;
    }
    const name = this.#keyOf(element, i);
    const access = { has: (object) => name in object };
    if (element.kind !== "setter") access.get = (object) => object[name];
    if (element.kind !== "method" && element.kind !== "getter") {
      access.set = (object, value) => {
        object[name] = value;
      };
    }
    return access;
  }

  #decorateClass(metadata, extra) {
    let result = this.#target;
    const decorators = this.#classDecorators;
    for (let j = decorators.length - 1; j >= 0; j--) {
      const context = { kind: "class", name: nameOf(this.#name), metadata };
      const replaced = callDecorator(decorators[j], result, context, extra);
      if (replaced !== undefined) result = expectFunction(replaced, "A class decorator's result");
    }
    return result;
  }

  #defineMetadata(target, value) {
    defineProperty(target, Symbol.metadata, { value, writable: true, enumerable: true, configurable: true });
  }

  // A static block, or a static field or accessor, of a class with decorators.
  #runStatic(i, target) {
    const element = this.#elements[i];
    const { kind, body, put } = element;
    if (!element.static || kind in PARTS) return;
    let value = body && apply(body, target, []);
    if (kind === "block") return;
    const decorated = this.#decorators[i] !== undefined;
    if (decorated) value = this.init(i, target, value);
    if (put !== undefined) {
      put(target, value);
    } else {
      const property = { value, writable: true, enumerable: true, configurable: true };
      defineProperty(target, this.#keyOf(element, i), property);
    }
    if (decorated) this.extra(i, target);
  }

  #keyOf(element, i) {
    return i in this.keys ? this.keys[i] : (this.keys[i] = key(element.name));
  }
}

// A context's `addInitializer` works as long as its decorator runs.
const callDecorator = (decorator, value, context, extra) => {
  let finished = false;
  context.addInitializer = (initializer) => {
    if (finished) throw new TypeError("Cannot add initializers after decoration has completed");
    extra.push(expectFunction(initializer, "An initializer"));
  };
  const result = decorator(value, context);
  finished = true;
  return result;
};
