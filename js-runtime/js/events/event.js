// Event and the events made from it: https://dom.spec.whatwg.org/#events,
// https://html.spec.whatwg.org/multipage/webappapis.html, and comms.html of the same.
import { now } from 'jsc:performance/origin';
import { constants, dictionary, expose, required } from 'jsc:webidl';

const AT_TARGET = 2;

/** What EventTarget may do with an event: see `dispatch` there. */
export let beginDispatch, endDispatch, isStopped, setPassive, setTrusted;

class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #trusted = false;
  #time = now();
  #target = null;
  #phase = 0;
  #dispatching = false;
  #stopped = false;
  #stoppedAtOnce = false;
  #canceled = false;
  #passive = false;

  static {
    /** False when the event is being dispatched already. */
    beginDispatch = (event, target) => {
      if (event.#dispatching) return false;
      event.#dispatching = true;
      event.#target = target;
      event.#phase = AT_TARGET;
      return true;
    };
    /** Returns whether nobody canceled the event. */
    endDispatch = (event) => {
      event.#dispatching = event.#stopped = event.#stoppedAtOnce = false;
      event.#phase = 0;
      return !event.#canceled;
    };
    isStopped = (event, atOnce) => (atOnce ? event.#stoppedAtOnce : event.#stopped);
    setPassive = (event, passive) => { event.#passive = passive; };
    setTrusted = (event, trusted) => { event.#trusted = trusted; };
  }

  constructor(type, init = undefined) {
    required(arguments, 1, 'Event constructor');
    this.#type = `${type}`;
    const { bubbles, cancelable, composed } = dictionary(init, 'The event init');
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
    this.#composed = Boolean(composed);
    Object.defineProperty(this, 'isTrusted', { get: Event.#isTrusted, enumerable: true });
  }

  // [LegacyUnforgeable]: each event has the property itself, with one getter for all.
  static #isTrusted = Object.getOwnPropertyDescriptor({
    get isTrusted() {
      return Event.#trustOf(this);
    },
  }, 'isTrusted').get;

  static #trustOf(event) {
    return event.#trusted;
  }

  get type() {
    return this.#type;
  }

  get target() {
    return this.#target;
  }

  get srcElement() {
    return this.#target;
  }

  get currentTarget() {
    return this.#dispatching ? this.#target : null;
  }

  composedPath() {
    return this.#dispatching ? [this.#target] : [];
  }

  get eventPhase() {
    return this.#phase;
  }

  stopPropagation() {
    this.#stopped = true;
  }

  get cancelBubble() {
    return this.#stopped;
  }

  set cancelBubble(value) {
    const stops = Boolean(value);
    this.#stopped ||= stops;
  }

  stopImmediatePropagation() {
    this.#stopped = this.#stoppedAtOnce = true;
  }

  get bubbles() {
    return this.#bubbles;
  }

  get cancelable() {
    return this.#cancelable;
  }

  get returnValue() {
    return !this.#canceled;
  }

  set returnValue(value) {
    if (!value) this.preventDefault();
    else void this.#canceled;
  }

  preventDefault() {
    if (this.#cancelable && !this.#passive) this.#canceled = true;
  }

  get defaultPrevented() {
    return this.#canceled;
  }

  get composed() {
    return this.#composed;
  }

  get timeStamp() {
    return this.#time;
  }

  initEvent(type, bubbles = false, cancelable = false) {
    required(arguments, 1, 'Event.initEvent');
    type = `${type}`;
    if (this.#dispatching) return;
    this.#stopped = this.#stoppedAtOnce = this.#canceled = this.#trusted = false;
    this.#target = null;
    this.#type = type;
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
  }
}

expose(Event);
constants(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET, BUBBLING_PHASE: 3 });

export { Event };
