// URLSearchParams: https://url.spec.whatwg.org/#interface-urlsearchparams.
import { decode, encode } from 'native:text';
import { percentDecode } from 'jsc:percent';
import { expose, isObject, iterable, pairsFrom, required, toUSVString } from 'jsc:webidl';

// A mode of native:text: UTF-8 whose byte order mark is text.
const KEEP_BOM = 8;

/** The characters that application/x-www-form-urlencoded leaves alone. */
const PLAIN = '*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function isPlain(text) {
  for (let i = 0; i < text.length; i++) {
    if (!PLAIN.includes(text[i])) return false;
  }
  return true;
}

/** The application/x-www-form-urlencoded percent-encode set, with a space as a plus sign. */
function escape(text) {
  if (isPlain(text)) return text;
  let out = '';
  for (const byte of encode(text)) {
    const character = String.fromCharCode(byte);
    out += isPlain(character) ? character :
      byte === 0x20 ? '+' :
        `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function unescape(text) {
  text = text.replaceAll('+', ' ');
  return text.includes('%') ? decode(percentDecode(text), KEEP_BOM, [0]) : text;
}

/** https://url.spec.whatwg.org/#concept-urlencoded-parser */
function parse(text) {
  return text.split('&').filter(Boolean).map((part) => {
    const at = part.indexOf('=');
    return (at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]).map(unescape);
  });
}

/** A query without the question mark that it may start with. */
export const withoutMark = (query) => (query.startsWith('?') ? query.slice(1) : query);

const serialize = (list) => list.map((pair) => pair.map(escape).join('=')).join('&');

let pairsOf;

/** What jsc:url needs: `attached(query, onChange)` makes the object of a URL, `reset(params, query)` fills it anew. */
export let attached, reset;
export let isURLSearchParams;

class URLSearchParams {
  #list = [];
  /** Of the URL that the object belongs to: told the new query. */
  #onChange;

  static {
    pairsOf = (params) => params.#list;
    isURLSearchParams = (value) => isObject(value) && #list in value;
    reset = (params, query) => { params.#list = parse(query); };
    attached = (query, onChange) => {
      const params = new URLSearchParams();
      reset(params, query);
      params.#onChange = onChange;
      return params;
    };
  }

  constructor(init = '') {
    if (!isObject(init)) {
      this.#list = parse(withoutMark(toUSVString(init)));
      return;
    }
    const pairs = pairsFrom(init, toUSVString, 'URLSearchParams constructor');
    // Keys of a record that differ in lone surrogates alone are one key.
    this.#list = init[Symbol.iterator] ? pairs : [...new Map(pairs)];
  }

  get size() {
    return this.#list.length;
  }

  append(name, value) {
    void this.#list;
    required(arguments, 2, 'URLSearchParams.append');
    this.#list.push([toUSVString(name), toUSVString(value)]);
    this.#change(this.#list);
  }

  delete(name, value = undefined) {
    void this.#list;
    required(arguments, 1, 'URLSearchParams.delete');
    const matches = this.#matcher(name, value);
    this.#change(this.#list.filter((pair) => !matches(pair)));
  }

  get(name) {
    void this.#list;
    required(arguments, 1, 'URLSearchParams.get');
    return this.#list.find(this.#matcher(name))?.[1] ?? null;
  }

  getAll(name) {
    void this.#list;
    required(arguments, 1, 'URLSearchParams.getAll');
    return this.#list.filter(this.#matcher(name)).map(([, value]) => value);
  }

  has(name, value = undefined) {
    void this.#list;
    required(arguments, 1, 'URLSearchParams.has');
    return this.#list.some(this.#matcher(name, value));
  }

  set(name, value) {
    void this.#list;
    required(arguments, 2, 'URLSearchParams.set');
    [name, value] = [toUSVString(name), toUSVString(value)];
    const at = this.#list.findIndex(([key]) => key === name);
    const others = this.#list.filter(([key]) => key !== name);
    this.#change(others.toSpliced(at < 0 ? others.length : at, 0, [name, value]));
  }

  /** By UTF-16 code units; pairs of one name keep their order. */
  sort() {
    this.#change(this.#list.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
  }

  toString() {
    return serialize(this.#list);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const shown = this.#list.map((pair) => pair.map((text) => inspect(text, options)).join(' => '));
    if (!shown.length) return 'URLSearchParams {}';
    const isShort = shown.join(', ').length <= options.breakLength;
    return isShort ? `URLSearchParams { ${shown.join(', ')} }` : `URLSearchParams {\n  ${shown.join(',\n  ')} }`;
  }

  #change(list) {
    this.#list = list;
    this.#onChange?.(serialize(list));
  }

  #matcher(name, value) {
    name = toUSVString(name);
    if (value === undefined) return ([key]) => key === name;
    value = toUSVString(value);
    return ([key, text]) => key === name && text === value;
  }
}

iterable(URLSearchParams, pairsOf);
expose(URLSearchParams);

export { URLSearchParams };
