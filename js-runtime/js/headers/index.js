// Headers: https://fetch.spec.whatwg.org/#headers-class.
import { isToken, trim } from 'jsc:headers/syntax';
import { expose, isObject, iterable, pairsFrom, required, toByteString } from 'jsc:webidl';

function nameOf(value) {
  const name = toByteString(value);
  if (!isToken(name)) throw new TypeError(`Headers: ${JSON.stringify(name)} is not a header name`);
  return name.toLowerCase();
}

function valueOf(value) {
  const text = trim(toByteString(value));
  if (text.includes('\0') || text.includes('\n') || text.includes('\r')) throw new TypeError('Headers: a value has a NUL or a line break in it');
  return text;
}

let pairsOf;

/** Has every change of `headers` refused; returns it. */
export let makeImmutable;
/**
 * Has changes of `headers` ignored but those that `guard` lets pass: `{ isAllowed(name, value), PRIVILEGED }`, where no
 * value asks whether one of that name may be deleted, and any change removes the privileged header.
 */
export let restrict;
/** Appends what a constructor's init has, undefined being nothing. */
export let fill;

class Headers {
  /** Pairs of name in lower case and value, in the order of their coming. */
  #list = [];
  /** The pairs as iteration shows them; undefined after a change. */
  #sorted;
  #isImmutable = false;
  #guard;

  static {
    fill = (headers, init) => {
      if (init === undefined) return;
      if (!isObject(init)) throw new TypeError('Headers constructor: the init is not an object');
      for (const [name, value] of pairsFrom(init, toByteString, 'Headers constructor')) headers.#append(name, value);
    };
    restrict = (headers, guard) => { headers.#guard = guard; };
    makeImmutable = (headers) => {
      headers.#isImmutable = true;
      return headers;
    };
    pairsOf = (headers) => (headers.#sorted ??= headers.#sort());
  }

  constructor(init = undefined) {
    fill(this, init);
  }

  append(name, value) {
    void this.#list;
    required(arguments, 2, 'Headers.append');
    [name, value] = [toByteString(name), toByteString(value)];
    this.#append(name, value);
  }

  delete(name) {
    void this.#list;
    required(arguments, 1, 'Headers.delete');
    name = nameOf(name);
    this.#check();
    if (this.#guard && name !== this.#guard.PRIVILEGED && !this.#guard.isAllowed(name)) return;
    this.#change(this.#list.filter(([key]) => key !== name));
  }

  get(name) {
    void this.#list;
    required(arguments, 1, 'Headers.get');
    return this.#get(nameOf(name));
  }

  getSetCookie() {
    return this.#list.filter(([key]) => key === 'set-cookie').map(([, value]) => value);
  }

  has(name) {
    void this.#list;
    required(arguments, 1, 'Headers.has');
    name = nameOf(name);
    return this.#list.some(([key]) => key === name);
  }

  set(name, value) {
    void this.#list;
    required(arguments, 2, 'Headers.set');
    [name, value] = [toByteString(name), toByteString(value)];
    [value, name] = [valueOf(value), nameOf(name)];
    this.#check();
    if (this.#guard && !this.#guard.isAllowed(name, value)) return;
    const at = this.#list.findIndex(([key]) => key === name);
    const others = this.#list.filter(([key]) => key !== name);
    this.#change(others.toSpliced(at < 0 ? others.length : at, 0, [name, value]));
  }

  #append(name, value) {
    value = valueOf(value);
    name = nameOf(name);
    this.#check();
    if (this.#guard) {
      const before = this.#get(name);
      if (!this.#guard.isAllowed(name, before === null ? value : `${before}, ${value}`)) return;
    }
    this.#list.push([name, value]);
    this.#change(this.#list);
  }

  #check() {
    if (this.#isImmutable) throw new TypeError('Headers: these are immutable');
  }

  #change(list) {
    this.#list = this.#guard ? list.filter(([key]) => key !== this.#guard.PRIVILEGED) : list;
    this.#sorted = undefined;
  }

  #get(name) {
    const values = this.#list.filter(([key]) => key === name).map(([, value]) => value);
    return values.length ? values.join(', ') : null;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `Headers ${inspect(Object.fromEntries(pairsOf(this)), options)}`;
  }

  /** In the order of names; values of one name are joined, but those of set-cookie. */
  #sort() {
    const names = [...new Set(this.#list.map(([key]) => key))].sort();
    return names.flatMap((name) => name === 'set-cookie' ?
      this.#list.filter(([key]) => key === name) :
      [[name, this.#get(name)]]);
  }
}

iterable(Headers, pairsOf);
expose(Headers);

export { Headers };
