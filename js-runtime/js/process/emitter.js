// The part of Node's EventEmitter that programs use on `process` and its streams.
import { validateFunction } from 'jsc:errors';

/** Calls listeners by event name, in the order in which they were added. */
export class Emitter {
  #events = new Map();
  #added;

  /** `added`, if given, is called with the name of each event that gets a listener. */
  constructor(added) {
    this.#added = added;
  }

  #add(event, listener, once, first) {
    validateFunction(listener, 'listener');
    this.#added?.(event);
    const listeners = this.#events.get(event) ?? [];
    const entry = { listener, once };
    // A new list, so that an `emit` under way keeps to its own.
    this.#events.set(event, first ? [entry, ...listeners] : [...listeners, entry]);
    return this;
  }

  on(event, listener) {
    return this.#add(event, listener, false, false);
  }

  once(event, listener) {
    return this.#add(event, listener, true, false);
  }

  prependListener(event, listener) {
    return this.#add(event, listener, false, true);
  }

  prependOnceListener(event, listener) {
    return this.#add(event, listener, true, true);
  }

  off(event, listener) {
    const listeners = this.#events.get(event) ?? [];
    const at = listeners.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) this.#set(event, listeners.toSpliced(at, 1));
    return this;
  }

  #set(event, listeners) {
    if (listeners.length) this.#events.set(event, listeners);
    else this.#events.delete(event);
  }

  removeAllListeners(event) {
    if (event === undefined) this.#events.clear();
    else this.#events.delete(event);
    return this;
  }

  /** Returns whether there was a listener; an 'error' that has none is thrown. */
  emit(event, ...args) {
    const listeners = this.#events.get(event);
    if (!listeners) {
      if (event === 'error') throw args[0];
      return false;
    }
    for (const { listener, once } of listeners) {
      if (once) this.off(event, listener);
      listener.apply(this, args);
    }
    return true;
  }

  listeners(event) {
    return (this.#events.get(event) ?? []).map((entry) => entry.listener);
  }

  listenerCount(event) {
    return this.#events.get(event)?.length ?? 0;
  }

  eventNames() {
    return [...this.#events.keys()];
  }

  /** Without effect: there is no limit that would warn. */
  setMaxListeners() {
    return this;
  }
}

Emitter.prototype.addListener = Emitter.prototype.on;
Emitter.prototype.removeListener = Emitter.prototype.off;
