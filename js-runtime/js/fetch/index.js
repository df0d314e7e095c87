// fetch: https://fetch.spec.whatwg.org/#fetch-method, of what needs no network. http: and https: are the transport's.
import { isBlob, piecesOf } from 'jsc:blob';
import { Body } from 'jsc:fetch/body';
import { decode } from 'jsc:fetch/data-url';
import { Request, signalOf } from 'jsc:fetch/request';
import { makeResponse } from 'jsc:fetch/response';
import { carry } from 'jsc:fetch/transport';
import { readFileSync } from 'jsc:fs/files';
import { Headers, makeImmutable } from 'jsc:headers';
import { blobs } from 'jsc:object-url/store';
import { required } from 'jsc:webidl';

const failure = (url, why, cause = undefined) => new TypeError(`fetch failed: ${url}: ${why}`, cause && { cause });

function respond(url, pieces, type) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const headers = new Headers({ 'content-length': `${length}` });
  if (type) headers.set('content-type', type);
  return makeResponse({
    body: new Body(pieces), headers: makeImmutable(headers), statusText: 'OK', type: 'basic', url,
  });
}

function fetchData(url) {
  const found = decode(url);
  if (!found) throw failure(url, 'the data: URL is malformed');
  const headers = makeImmutable(new Headers({ 'content-type': found.type }));
  return makeResponse({ body: new Body([found.bytes]), headers, statusText: 'OK', type: 'basic', url });
}

function fetchBlob(url, method) {
  const blob = blobs.get(url);
  if (method !== 'GET' || !isBlob(blob)) throw failure(url, 'there is no such blob');
  return respond(url, piecesOf(blob), blob.type);
}

function fetchFile(url, method) {
  if (method !== 'GET') throw failure(url, 'files can only be read');
  try {
    return respond(url, [readFileSync(decodeURIComponent(url.replace(/^file:\/\/[^/]*|[?#].*$/gs, '')))]);
  } catch (error) {
    throw failure(url, error.message, error);
  }
}

const SCHEMES = { data: fetchData, blob: fetchBlob, file: fetchFile };

async function load(request) {
  const url = request.url.replace(/#.*$/s, '');
  const scheme = url.slice(0, url.indexOf(':'));
  const signal = signalOf(request);
  signal?.throwIfAborted();
  if (Object.hasOwn(SCHEMES, scheme)) return SCHEMES[scheme](url, request.method);
  if (scheme !== 'http' && scheme !== 'https') throw failure(url, `unknown scheme ${scheme}:`);
  return carry(request);
}

/** Settles as `work` does, or rejects when the signal is aborted before. */
function untilAborted(work, signal) {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

async function fetch(input, init = undefined) {
  required(arguments, 1, 'fetch');
  const request = new Request(input, init);
  return untilAborted(load(request), signalOf(request));
}

Object.defineProperty(globalThis, 'fetch', { value: fetch, writable: true, enumerable: true, configurable: true });

export { fetch };
