// node:async_hooks: https://nodejs.org/docs/latest-v20.x/api/async_context.html
// The hooks of createHook are called for AsyncResource; promises and timers have no ids here.
import { contextWith, current, storeOf, swap } from 'jsc:async-hooks/context';
import { ERR_ASYNC_CALLBACK, ERR_ASYNC_TYPE, ERR_INVALID_ASYNC_ID } from 'jsc:node/errors';
import { kEmptyObject } from 'jsc:node/util';
import { validateFunction, validateString } from 'jsc:node/validators';

/** Calls `callback` in a context. */
function runIn(context, callback, thisArg, args) {
  const before = swap(context);
  try {
    return Reflect.apply(callback, thisArg, args);
  } finally {
    swap(before);
  }
}

// --- Ids and hooks ---

const MAIN_ID = 1;
let lastId = MAIN_ID;
/** The resources whose scopes are open, innermost last. */
const scopes = [];
const mainResource = {};
const hooks = new Set();

const HOOKS = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

const callHooks = (name, ...args) => {
  for (const hook of [...hooks]) hook[name]?.(...args);
};

export const executionAsyncId = () => scopes.at(-1)?.asyncId() ?? MAIN_ID;
export const triggerAsyncId = () => scopes.at(-1)?.triggerAsyncId() ?? 0;
export const executionAsyncResource = () => scopes.at(-1) ?? mainResource;

/** Callbacks for what happens to AsyncResources while the result is enabled. */
export function createHook(callbacks) {
  for (const name of HOOKS) {
    const callback = callbacks[name];
    if (callback !== undefined && typeof callback !== 'function') throw new ERR_ASYNC_CALLBACK(`hook.${name}`);
  }
  const hook = { ...callbacks };
  return {
    enable() {
      hooks.add(hook);
      return this;
    },
    disable() {
      hooks.delete(hook);
      return this;
    },
  };
}

/** Something asynchronous of a program's own, whose callbacks run in the context in which it was made. */
export class AsyncResource {
  #id = ++lastId;
  #trigger;
  #context = current();

  constructor(type, options = kEmptyObject) {
    validateString(type, 'type');
    const trigger = typeof options === 'number' ? options : options.triggerAsyncId ?? executionAsyncId();
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    if (hooks.size && type.length === 0) throw new ERR_ASYNC_TYPE(type);
    this.#trigger = trigger;
    callHooks('init', this.#id, type, trigger, this);
  }

  runInAsyncScope(callback, thisArg, ...args) {
    callHooks('before', this.#id);
    scopes.push(this);
    try {
      return runIn(this.#context, callback, thisArg, args);
    } finally {
      scopes.pop();
      callHooks('after', this.#id);
    }
  }

  emitDestroy() {
    callHooks('destroy', this.#id);
    return this;
  }

  asyncId() {
    return this.#id;
  }

  triggerAsyncId() {
    return this.#trigger;
  }

  /** A function that runs `callback` in this resource's scope. */
  bind(callback, thisArg) {
    validateFunction(callback, 'fn');
    const resource = this;
    const bound = thisArg === undefined ?
      function(...args) { return resource.runInAsyncScope(callback, this, ...args); } :
      (...args) => resource.runInAsyncScope(callback, thisArg, ...args);
    return Object.defineProperties(bound, {
      length: { value: callback.length, configurable: true },
      asyncResource: { value: resource, configurable: true, enumerable: true, writable: true },
    });
  }

  static bind(callback, type, thisArg) {
    return new AsyncResource(type || callback.name || 'bound-anonymous-fn').bind(callback, thisArg);
  }
}

/** A store that follows the code it was given to: through promises, timers, microtasks and ticks. */
export class AsyncLocalStorage {
  // What stands for this storage in contexts; another after `disable`, so that no context has its store any more.
  #key = {};

  static bind(callback) {
    return AsyncResource.bind(callback);
  }

  /** A function that calls another, with arguments, in the context of now. */
  static snapshot() {
    return AsyncLocalStorage.bind((callback, ...args) => callback(...args));
  }

  disable() {
    this.#key = {};
  }

  /** Sets the store for the rest of the code that runs now, and for what that starts. */
  enterWith(store) {
    swap(contextWith(this.#key, store));
  }

  run(store, callback, ...args) {
    return runIn(contextWith(this.#key, store), callback, null, args);
  }

  exit(callback, ...args) {
    return this.run(undefined, callback, ...args);
  }

  getStore() {
    return storeOf(this.#key);
  }
}

/** Node's kinds of resources; there are none here. */
export const asyncWrapProviders = Object.freeze({ __proto__: null });

export default {
  AsyncLocalStorage, createHook, executionAsyncId, triggerAsyncId, executionAsyncResource, asyncWrapProviders,
  AsyncResource,
};
