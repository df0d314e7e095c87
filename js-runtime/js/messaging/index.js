// MessageChannel and MessagePort: https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports. Both ends are
// in one program, so that a message is cloned when it is posted and waits in the other port.
import { MessageEvent, setIsPort } from 'jsc:events/kinds';
import { Event } from 'jsc:events/event';
import { EventTarget, fire, handlerAttribute } from 'jsc:events/target';
import { cloneWithTransfer } from 'jsc:structured-clone';
import { transferables } from 'jsc:structured-clone/platform';
import { setImmediate } from 'jsc:timers';
import { dictionary, expose, isObject, required, sequence } from 'jsc:webidl';

const KEY = {};
const WHAT = 'MessagePort.postMessage';
/**
 * `entangle(one, two)`; `listen(port, receive)` has messages given to a function of the runtime's own; `isPort(value)`;
 * `take(port)` is the first `{ data }` that waits.
 */
export let entangle, listen, isPort, take;
let isDetached, transfer;

/** The second argument of postMessage: the list alone, or options. */
function transferOf(given) {
  const isList = isObject(given) && given[Symbol.iterator] !== undefined && given[Symbol.iterator] !== null;
  const list = isList ? given : dictionary(given, `${WHAT}: the options`).transfer ?? [];
  return sequence(list, `${WHAT}: the transfer list`, (object) => {
    if (!isObject(object)) throw new TypeError(`${WHAT}: the transfer list has a value that is no object`);
    return object;
  });
}

class MessagePort extends EventTarget {
  #other;
  /** `{ data, ports }` of what was posted to this port and not delivered; nothing is delivered before `start`. */
  #queue = [];
  #isStarted = false;
  #isDetached = false;
  #receiver = ({ data, ports }) => fire(this, new MessageEvent('message', { data, ports }));

  static {
    isPort = (value) => isObject(value) && #isDetached in value;
    isDetached = (port) => port.#isDetached;
    take = (port) => port.#queue.shift();
    entangle = (one, two) => {
      [one.#other, two.#other] = [two, one];
    };
    listen = (port, receive) => {
      port.#receiver = ({ data }) => receive(data);
      port.start();
    };
    transfer = (port) => {
      const result = new MessagePort(KEY);
      if (port.#other) entangle(port.#other, result);
      result.#queue = port.#queue;
      port.#queue = [];
      port.#other = undefined;
      port.#isDetached = true;
      return result;
    };
  }

  constructor() {
    if (arguments[0] !== KEY) throw new TypeError('Illegal constructor');
    super();
  }

  postMessage(message, options = undefined) {
    void this.#queue;
    required(arguments, 1, WHAT);
    const list = transferOf(options);
    if (list.includes(this)) throw new DOMException('A port cannot be sent through itself', 'DataCloneError');
    const other = this.#other;
    const { clone, transferred } = cloneWithTransfer(message, list);
    // A port that is sent to itself is lost, and its message with it.
    if (!list.includes(other)) other?.#receive({ data: clone, ports: transferred.filter(isPort) });
  }

  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#queue.forEach(() => this.#schedule());
  }

  close() {
    const other = this.#other;
    this.#isDetached = true;
    this.#other = undefined;
    if (!other) return;
    other.#other = undefined;
    setImmediate(() => fire(other, new Event('close')));
  }

  #receive(message) {
    this.#queue.push(message);
    if (this.#isStarted) this.#schedule();
  }

  /** A message is a task of its own; it may have moved with the port by then. */
  #schedule() {
    setImmediate(() => {
      if (this.#queue.length) this.#receiver(this.#queue.shift());
    });
  }
}

setIsPort(isPort);
transferables.push({
  is: isPort,
  name: 'MessagePort',
  check: (port) => (isDetached(port) ? 'MessagePort in transfer list is already detached' : undefined),
  transfer,
});
handlerAttribute(MessagePort, 'close');
handlerAttribute(MessagePort, 'messageerror');
handlerAttribute(MessagePort, 'message');
// Whoever sets the handler need not call start.
const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
const { set } = Object.getOwnPropertyDescriptor({
  set onmessage(value) {
    Reflect.apply(onmessage.set, this, [value]);
    this.start();
  },
}, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', { ...onmessage, set });

class MessageChannel {
  #ports = [new MessagePort(KEY), new MessagePort(KEY)];

  constructor() {
    entangle(...this.#ports);
  }

  get port1() {
    return this.#ports[0];
  }

  get port2() {
    return this.#ports[1];
  }
}

[MessageChannel, MessagePort].forEach(expose);

export { MessageChannel, MessagePort };
