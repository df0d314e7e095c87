// MessageChannel and MessagePort: https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports. Both ends are
// in one program, so that a message is cloned when it is posted and waits in the other port.
import { MessageEvent } from 'jsc:events/kinds';
import { EventTarget, fire, handlerAttribute } from 'jsc:events/target';
import structuredClone from 'jsc:structured-clone';
import { setImmediate } from 'jsc:timers';
import { expose, isObject, required } from 'jsc:webidl';

const KEY = {};
let entangle;

/** The second argument of postMessage: options, or the list alone. */
function transferOf(given) {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) throw new TypeError('MessagePort.postMessage: the options are not an object');
  const list = typeof given[Symbol.iterator] === 'function' ? given : given.transfer ?? [];
  return [...list];
}

class MessagePort extends EventTarget {
  #other;
  /** Clones that were posted to this port and not delivered; nothing is delivered before `start`. */
  #queue = [];
  #isStarted = false;

  static {
    entangle = (one, two) => {
      [one.#other, two.#other] = [two, one];
    };
  }

  constructor() {
    if (arguments[0] !== KEY) throw new TypeError('Illegal constructor');
    super();
  }

  postMessage(message, options = undefined) {
    void this.#queue;
    required(arguments, 1, 'MessagePort.postMessage');
    const transfer = transferOf(options);
    if (transfer.includes(this)) throw new DOMException('A port cannot be sent through itself', 'DataCloneError');
    this.#other?.#receive(structuredClone(message, { transfer }));
  }

  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#queue.forEach(() => this.#schedule());
  }

  close() {
    if (this.#other) this.#other.#other = undefined;
    this.#other = undefined;
  }

  #receive(data) {
    this.#queue.push(data);
    if (this.#isStarted) this.#schedule();
  }

  /** A message is a task of its own. */
  #schedule() {
    setImmediate(() => {
      fire(this, new MessageEvent('message', { data: this.#queue.shift() }));
    });
  }
}

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
