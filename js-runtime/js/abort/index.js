// AbortController and AbortSignal: https://dom.spec.whatwg.org/#aborting-ongoing-activities, with the
// messages of Node.js.
import { Event } from 'jsc:events/event';
import { EventTarget, fire, handlerAttribute, setOnAbort } from 'jsc:events/target';
import { setTimeout } from 'jsc:timers';
import { expose, isObject, required, toUnsignedLongLong } from 'jsc:webidl';

const KEY = {};
const LONGEST_TIMER = 2 ** 31 - 1;

/** `abort(signal, reason)`, `addAlgorithm(signal, run)`. */
let abort, addAlgorithm;
const create = () => new AbortSignal(KEY);

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason;
  #algorithms = [];
  /** The signals that `any` made this one of; undefined for one of its own. */
  #sources;
  #dependents = new Set();

  static {
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#setReason(reason);
      const dependents = [...signal.#dependents].filter((dependent) => !dependent.#aborted);
      dependents.forEach((dependent) => dependent.#setReason(signal.#reason));
      for (const each of [signal, ...dependents]) each.#run();
    };
    addAlgorithm = (signal, run) => { signal.#algorithms.push(run); };
    setOnAbort((signal) => {
      if (!isObject(signal) || !(#aborted in signal)) throw new TypeError('options.signal is not an AbortSignal');
      return signal.#aborted ? null : (run) => addAlgorithm(signal, run);
    });
  }

  constructor() {
    if (arguments[0] !== KEY) throw new TypeError('Illegal constructor');
    super();
  }

  static abort(reason = undefined) {
    const signal = create();
    abort(signal, reason);
    return signal;
  }

  static timeout(milliseconds) {
    required(arguments, 1, 'AbortSignal.timeout');
    const signal = create();
    // One timer cannot be longer: a chain of them can.
    const wait = (left) => {
      const step = Math.min(left, LONGEST_TIMER);
      setTimeout(() => {
        if (left > step) wait(left - step);
        else abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
      }, step).unref();
    };
    wait(toUnsignedLongLong(milliseconds, 'AbortSignal.timeout: the delay'));
    return signal;
  }

  static any(signals) {
    required(arguments, 1, 'AbortSignal.any');
    if (!isObject(signals)) throw new TypeError('AbortSignal.any: the signals are not a sequence');
    signals = [...signals];
    for (const signal of signals) {
      if (!isObject(signal) || !(#aborted in signal)) throw new TypeError('AbortSignal.any: an element is not an AbortSignal');
    }
    const result = create();
    const aborted = signals.find((signal) => signal.#aborted);
    if (aborted) {
      result.#setReason(aborted.#reason);
      return result;
    }
    result.#sources = new Set(signals.flatMap((signal) => [...(signal.#sources ?? [signal])]));
    for (const source of result.#sources) source.#dependents.add(result);
    return result;
  }

  get aborted() {
    return this.#aborted;
  }

  get reason() {
    return this.#reason;
  }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AbortSignal ${inspect({ aborted: this.#aborted }, options)}`;
  }

  #setReason(reason) {
    this.#aborted = true;
    this.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    // Nothing can abort it again, nor does it abort others after these.
    for (const source of this.#sources ?? []) source.#dependents.delete(this);
    this.#sources = this.#sources && new Set();
  }

  #run() {
    const algorithms = this.#algorithms;
    this.#algorithms = [];
    algorithms.forEach((run) => run());
    fire(this, new Event('abort'));
  }
}

handlerAttribute(AbortSignal, 'abort');

class AbortController {
  #signal = create();

  get signal() {
    return this.#signal;
  }

  abort(reason = undefined) {
    abort(this.#signal, reason);
  }
}

expose(AbortSignal);
expose(AbortController);

export { AbortController, AbortSignal };
