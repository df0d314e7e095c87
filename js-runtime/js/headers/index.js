// Headers: https://fetch.spec.whatwg.org/#headers-class.
import { expose, isObject, iterable, pairsFrom, required, toByteString } from 'jsc:webidl';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function nameOf(value) {
  const name = toByteString(value);
  if (!TOKEN.test(name)) throw new TypeError(`Headers: ${JSON.stringify(name)} is not a header name`);
  return name.toLowerCase();
}

function valueOf(value) {
  const text = toByteString(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\n\r]/.test(text)) throw new TypeError('Headers: a value has a NUL or a line break in it');
  return text;
}

let pairsOf;

/** Has every change of `headers` refused; returns it. */
export let makeImmutable;

class Headers {
  /** Pairs of name in lower case and value, in the order of their coming. */
  #list = [];
  /** The pairs as iteration shows them; undefined after a change. */
  #sorted;
  #isImmutable = false;

  static {
    makeImmutable = (headers) => {
      headers.#isImmutable = true;
      return headers;
    };
    pairsOf = (headers) => (headers.#sorted ??= headers.#sort());
  }

  constructor(init = undefined) {
    if (init === undefined) return;
    if (!isObject(init)) throw new TypeError('Headers constructor: the init is not an object');
    for (const [name, value] of pairsFrom(init, toByteString, 'Headers constructor')) this.#append(name, value);
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
    const at = this.#list.findIndex(([key]) => key === name);
    const others = this.#list.filter(([key]) => key !== name);
    this.#change(others.toSpliced(at < 0 ? others.length : at, 0, [name, value]));
  }

  #append(name, value) {
    value = valueOf(value);
    name = nameOf(name);
    this.#check();
    this.#list.push([name, value]);
    this.#sorted = undefined;
  }

  #check() {
    if (this.#isImmutable) throw new TypeError('Headers: these are immutable');
  }

  #change(list) {
    this.#list = list;
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
