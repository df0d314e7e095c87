// The events that carry data: https://dom.spec.whatwg.org/#interface-customevent,
// https://html.spec.whatwg.org/multipage/webappapis.html#errorevent, #promiserejectionevent, and
// https://html.spec.whatwg.org/multipage/comms.html#messageevent.
import { Event } from 'jsc:events/event';
import { dictionary, expose, isObject, required, sequence, toUSVString } from 'jsc:webidl';

class CustomEvent extends Event {
  #detail;

  constructor(type, init = undefined) {
    required(arguments, 1, 'CustomEvent constructor');
    super(type, init);
    this.#detail = dictionary(init).detail ?? null;
  }

  get detail() {
    return this.#detail;
  }

  initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
    required(arguments, 1, 'CustomEvent.initCustomEvent');
    const isDispatched = this.eventPhase !== Event.NONE;
    this.initEvent(type, bubbles, cancelable);
    if (!isDispatched) this.#detail = detail;
  }
}

class ErrorEvent extends Event {
  #message;
  #filename;
  #lineno;
  #colno;
  #error;

  constructor(type, init = undefined) {
    required(arguments, 1, 'ErrorEvent constructor');
    super(type, init);
    const { colno = 0, error, filename = '', lineno = 0, message = '' } = dictionary(init);
    this.#colno = colno >>> 0;
    this.#error = error;
    this.#filename = toUSVString(filename);
    this.#lineno = lineno >>> 0;
    this.#message = `${message}`;
  }

  get message() {
    return this.#message;
  }

  get filename() {
    return this.#filename;
  }

  get lineno() {
    return this.#lineno;
  }

  get colno() {
    return this.#colno;
  }

  get error() {
    return this.#error;
  }
}

class PromiseRejectionEvent extends Event {
  #promise;
  #reason;

  constructor(type, init) {
    required(arguments, 2, 'PromiseRejectionEvent constructor');
    super(type, init);
    const { promise, reason } = dictionary(init);
    if (!isObject(promise)) throw new TypeError('PromiseRejectionEvent constructor: init.promise is not an object');
    this.#promise = promise;
    this.#reason = reason;
  }

  get promise() {
    return this.#promise;
  }

  get reason() {
    return this.#reason;
  }
}

/** What jsc:messaging brings. */
let isPort = () => false;
export const setIsPort = (f) => { isPort = f; };

/** Throws for what is no MessagePort, and no other kind of source exists here. */
function portOf(value, what) {
  if (isPort(value)) return value;
  throw new TypeError(`${what} is not a MessagePort`);
}

const portsOf = (value, what) => Object.freeze(sequence(value, `${what}: ports`, (port) => portOf(port, `${what}: a port`)));

class MessageEvent extends Event {
  #data;
  #origin;
  #lastEventId;
  #source;
  #ports;

  constructor(type, init = undefined) {
    const what = 'MessageEvent constructor';
    required(arguments, 1, what);
    super(type, init);
    const { data = null, lastEventId = '', origin = '', ports = [], source = null } = dictionary(init);
    this.#set(what, data, origin, lastEventId, source, ports);
  }

  initMessageEvent(
    type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = [],
  ) {
    const what = 'MessageEvent.initMessageEvent';
    void this.#data;
    required(arguments, 1, what);
    if (this.eventPhase !== Event.NONE) return;
    this.initEvent(type, bubbles, cancelable);
    this.#set(what, data, origin, lastEventId, source, ports);
  }

  #set(what, data, origin, lastEventId, source, ports) {
    this.#data = data;
    this.#lastEventId = `${lastEventId}`;
    this.#origin = toUSVString(origin);
    this.#ports = portsOf(ports, what);
    this.#source = source === null ? null : portOf(source, `${what}: source`);
  }

  get data() {
    return this.#data;
  }

  get origin() {
    return this.#origin;
  }

  get lastEventId() {
    return this.#lastEventId;
  }

  get source() {
    return this.#source;
  }

  get ports() {
    return this.#ports;
  }
}

[CustomEvent, ErrorEvent, PromiseRejectionEvent, MessageEvent].forEach(expose);

export { CustomEvent, ErrorEvent, MessageEvent, PromiseRejectionEvent };
