// URL: https://url.spec.whatwg.org/#url-class, with the error codes of Node.js. The parser is native;
// a URL is its serialization and the places of its parts in it.
import { parse, set } from 'native:url';
import { attached, reset, withoutMark } from 'jsc:url-search-params';
import { expose, required } from 'jsc:webidl';

const TUPLE_ORIGINS = ['http:', 'https:', 'ws:', 'wss:', 'ftp:'];
const ENTRIES = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname',
  'search', 'searchParams', 'hash'];

function invalid(input, base) {
  const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input });
  return base === undefined ? error : Object.assign(error, { base });
}

class URL {
  #href;
  /** Ends of scheme and user name, start and end of the host, port, starts of path, query and fragment. */
  #places = [];
  #params;

  constructor(url, base = undefined) {
    required(arguments, 1, 'URL constructor');
    url = `${url}`;
    if (base !== undefined) base = `${base}`;
    this.#href = parse(url, base, this.#places);
    if (this.#href === undefined) throw invalid(url, base);
  }

  static parse(url, base = undefined) {
    required(arguments, 1, 'URL.parse');
    url = `${url}`;
    if (base !== undefined) base = `${base}`;
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  static canParse(url, base = undefined) {
    required(arguments, 1, 'URL.canParse');
    return parse(url, base, []) !== undefined;
  }

  get href() {
    return this.#href;
  }

  set href(value) {
    void this.#href;
    value = `${value}`;
    const places = [];
    const href = parse(value, undefined, places);
    if (href === undefined) throw invalid(value);
    [this.#href, this.#places] = [href, places];
    this.#resetParams();
  }

  get origin() {
    void this.#href;
    const { protocol } = this;
    if (TUPLE_ORIGINS.includes(protocol)) return `${protocol}//${this.host}`;
    if (protocol !== 'blob:') return 'null';
    const inner = URL.parse(this.pathname);
    return inner?.protocol === 'http:' || inner?.protocol === 'https:' ? inner.origin : 'null';
  }

  get protocol() {
    return this.#href.slice(0, this.#places[0] + 1);
  }

  set protocol(value) {
    this.#set('protocol', value);
  }

  get username() {
    const [schemeEnd, usernameEnd] = this.#places;
    return this.#href.startsWith('://', schemeEnd) ? this.#href.slice(schemeEnd + 3, usernameEnd) : '';
  }

  set username(value) {
    this.#set('username', value);
  }

  get password() {
    const [schemeEnd, usernameEnd, hostStart] = this.#places;
    const hasOne = this.#href.startsWith('://', schemeEnd) && this.#href[usernameEnd] === ':';
    return hasOne ? this.#href.slice(usernameEnd + 1, Math.max(hostStart - 1, usernameEnd + 1)) : '';
  }

  set password(value) {
    this.#set('password', value);
  }

  get host() {
    const port = this.#places[4];
    return port < 0 ? this.hostname : `${this.hostname}:${port}`;
  }

  set host(value) {
    this.#set('host', value);
  }

  get hostname() {
    return this.#href.slice(this.#places[2], this.#places[3]);
  }

  set hostname(value) {
    this.#set('hostname', value);
  }

  get port() {
    const port = this.#places[4];
    return port < 0 ? '' : `${port}`;
  }

  set port(value) {
    this.#set('port', value);
  }

  get pathname() {
    const [, , , , , path, query, fragment] = this.#places;
    const end = query < 0 ? fragment : query;
    return this.#href.slice(path, end < 0 ? undefined : end);
  }

  set pathname(value) {
    this.#set('pathname', value);
  }

  get search() {
    const [, , , , , , query, fragment] = this.#places;
    const search = query < 0 ? '' : this.#href.slice(query, fragment < 0 ? undefined : fragment);
    return search === '?' ? '' : search;
  }

  set search(value) {
    void this.#href;
    value = `${value}`;
    this.#set('search', value);
    if (this.#params) reset(this.#params, withoutMark(value));
  }

  get searchParams() {
    return (this.#params ??= attached(this.search.slice(1), (query) => this.#set('search', query)));
  }

  get hash() {
    const fragment = this.#places[7];
    const hash = fragment < 0 ? '' : this.#href.slice(fragment);
    return hash === '#' ? '' : hash;
  }

  set hash(value) {
    this.#set('hash', value);
  }

  toString() {
    return this.#href;
  }

  toJSON() {
    return this.#href;
  }

  #set(part, value) {
    this.#href = set(this.#href, part, value, this.#places);
  }

  #resetParams() {
    if (this.#params) reset(this.#params, this.search.slice(1));
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return this;
    const shown = Object.fromEntries(ENTRIES.map((name) => [name, this[name]]));
    return `URL ${inspect(shown, options)}`;
  }
}

expose(URL);

export { URL };
