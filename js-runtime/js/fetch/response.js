// Response: https://fetch.spec.whatwg.org/#response-class.
import { Body, extract, mixBody } from 'jsc:fetch/body';
import { baseUrl } from 'jsc:fetch/base';
import { Headers, makeImmutable } from 'jsc:headers';
import { isFieldText } from 'jsc:headers/syntax';
import { URL } from 'jsc:url';
import { dictionary, expose, isObject, required, toByteString } from 'jsc:webidl';

const NULL_BODY = [101, 103, 204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];
const KEY = {};

/** `unsigned short`. */
const toUnsignedShort = (value) => +value & 0xffff;

function checkInit(init) {
  const { headers, status = 200, statusText = '' } = dictionary(init, 'The response init');
  const parts = {
    headers: new Headers(headers),
    status: toUnsignedShort(status),
    statusText: toByteString(statusText),
  };
  if (parts.status < 200 || parts.status > 599) throw new RangeError(`${parts.status} is not a response status`);
  if (!isFieldText(parts.statusText)) throw new TypeError('the status text is no reason phrase');
  return parts;
}

let bodyOf, make;

/** Has a response lose its body; returns it. */
export let withoutBody;

/** `isResponse(value)`. */
export let isResponse;

class Response {
  #body = null;
  #headers;
  #status = 200;
  #statusText = '';
  #type = 'default';
  #url = '';
  #isRedirected = false;

  static {
    bodyOf = (response) => response.#body;
    withoutBody = (response) => {
      response.#body = null;
      return response;
    };
    isResponse = (value) => isObject(value) && #body in value;
    make = (parts) => {
      const response = new Response(KEY);
      response.#body = parts.body ?? null;
      response.#headers = parts.headers ?? new Headers();
      response.#status = parts.status ?? 200;
      response.#statusText = parts.statusText ?? '';
      response.#type = parts.type ?? 'default';
      response.#url = parts.url ?? '';
      response.#isRedirected = parts.isRedirected ?? false;
      return response;
    };
  }

  constructor(body = null, init = undefined) {
    if (body === KEY) return;
    const extracted = body === null ? undefined : extract(body);
    this.#initialize(checkInit(init), extracted);
  }

  static error() {
    return make({ headers: makeImmutable(new Headers()), status: 0, type: 'error' });
  }

  static redirect(url, status = 302) {
    required(arguments, 1, 'Response.redirect');
    const { href } = new URL(url, baseUrl());
    status = toUnsignedShort(status);
    if (!REDIRECTS.includes(status)) throw new RangeError(`${status} is not the status of a redirect`);
    return make({ headers: makeImmutable(new Headers({ location: href })), status });
  }

  static json(data, init = undefined) {
    required(arguments, 1, 'Response.json');
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Response.json: the value has no JSON text');
    const response = new Response(KEY);
    response.#initialize(checkInit(init), [new Body(text.toWellFormed()), 'application/json']);
    return response;
  }

  get type() {
    return this.#type;
  }

  get url() {
    return this.#url;
  }

  get redirected() {
    return this.#isRedirected;
  }

  get status() {
    return this.#status;
  }

  get ok() {
    return this.#status >= 200 && this.#status <= 299;
  }

  get statusText() {
    return this.#statusText;
  }

  get headers() {
    return this.#headers;
  }

  clone() {
    if (this.#body?.isUnusable) throw new TypeError('Response.clone: the body was read already, or is locked');
    const clone = make({
      headers: new Headers(this.#headers),
      status: this.#status,
      statusText: this.#statusText,
      type: this.#type,
      url: this.#url,
      isRedirected: this.#isRedirected,
    });
    clone.#body = this.#body && this.#body.clone();
    return clone;
  }

  #initialize({ headers, status, statusText }, extracted) {
    [this.#headers, this.#status, this.#statusText] = [headers, status, statusText];
    if (!extracted) return;
    if (NULL_BODY.includes(status)) throw new TypeError(`a response of status ${status} has no body`);
    const [body, type] = extracted;
    this.#body = body;
    if (type !== null && !headers.has('content-type')) headers.append('content-type', type);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, options)}`;
  }
}

mixBody(Response, bodyOf, (response) => response.headers.get('content-type'));
expose(Response);

export { Response, bodyOf, make as makeResponse };
