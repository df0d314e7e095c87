// Parts of URLs as a URL has them: https://urlpattern.spec.whatwg.org/#canon-encoding-callbacks. A value that a URL cannot
// have is a TypeError; the empty text stands for itself.
import { URL } from 'jsc:url';

const DEFAULT_PORTS = { '__proto__': null, 'http': 80, 'https': 443, 'ws': 80, 'wss': 443, 'ftp': 21, 'file': undefined };
const [DUMMY, OTHER] = ['dummy.invalid', 'other.invalid'];

export const isSpecial = (scheme) => scheme in DEFAULT_PORTS;
export const specialSchemes = Object.keys(DEFAULT_PORTS);
export const isDefaultPort = (scheme, port) => isSpecial(scheme) && `${DEFAULT_PORTS[scheme]}` === port;

/** What the setter of a part makes of a value. */
function bySetter(part, value, host = DUMMY) {
  const url = new URL(`https://${host}/`);
  url[part] = value;
  return url[part];
}

const fail = (part, value) => {
  throw new TypeError(`URLPattern: ${JSON.stringify(value)} is no ${part}`);
};

const whenFilled = (encode) => (value, ...rest) => value && encode(value, ...rest);

export const protocol = whenFilled((value) => {
  const url = URL.parse(`${value}://${DUMMY}/`);
  return url ? url.protocol.slice(0, -1) : fail('protocol', value);
});

export const username = whenFilled((value) => bySetter('username', value));
export const password = whenFilled((value) => bySetter('password', value));

export const hostname = whenFilled((value) => {
  const host = bySetter('hostname', value);
  // The setter refuses silently.
  return host === DUMMY && bySetter('hostname', value, OTHER) === OTHER ? fail('host', value) : host;
});

export const ipv6Hostname = whenFilled((value) =>
  (/^[\da-f[\]:]*$/i.test(value) ? value.toLowerCase() : fail('host', value)));

export const port = whenFilled((value, scheme) => {
  const [digits] = /^\d*/.exec(value.replace(/[\t\n\r]/g, ''));
  if (!digits || +digits > 65535) fail('port', value);
  return isDefaultPort(scheme, `${+digits}`) ? '' : `${+digits}`;
});

export const pathname = whenFilled((value) => {
  if (value[0] === '/') return bySetter('pathname', value);
  return bySetter('pathname', `/-${value}`).slice(2);
});

export const opaquePathname = whenFilled((value) => {
  const [path] = /^[^?#]*/.exec(value.replace(/[\t\n\r]/g, ''));
  return path.replace(/[^ -~]/gu, encodeURIComponent);
});

export const search = whenFilled((value) => bySetter('search', `?${value}`).slice(1));
export const hash = whenFilled((value) => bySetter('hash', `#${value}`).slice(1));
