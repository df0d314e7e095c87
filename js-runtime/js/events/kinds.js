// The events that carry data: https://dom.spec.whatwg.org/#interface-customevent,
// https://html.spec.whatwg.org/multipage/webappapis.html#errorevent, #promiserejectionevent, and
// https://html.spec.whatwg.org/multipage/comms.html#messageevent.
import { Event } from 'jsc:events/event';
import { dictionary, expose, isObject, required, toUSVString } from 'jsc:webidl';

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

class MessageEvent extends Event {
  #data;
  #origin;
  #lastEventId;
  #source;
  #ports;

  constructor(type, init = undefined) {
    required(arguments, 1, 'MessageEvent constructor');
    super(type, init);
    const { data = null, lastEventId = '', origin = '', ports = [], source = null } = dictionary(init);
    this.#data = data;
    this.#lastEventId = `${lastEventId}`;
    this.#origin = toUSVString(origin);
    if (!isObject(ports)) throw new TypeError('MessageEvent constructor: init.ports is not a sequence');
    this.#ports = Object.freeze([...ports]);
    this.#source = source;
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
