// BroadcastChannel: https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts. All
// channels are in one program.
import { MessageEvent } from 'jsc:events/kinds';
import { EventTarget, fire, handlerAttribute } from 'jsc:events/target';
import { cloneWithTransfer } from 'jsc:structured-clone';
import { setImmediate } from 'jsc:timers';
import { expose, required } from 'jsc:webidl';

/** Those that are open, oldest first. */
const channels = new Set();

class BroadcastChannel extends EventTarget {
  #name;

  constructor(name) {
    required(arguments, 1, 'BroadcastChannel constructor');
    super();
    this.#name = `${name}`;
    channels.add(this);
  }

  get name() {
    return this.#name;
  }

  postMessage(message) {
    void this.#name;
    required(arguments, 1, 'BroadcastChannel.postMessage');
    if (!channels.has(this)) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    const sent = cloneWithTransfer(message, []).clone;
    for (const channel of channels) {
      if (channel !== this && channel.#name === this.#name) channel.#receive(sent);
    }
  }

  close() {
    void this.#name;
    channels.delete(this);
  }

  /** A message is a task of its own; the channel may be closed by then. */
  #receive(sent) {
    setImmediate(() => {
      if (channels.has(this)) fire(this, new MessageEvent('message', { data: cloneWithTransfer(sent, []).clone }));
    });
  }
}

handlerAttribute(BroadcastChannel, 'message');
handlerAttribute(BroadcastChannel, 'messageerror');
expose(BroadcastChannel);

export { BroadcastChannel };
