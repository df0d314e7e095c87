// The fetch event: https://w3c.github.io/ServiceWorker/#fetchevent-interface, as far as it answers a request.
import { takeStdout } from 'native:handler';
import { Event } from 'jsc:events/event';
import { fireGlobally, somebodyListens } from 'jsc:global-events';

/** False for a script that only has a module which might have listened. */
export const isHandler = () => somebodyListens('fetch');

class FetchEvent extends Event {
  #request;
  #context;
  /** What respondWith was given. */
  response;

  constructor(request, context) {
    super('fetch', { cancelable: true });
    this.#request = request;
    this.#context = context;
  }

  get request() {
    return this.#request;
  }

  respondWith(response) {
    if (this.response !== undefined) throw new DOMException('respondWith was called before', 'InvalidStateError');
    this.response = Promise.resolve(response);
    this.stopImmediatePropagation();
  }

  waitUntil(promise) {
    this.#context.waitUntil(promise);
  }
}

/** The response of the program's listeners. */
export function dispatch(request, context) {
  takeStdout();
  const event = new FetchEvent(request, context);
  fireGlobally(event);
  if (event.response === undefined) throw new TypeError('no listener of the event fetch called respondWith');
  return event.response;
}
