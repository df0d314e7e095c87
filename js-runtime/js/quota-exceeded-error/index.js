// QuotaExceededError: https://webidl.spec.whatwg.org/#quotaexceedederror
import { serializables } from 'jsc:structured-clone/platform';
import { dictionary, expose, isObject } from 'jsc:webidl';

const NAME = 'QuotaExceededError';

let isOne;

/** A member that is a finite number, or null. */
function toDouble(options, name) {
  const value = options[name];
  if (value === undefined) return null;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new TypeError(`${NAME}: '${name}' is not a finite number`);
  if (number < 0) throw new RangeError(`${NAME}: '${name}' is negative`);
  return number;
}

class QuotaExceededError extends DOMException {
  #quota;
  #requested;

  static {
    isOne = (value) => isObject(value) && #quota in value;
  }

  constructor(message = '', options = undefined) {
    super(message, NAME);
    const given = dictionary(options, 'the options of a QuotaExceededError');
    this.#quota = toDouble(given, 'quota');
    this.#requested = toDouble(given, 'requested');
    if (this.#quota !== null && this.#requested !== null && this.#requested < this.#quota) {
      throw new RangeError(`${NAME}: less was requested than the quota has`);
    }
  }

  get quota() {
    return this.#quota;
  }

  get requested() {
    return this.#requested;
  }
}

Object.defineProperty(QuotaExceededError, 'length', { value: 0 });
expose(QuotaExceededError);
serializables.push({
  is: isOne,
  clone({ message, quota, requested, stack }) {
    const copy = new QuotaExceededError(message, { quota: quota ?? undefined, requested: requested ?? undefined });
    Object.defineProperty(copy, 'stack', { value: stack, writable: true, configurable: true });
    return copy;
  },
});

export { QuotaExceededError };
