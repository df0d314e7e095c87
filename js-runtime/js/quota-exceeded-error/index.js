// QuotaExceededError: https://webidl.spec.whatwg.org/#quotaexceedederror.
import { serializables } from 'jsc:structured-clone/platform';
import { dictionary, expose, isObject } from 'jsc:webidl';

const WHAT = 'QuotaExceededError constructor';

/** A member that is a `double` of 0 or more, null where it is absent. */
function amountOf(value, name) {
  if (value === undefined) return null;
  const number = +value;
  if (!Number.isFinite(number)) throw new TypeError(`${WHAT}: ${name} is not a finite number`);
  if (number < 0) throw new RangeError(`${WHAT}: ${name} is negative`);
  return number;
}

class QuotaExceededError extends DOMException {
  #quota;
  #requested;

  static {
    serializables.push({
      is: (value) => isObject(value) && #quota in value,
      clone: (error) => {
        const clone = new QuotaExceededError(error.message);
        [clone.#quota, clone.#requested] = [error.#quota, error.#requested];
        return clone;
      },
    });
  }

  constructor(message = '', options = undefined) {
    super(message, 'QuotaExceededError');
    const { quota, requested } = dictionary(options, `${WHAT}: the options`);
    this.#quota = amountOf(quota, 'quota');
    this.#requested = amountOf(requested, 'requested');
    if (this.#quota !== null && this.#requested !== null && this.#requested < this.#quota) {
      throw new RangeError(`${WHAT}: requested is less than quota`);
    }
  }

  get quota() {
    return this.#quota;
  }

  get requested() {
    return this.#requested;
  }
}

expose(QuotaExceededError);

export { QuotaExceededError };
