// A handler as a CGI program: https://www.rfc-editor.org/rfc/rfc3875. One request comes in the environment and on
// standard input, its response goes to standard output, which nobody else may write to meanwhile.
import { respond } from 'native:handler';
import { read, write } from 'native:io';
import { environ } from 'native:process';
import { Body } from 'jsc:fetch/body';
import { makeUnchecked } from 'jsc:fetch/request';
import { bodyOf, isResponse } from 'jsc:fetch/response';
import { encodeUtf8 } from 'jsc:bytes';
import { Headers } from 'jsc:headers';
import { isDigits, isToken } from 'jsc:headers/syntax';
import { ReadableStream } from 'jsc:streams';
import { setAtEnd } from 'jsc:timers';
import { URL } from 'jsc:url';

const STDIN = 0;
const STDERR = 2;
const CHUNK = 65536;
/** A body that is announced to be no longer is read at once, a longer one as it is asked for. */
const EAGER = 1024 * 1024;

function environment() {
  const variables = {};
  for (const line of environ()) {
    const at = line.indexOf('=', 1);
    if (at > 0) variables[line.slice(0, at)] = line.slice(at + 1);
  }
  return variables;
}

/** What servers set HTTPS to, in any case. */
const SECURE = ['on', '1', 'https'];

/** A path as a server decoded it, with the escapes that a URL needs. */
const escapePath = (path) => encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');

function urlOf(env) {
  const isSecure = SECURE.includes(env.HTTPS?.toLowerCase()) || env.REQUEST_SCHEME === 'https' || env.SERVER_PORT === '443';
  const scheme = isSecure ? 'https' : 'http';
  const port = env.SERVER_PORT && !['80', '443'].includes(env.SERVER_PORT) ? `:${env.SERVER_PORT}` : '';
  const host = env.HTTP_HOST || `${env.SERVER_NAME || 'localhost'}${port}`;
  const query = env.QUERY_STRING ? `?${env.QUERY_STRING}` : '';
  const path = `${escapePath(env.SCRIPT_NAME ?? '')}${escapePath(env.PATH_INFO ?? '')}` || '/';
  // The path as the client wrote it, where the server passes it on.
  const target = env.REQUEST_URI?.startsWith('/') ? env.REQUEST_URI : path + query;
  const url = URL.parse(`${scheme}://${host}${target}`) ?? URL.parse(`${scheme}://localhost${target}`);
  return (url ?? new URL(`${scheme}://localhost/`)).href;
}

/** Each byte of a text's UTF-8 as a character, which is what headers are made of. */
function byteString(text) {
  const bytes = encodeUtf8(text);
  return bytes.length === text.length ? text : String.fromCharCode(...bytes);
}

/** Whether a variable is a number of bytes. */
const isLength = (text) => Boolean(text) && isDigits(text);

function headersOf(env) {
  const headers = new Headers();
  const set = (name, value) => {
    if (!value) return;
    try {
      headers.set(name, byteString(value));
    } catch {
      // No client sent what is no header: the server made it up.
    }
  };
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('HTTP_')) set(name.slice('HTTP_'.length).replaceAll('_', '-'), value);
  }
  // Some servers leave the first empty and pass the second.
  set('content-type', env.CONTENT_TYPE);
  set('content-length', env.CONTENT_LENGTH);
  return headers;
}

/** The next bytes of standard input, at most `limit`; null at the end. */
function readChunk(limit) {
  const buffer = new Uint8Array(Math.min(limit, CHUNK));
  const count = buffer.length && read(STDIN, buffer);
  return count ? buffer.subarray(0, count) : null;
}

function bodyFrom(env, method) {
  if (method === 'GET' || method === 'HEAD') return null;
  const isAnnounced = isLength(env.CONTENT_LENGTH);
  let left = isAnnounced ? Number(env.CONTENT_LENGTH) : Infinity;
  if (left === 0) return null;
  const next = () => {
    const chunk = readChunk(left);
    left -= chunk?.length ?? 0;
    return chunk;
  };
  if (left <= EAGER) {
    const pieces = [];
    for (let chunk; (chunk = next());) pieces.push(chunk);
    return new Body(pieces);
  }
  return new Body(new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const chunk = next();
      if (chunk) {
        controller.enqueue(chunk);
        return;
      }
      controller.close();
      controller.byobRequest?.respond(0);
    },
  }));
}

/** What is wrong with the request, undefined if nothing is. */
function faultOf({ REQUEST_METHOD: method, CONTENT_LENGTH: length }) {
  if (method && !isToken(method)) return `${JSON.stringify(method)} is no method`;
  if (length && !isLength(length)) return `${JSON.stringify(length)} is no length of a body`;
  return undefined;
}

function requestFrom(env) {
  const method = env.REQUEST_METHOD || 'GET';
  return makeUnchecked(method, urlOf(env), headersOf(env), bodyFrom(env, method));
}

const complain = (error) => {
  const text = error?.stack ?? error;
  write(STDERR, `Uncaught (in the handler) ${typeof text === 'symbol' ? String(text) : text}\n`);
};

/** Writes what comes before the body. */
function respondHead({ status, statusText, headers }) {
  const lines = Array.from(headers, ([name, value]) => `${name}: ${value}\n`);
  const head = `Status: ${status}${statusText ? ` ${statusText}` : ''}\n${lines.join('')}\n`;
  // Characters are bytes here.
  respond(Uint8Array.from(head, (character) => character.charCodeAt(0)));
}

async function respondBody(body) {
  const source = body.takeSource();
  if (typeof source === 'string') respond(source);
  else if (source) source.forEach((piece) => respond(piece));
  else for await (const chunk of body.stream) respond(chunk);
}

/** Throws for what cannot be sent. */
function check(response) {
  if (!isResponse(response)) throw new TypeError('the handler returned no Response');
  if (response.type === 'error') throw new TypeError('the handler returned Response.error()');
  if (bodyOf(response)?.isUnusable) throw new TypeError('the body of the response was read already, or is locked');
  return response;
}

/** What is called with a request: `fetch` of the default export, or the export `handler`. */
function handlerOf({ default: exported, handler = exported?.handler }) {
  if (typeof exported?.fetch === 'function') return (...args) => exported.fetch(...args);
  if (typeof exported === 'function') return exported;
  if (typeof handler === 'function') return handler;
  throw new TypeError('the program exports no handler: neither a default export with a method fetch nor a function handler');
}

/** Throws when nothing is left that could settle `promise`. */
function settled(promise) {
  return Promise.race([promise, new Promise((resolve, reject) => {
    setAtEnd(() => reject('Error: the promise of the handler is never settled'));
  })]).finally(() => setAtEnd(undefined));
}

const refuse = (status, text) => respond(`Status: ${status}\ncontent-type: text/plain;charset=UTF-8\n\n${text}\n`);

/**
 * Answers the request of the environment by the exports of the program, or by `dispatch(request, context)` where the
 * program listens for events.
 */
export async function serve(entry, dispatch = undefined) {
  const env = environment();
  const context = {
    waitUntil: (promise) => { Promise.resolve(promise).catch(complain); },
    passThroughOnException() {},
  };
  const fault = faultOf(env);
  if (fault) {
    write(STDERR, `Bad request: ${fault}\n`);
    refuse(400, 'Bad Request');
    return;
  }
  let response;
  try {
    const request = requestFrom(env);
    const answer = dispatch ? dispatch(request, context) : handlerOf(entry)(request, env, context);
    response = check(await settled(answer));
  } catch (error) {
    complain(error);
    refuse(500, 'Internal Server Error');
    return;
  }
  respondHead(response);
  const body = bodyOf(response);
  if (body && env.REQUEST_METHOD !== 'HEAD') await respondBody(body);
}
