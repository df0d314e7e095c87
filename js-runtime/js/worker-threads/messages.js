// Message ports for node:worker_threads: those of the web, with the methods of Node's emitters.
import { MessageChannel, MessagePort, isPort, take } from 'jsc:messaging';
import { BroadcastChannel } from 'jsc:messaging/broadcast';
import { codedError, validateFunction } from 'jsc:errors';

/** For each port, by event and listener, the function that stands for the listener. */
const listeners = new WeakMap();

function entriesOf(port, type) {
  if (!listeners.has(port)) listeners.set(port, new Map());
  const byType = listeners.get(port);
  if (!byType.has(type)) byType.set(type, new Map());
  return byType.get(type);
}

/** Listeners get what was posted, not an event. */
function add(port, type, listener, once) {
  validateFunction(listener, 'listener');
  const entries = entriesOf(port, type);
  if (entries.has(listener)) return port;
  const receive = (event) => {
    if (once) port.off(type, listener);
    Reflect.apply(listener, port, 'data' in event ? [event.data] : []);
  };
  entries.set(listener, receive);
  port.addEventListener(type, receive);
  if (type === 'message') port.start();
  return port;
}

const methods = {
  on(type, listener) {
    return add(this, type, listener, false);
  },
  once(type, listener) {
    return add(this, type, listener, true);
  },
  off(type, listener) {
    const entries = entriesOf(this, type);
    this.removeEventListener(type, entries.get(listener));
    entries.delete(listener);
    return this;
  },
  removeAllListeners(type) {
    const types = type === undefined ? [...listeners.get(this)?.keys() ?? []] : [type];
    for (const each of types) for (const listener of [...entriesOf(this, each).keys()]) this.off(each, listener);
    return this;
  },
  listenerCount(type) {
    return entriesOf(this, type).size;
  },
  eventNames() {
    return [...listeners.get(this) ?? []].filter(([, entries]) => entries.size).map(([type]) => type);
  },
  /** Nothing runs but what the program started: there is nothing that a port could keep alive. */
  ref() {},
  unref() {},
  hasRef() {
    return entriesOf(this, 'message').size > 0;
  },
};
methods.addListener = methods.on;
methods.removeListener = methods.off;

for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(MessagePort.prototype, name, { value, writable: true, configurable: true });
}

/** What was posted to a port and not delivered, one message at a time; undefined without one. */
export function receiveMessageOnPort(port) {
  if (!isPort(port)) {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
  }
  const waiting = take(port);
  return waiting && { message: waiting.data };
}

for (const name of ['ref', 'unref']) {
  const value = function () {
    return this;
  };
  Object.defineProperty(BroadcastChannel.prototype, name, { value, writable: true, configurable: true });
}

export { BroadcastChannel, MessageChannel, MessagePort };
