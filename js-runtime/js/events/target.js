// EventTarget: https://dom.spec.whatwg.org/#interface-eventtarget. There is no tree here: an event's
// path is its target alone.
import { Event, beginDispatch, endDispatch, isStopped, setPassive, setTrusted } from 'jsc:events/event';
import { setListenersOf } from 'jsc:events/listeners';
import { expose, isObject, required } from 'jsc:webidl';

/** What jsc:abort brings: `onAbort(signal, run)`, a TypeError for what is no AbortSignal. */
let onAbort = () => {
  throw new TypeError('options.signal is not an AbortSignal');
};
export const setOnAbort = (f) => { onAbort = f; };

function listenerOf(callback) {
  if (callback === null || callback === undefined || isObject(callback)) return callback ?? null;
  throw new TypeError('the listener is neither a function nor an object');
}

const captureOf = (options) => Boolean(isObject(options) ? options.capture : options);

/** What a listener throws is reported as uncaught, after the other listeners. */
let report = (error) => queueMicrotask(() => { throw error; });
export const setReport = (f) => { report = f; };

/** Has events say that `object` is their target; returns the target. */
export let standFor;
/** Whether somebody listens for events of a type. */
export let hasListeners;

function invoke({ callback }, event, target) {
  try {
    if (typeof callback === 'function') {
      Reflect.apply(callback, target, [event]);
      return;
    }
    const { handleEvent } = callback;
    if (typeof handleEvent !== 'function') throw new TypeError('handleEvent is not a function');
    Reflect.apply(handleEvent, callback, [event]);
  } catch (error) {
    report(error);
  }
}

let dispatch, setHandler, handlerOf;

class EventTarget {
  #listeners = [];
  /** Event handler attributes: from the type to { value, listener }. */
  #handlers = new Map();
  /** What events are told to be their target. */
  #self = this;

  static {
    dispatch = (target, event) => {
      // Evaluated first: an object of another class is no target.
      void target.#listeners;
      beginDispatch(event, target.#self);
      for (const capture of [true, false]) {
        if (!isStopped(event, false)) target.#call(event, capture);
      }
      return endDispatch(event);
    };
    standFor = (target, object) => {
      target.#self = object;
      return target;
    };
    hasListeners = (target, type) => target.#listeners.some((listener) => listener.type === type);
    setListenersOf((value, type) => (isObject(value) && #listeners in value ?
      value.#listeners.filter((l) => l.type === type).map((l) => l.callback) : undefined));
    handlerOf = (target, type) => target.#handlers.get(type)?.value ?? null;
    setHandler = (target, type, value) => {
      const handler = target.#handlers.get(type);
      if (!isObject(value)) {
        if (handler) target.#remove(handler.listener);
        target.#handlers.delete(type);
      } else if (handler) {
        handler.value = value;
      } else {
        const made = { value, listener: undefined };
        const callback = function (event) {
          if (typeof made.value === 'function' && Reflect.apply(made.value, this, [event]) === false) {
            event.preventDefault();
          }
        };
        made.listener = { type, callback, capture: false, once: false, passive: false, removed: false };
        target.#handlers.set(type, made);
        target.#listeners.push(made.listener);
      }
    };
  }

  addEventListener(type, callback, options = undefined) {
    void this.#listeners;
    required(arguments, 2, 'EventTarget.addEventListener');
    type = `${type}`;
    callback = listenerOf(callback);
    const capture = captureOf(options);
    const { once, passive, signal } = isObject(options) ? options : {};
    const listener = {
      type, callback, capture, once: Boolean(once), passive: Boolean(passive), removed: false,
    };
    const whenAborted = signal === undefined ? undefined : onAbort(signal);
    if (whenAborted === null || callback === null || this.#find(type, callback, capture)) return;
    this.#listeners.push(listener);
    whenAborted?.(() => this.#remove(listener));
  }

  removeEventListener(type, callback, options = undefined) {
    void this.#listeners;
    required(arguments, 2, 'EventTarget.removeEventListener');
    const listener = this.#find(`${type}`, listenerOf(callback), captureOf(options));
    if (listener) this.#remove(listener);
  }

  dispatchEvent(event) {
    void this.#listeners;
    required(arguments, 1, 'EventTarget.dispatchEvent');
    if (!isObject(event) || !(event instanceof Event)) throw new TypeError('EventTarget.dispatchEvent: not an Event');
    if (event.eventPhase !== Event.NONE) {
      throw new DOMException('The event is already being dispatched', 'InvalidStateError');
    }
    setTrusted(event, false);
    return dispatch(this, event);
  }

  #find(type, callback, capture) {
    return this.#listeners.find((l) => l.type === type && l.callback === callback && l.capture === capture);
  }

  #remove(listener) {
    listener.removed = true;
    this.#listeners = this.#listeners.filter((l) => l !== listener);
  }

  /** Calls the listeners there are now, as far as nobody removes them. */
  #call(event, capture) {
    const { type } = event;
    for (const listener of [...this.#listeners]) {
      if (listener.removed || listener.type !== type || listener.capture !== capture) continue;
      if (listener.once) this.#remove(listener);
      setPassive(event, listener.passive);
      invoke(listener, event, this.#self);
      setPassive(event, false);
      if (isStopped(event, true)) return;
    }
  }
}

expose(EventTarget);

/** Fires an event of the runtime's own at `target`; false when it was canceled. */
export function fire(target, event) {
  setTrusted(event, true);
  return dispatch(target, event);
}

/** Gives a class the event handler attribute `on` + type. */
export function handlerAttribute(Class, type) {
  const name = `on${type}`;
  const { get, set } = Object.getOwnPropertyDescriptor({
    get [name]() {
      return handlerOf(this, type);
    },
    set [name](value) {
      setHandler(this, type, value);
    },
  }, name);
  Object.defineProperty(Class.prototype, name, { get, set, enumerable: true, configurable: true });
}

export { EventTarget };
