// url.fileURLToPath, url.pathToFileURL and url.urlToHttpOptions (Node.js 20, lib/internal/url.js, MIT licence). Paths
// are POSIX ones.
import {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME,
} from 'jsc:node/errors';
import { validateString } from 'jsc:node/validators';
import { URL } from 'jsc:url';
import { resolve } from 'node:path/posix';

const isURL = (value) =>
  Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

/** The path of a file: URL, which may be a string. */
export function fileURLToPath(url) {
  if (typeof url === 'string') url = new URL(url);
  else if (!isURL(url)) throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], url);
  if (url.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST('wasi');
  if (/%2f/i.test(url.pathname)) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  return decodeURIComponent(url.pathname);
}

/** Characters that stand for themselves in a path, but not in a URL. */
const SPECIAL = /[%\t\n\r "#?[\\\]^|~]/g;
const percent = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** The file: URL of a path. */
export function pathToFileURL(path) {
  validateString(path, 'path');
  const resolved = resolve(path);
  const slash = path.endsWith('/') && !resolved.endsWith('/') ? '/' : '';
  return new URL(`file://${(resolved + slash).replace(SPECIAL, percent)}`);
}

/** A URL as the options of http.request. */
export function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}
