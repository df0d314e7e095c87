// Request: https://fetch.spec.whatwg.org/#request-class.
import { AbortController, AbortSignal } from 'jsc:abort';
import { extract, mixBody } from 'jsc:fetch/body';
import { baseUrl } from 'jsc:fetch/base';
import { Headers, fill, restrict } from 'jsc:headers';
import * as noCors from 'jsc:headers/no-cors';
import { isToken } from 'jsc:headers/syntax';
import { blobs } from 'jsc:object-url/store';
import { ReadableStream } from 'jsc:streams';
import { URL } from 'jsc:url';
import { dictionary, expose, isObject, required, toByteString, toUSVString } from 'jsc:webidl';

const SIMPLE = ['GET', 'HEAD', 'POST'];
const UPPER = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const ENUMERATIONS = {
  referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  redirect: ['follow', 'error', 'manual'],
  duplex: ['half'],
  priority: ['high', 'low', 'auto'],
};
const SHOWN = ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache',
  'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal'];

function methodOf(value) {
  const method = toByteString(value);
  const upper = method.toUpperCase();
  if (!isToken(method) || ['CONNECT', 'TRACE', 'TRACK'].includes(upper)) {
    throw new TypeError(`${JSON.stringify(method)} is not a method that a request may have`);
  }
  return UPPER.includes(upper) ? upper : method;
}

function urlOf(text) {
  const url = new URL(text, baseUrl());
  if (url.username || url.password) throw new TypeError(`the URL ${text} has credentials in it`);
  return url.href;
}

function referrerOf(text) {
  if (text === '') return 'no-referrer';
  const url = URL.parse(text, baseUrl());
  if (!url) throw new TypeError(`the referrer ${text} is not a URL`);
  return 'about:client';
}

/** The members of an init, each as its type has it; undefined where it is absent. */
function convert(init) {
  const given = dictionary(init, 'The request init');
  const made = {};
  for (const [name, values] of Object.entries(ENUMERATIONS)) {
    const value = given[name];
    if (value === undefined) continue;
    made[name] = `${value}`;
    if (!values.includes(made[name])) throw new TypeError(`${made[name]} is not a value of ${name}`);
  }
  const { body, headers, integrity, keepalive, method, referrer, signal, window } = given;
  if (integrity !== undefined) made.integrity = `${integrity}`;
  if (keepalive !== undefined) made.keepalive = Boolean(keepalive);
  if (method !== undefined) made.method = methodOf(method);
  if (referrer !== undefined) made.referrer = referrerOf(toUSVString(referrer));
  if (window !== undefined && window !== null) throw new TypeError('the member window of a request init must be null');
  if (made.mode === 'navigate') throw new TypeError('a program cannot make a request of mode navigate');
  return { ...made, body, headers, signal };
}

/** A blob: URL stands for the blob that it had when the request was made. */
const blobAt = (url) => (url.startsWith('blob:') ? blobs.get(url.split('#', 1)[0]) : undefined);

/** Throws for fields that do not go together. */
function checkFields({ cache, method, mode }) {
  if (mode === 'no-cors' && !SIMPLE.includes(method)) throw new TypeError(`a request of mode no-cors cannot be a ${method}`);
  if (cache === 'only-if-cached' && mode !== 'same-origin') {
    throw new TypeError('the cache mode only-if-cached needs the mode same-origin');
  }
}

let blobOf, bodyOf, signalOf, makeUnchecked;

/** `isRequest(value)`. */
export let isRequest;

class Request {
  #body = null;
  #fields = {
    method: 'GET', referrer: 'about:client', referrerPolicy: '', mode: 'cors', credentials: 'same-origin',
    cache: 'default', redirect: 'follow', integrity: '', keepalive: false, duplex: 'half',
  };
  #url;
  #blob;
  #headers;
  /** Made when somebody asks for it, unless it follows another one. */
  #signal;

  static {
    blobOf = (request) => request.#blob;
    bodyOf = (request) => request.#body;
    signalOf = (request) => request.#signal;
    isRequest = (value) => isObject(value) && #body in value;
    makeUnchecked = (method, url, headers, body) => {
      const request = new Request('about:blank');
      request.#fields.method = method;
      [request.#url, request.#headers, request.#body] = [url, headers, body];
      return request;
    };
  }

  constructor(input, init = undefined) {
    required(arguments, 1, 'Request constructor');
    const from = isRequest(input) ? input : undefined;
    this.#url = from ? from.#url : urlOf(toUSVString(input));
    this.#blob = from ? from.#blob : blobAt(this.#url);
    const { body, headers, signal, ...fields } = convert(init);
    Object.assign(this.#fields, from?.#fields, fields);
    checkFields(this.#fields);
    this.#headers = new Headers();
    if (this.#fields.mode === 'no-cors') restrict(this.#headers, noCors);
    fill(this.#headers, headers ?? from?.#headers);
    const followed = signal === undefined ? from?.signal : signal;
    if (followed !== undefined && followed !== null) this.#signal = AbortSignal.any([followed]);
    this.#setBody(body, from, fields.duplex);
  }

  #setBody(init, from, duplex) {
    const { method } = this.#fields;
    const given = init ?? null;
    if ((given !== null || (init === undefined && from?.#body)) && ['GET', 'HEAD'].includes(method)) {
      throw new TypeError(`a request of method ${method} cannot have a body`);
    }
    if (given !== null) {
      if (given instanceof ReadableStream && duplex === undefined) {
        throw new TypeError("a request whose body is a stream needs duplex: 'half'");
      }
      const [body, type] = extract(given);
      this.#body = body;
      if (type !== null && !this.#headers.has('content-type')) this.#headers.append('content-type', type);
    } else if (init === undefined && from?.#body) {
      if (from.#body.isUnusable) throw new TypeError('the body of the request was read already, or is locked');
      this.#body = from.#body.take();
    }
  }

  get method() {
    return this.#fields.method;
  }

  get url() {
    return this.#url;
  }

  get headers() {
    return this.#headers;
  }

  get destination() {
    void this.#fields;
    return '';
  }

  get referrer() {
    const { referrer } = this.#fields;
    return referrer === 'no-referrer' ? '' : referrer;
  }

  get referrerPolicy() {
    return this.#fields.referrerPolicy;
  }

  get mode() {
    return this.#fields.mode;
  }

  get credentials() {
    return this.#fields.credentials;
  }

  get cache() {
    return this.#fields.cache;
  }

  get redirect() {
    return this.#fields.redirect;
  }

  get integrity() {
    return this.#fields.integrity;
  }

  get keepalive() {
    return this.#fields.keepalive;
  }

  get isReloadNavigation() {
    void this.#fields;
    return false;
  }

  get isHistoryNavigation() {
    void this.#fields;
    return false;
  }

  get signal() {
    void this.#fields;
    return (this.#signal ??= new AbortController().signal);
  }

  get duplex() {
    return this.#fields.duplex;
  }

  clone() {
    if (this.#body?.isUnusable) throw new TypeError('Request.clone: the body was read already, or is locked');
    const { method } = this.#fields;
    const clone = makeUnchecked(method, this.#url, new Headers(this.#headers), this.#body && this.#body.clone());
    Object.assign(clone.#fields, this.#fields);
    clone.#blob = this.#blob;
    clone.#signal = AbortSignal.any([this.signal]);
    return clone;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `Request ${inspect(Object.fromEntries(SHOWN.map((name) => [name, this[name]])), options)}`;
  }
}

mixBody(Request, bodyOf, (request) => request.headers.get('content-type'));
expose(Request);

export { Request, blobOf, bodyOf, makeUnchecked, signalOf };
