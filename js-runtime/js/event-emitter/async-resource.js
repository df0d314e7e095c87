// events.EventEmitterAsyncResource: Node.js 20's lib/events.js (MIT licence, Copyright Node.js contributors).
import { AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { ERR_INVALID_THIS } from 'jsc:node/errors';
import { validateString } from 'jsc:node/validators';

class EventEmitterReferencingAsyncResource extends AsyncResource {
  #eventEmitter;

  constructor(emitter, type, options) {
    super(type, options);
    this.#eventEmitter = emitter;
  }

  get eventEmitter() {
    return this.#eventEmitter;
  }
}

let resourceOf;

/** An emitter whose listeners run in the context that it was made in. */
export class EventEmitterAsyncResource extends EventEmitter {
  #resource;

  constructor(options = undefined) {
    let name;
    if (typeof options === 'string') {
      [name, options] = [options, undefined];
    } else {
      if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
      name = options?.name || new.target.name;
    }
    super(options);
    this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
  }

  get asyncResource() {
    return resourceOf(this);
  }

  emit(event, ...args) {
    return resourceOf(this).runInAsyncScope(super.emit, this, event, ...args);
  }

  emitDestroy() {
    resourceOf(this).emitDestroy();
  }

  get asyncId() {
    return resourceOf(this).asyncId();
  }

  get triggerAsyncId() {
    return resourceOf(this).triggerAsyncId();
  }

  static {
    resourceOf = (emitter) => {
      if (!(#resource in emitter)) throw new ERR_INVALID_THIS('EventEmitterAsyncResource');
      return emitter.#resource;
    };
  }
}
