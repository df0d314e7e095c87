// fetch: https://fetch.spec.whatwg.org/#fetch-method, of what needs no network. http: and https: are the transport's.
import { isBlob, piecesOf } from 'jsc:blob';
import { Body } from 'jsc:fetch/body';
import { decode } from 'jsc:fetch/data-url';
import { rangeOf } from 'jsc:fetch/range';
import { Request, blobOf, bodyOf, signalOf } from 'jsc:fetch/request';
import { makeResponse, withoutBody } from 'jsc:fetch/response';
import { carry } from 'jsc:fetch/transport';
import { readFileSync } from 'jsc:fs/files';
import { Headers, makeImmutable } from 'jsc:headers';
import * as mime from 'jsc:mime';
import { URL } from 'jsc:url';
import { required } from 'jsc:webidl';

const failure = (url, why, cause = undefined) => new TypeError(`fetch failed: ${url}: ${why}`, cause && { cause });

function respond(url, pieces, headers, status = 200, statusText = 'OK') {
  return makeResponse({
    body: new Body(pieces), headers: makeImmutable(new Headers(headers)), status, statusText, type: 'basic', url,
  });
}

const lengthOf = (pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0);

function fetchData({ url }) {
  const found = decode(url);
  if (!found) throw failure(url, 'the data: URL is malformed');
  return respond(url, [found.bytes], { 'content-type': found.type });
}

function fetchBlob({ url, request }) {
  const blob = blobOf(request);
  if (request.method !== 'GET' || !isBlob(blob)) throw failure(url, 'there is no such blob');
  const type = mime.parse(blob.type) ? blob.type : '';
  const range = request.headers.get('range');
  if (range === null) return respond(url, piecesOf(blob), { 'content-length': `${blob.size}`, 'content-type': type });
  const [first, last] = rangeOf(range, blob.size) ?? [];
  if (first === undefined) throw failure(url, `there is no range ${range}`);
  const headers = {
    'content-length': `${last - first + 1}`, 'content-type': type, 'content-range': `bytes ${first}-${last}/${blob.size}`,
  };
  return respond(url, piecesOf(blob.slice(first, last + 1)), headers, 206, 'Partial Content');
}

function fetchFile({ url, request }) {
  if (request.method !== 'GET') throw failure(url, 'files can only be read');
  try {
    const pieces = [readFileSync(decodeURIComponent(new URL(url).pathname))];
    return respond(url, pieces, { 'content-length': `${lengthOf(pieces)}` });
  } catch (error) {
    throw failure(url, error.message, error);
  }
}

const SCHEMES = { data: fetchData, blob: fetchBlob, file: fetchFile };

async function load(request) {
  const [url] = request.url.split('#', 1);
  const scheme = url.slice(0, url.indexOf(':'));
  const signal = signalOf(request);
  signal?.throwIfAborted();
  if (scheme === 'http' || scheme === 'https') return carry(request);
  if (!Object.hasOwn(SCHEMES, scheme)) throw failure(url, `unknown scheme ${scheme}:`);
  const response = SCHEMES[scheme]({ url, request });
  return request.method === 'HEAD' ? withoutBody(response) : response;
}

/** Settles as `work` does, or rejects when the request is aborted before. */
function untilAborted(work, request) {
  const signal = signalOf(request);
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      bodyOf(request)?.cancel(signal.reason);
    };
    const settle = (how) => (value) => {
      signal.removeEventListener('abort', abort);
      how(value);
    };
    work.then(settle(resolve), settle(reject));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}

async function fetch(input, init = undefined) {
  required(arguments, 1, 'fetch');
  const request = new Request(input, init);
  return untilAborted(load(request), request);
}

Object.defineProperty(globalThis, 'fetch', { value: fetch, writable: true, enumerable: true, configurable: true });

export { fetch };
