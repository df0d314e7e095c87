// URLPattern: https://urlpattern.spec.whatwg.org/
import { URL } from 'jsc:url';
import * as canonical from 'jsc:url-pattern/canonical';
import { parseConstructorString } from 'jsc:url-pattern/constructor-string';
import { compile, escapePattern } from 'jsc:url-pattern/pattern';
import { dictionary, expose, isObject, toUSVString } from 'jsc:webidl';

const COMPONENTS = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
/** Members of a URLPatternInit, as Web IDL reads them. */
const MEMBERS = ['baseURL', ...COMPONENTS].sort();
/** A part of the base URL counts when the init has none of the parts before it either. */
const BEFORE = {
  protocol: ['protocol'],
  username: ['protocol', 'hostname', 'port', 'username'],
  password: ['protocol', 'hostname', 'port', 'username', 'password'],
  hostname: ['protocol', 'hostname'],
  port: ['protocol', 'hostname', 'port'],
  pathname: ['protocol', 'hostname', 'port', 'pathname'],
  search: ['protocol', 'hostname', 'port', 'pathname', 'search'],
  hash: ['protocol', 'hostname', 'port', 'pathname', 'search', 'hash'],
};

const DEFAULT = { delimiter: '', prefix: '' };
const HOSTNAME = { delimiter: '.', prefix: '' };
const PATHNAME = { delimiter: '/', prefix: '/' };

const compileProtocol = (pattern) => compile(pattern, canonical.protocol, DEFAULT);
const matchesSpecial = ({ regexp }) => canonical.specialSchemes.some((scheme) => regexp.test(scheme));
const isIpv6 = (pattern) => /^(?:\{|\\)?\[./.test(pattern);

/** A URLPatternInput: text, or a dictionary. */
function inputOf(value) {
  if (value !== undefined && value !== null && !isObject(value)) return toUSVString(value);
  const given = dictionary(value);
  const init = {};
  for (const name of MEMBERS) {
    const { [name]: member } = given;
    if (member !== undefined) init[name] = toUSVString(member);
  }
  return init;
}

function parseUrl(url, base) {
  const parsed = URL.parse(url, base);
  if (!parsed) throw new TypeError(`URLPattern: ${JSON.stringify(url)} is no URL`);
  return parsed;
}

/** The parts of a URL, without the marks that separate them. */
const partsOf = ({ protocol, username, password, hostname, port, pathname, search, hash }) =>
  ({ protocol: protocol.slice(0, -1), username, password, hostname, port, pathname, search: search.slice(1), hash: hash.slice(1) });

const isAbsolute = (pathname, isPattern) => pathname[0] === '/' || isPattern && /^[\\{]\//.test(pathname);

/** Without the mark that a URL has between the part and its neighbor. */
const STRIP = { protocol: /:$/, search: /^\?/, hash: /^#/ };

/** What the init takes from its base URL, patterns that match it alone if `isPattern`. */
function inherited(init, base, isPattern) {
  const result = {};
  for (const [name, value] of Object.entries(partsOf(base))) {
    if (isPattern && (name === 'username' || name === 'password')) continue;
    if (BEFORE[name].every((other) => init[other] === undefined)) result[name] = isPattern ? escapePattern(value) : value;
  }
  return result;
}

/** A relative pathname of the init continues the base URL's. */
function resolve(pathname, base, isPattern) {
  const isOpaque = !base?.pathname.startsWith('/');
  if (isOpaque || isAbsolute(pathname, isPattern)) return pathname;
  const path = isPattern ? escapePattern(base.pathname) : base.pathname;
  return path.slice(0, path.lastIndexOf('/') + 1) + pathname;
}

/** "Process a URLPatternInit": for a pattern as they are, else as a URL has them. */
function process(init, isPattern) {
  const base = init.baseURL === undefined ? undefined : parseUrl(init.baseURL);
  const result = base ? inherited(init, base, isPattern) : {};
  for (const name of COMPONENTS) {
    if (init[name] === undefined) continue;
    const value = name === 'pathname' ? resolve(init.pathname, base, isPattern) : init[name].replace(STRIP[name] ?? '', '');
    result[name] = isPattern ? value : canonize(name, value, result.protocol ?? '');
  }
  return result;
}

function canonize(name, value, protocol) {
  const isOpaque = name === 'pathname' && protocol && !canonical.isSpecial(protocol);
  return isOpaque ? canonical.opaquePathname(value) : canonical[name](value, protocol);
}

function initOf(input, baseURL) {
  if (typeof input !== 'string') {
    if (baseURL !== undefined) throw new TypeError('URLPattern: a base URL goes into the init');
    return input;
  }
  const init = parseConstructorString(input, (pattern) => matchesSpecial(compileProtocol(pattern)));
  if (baseURL !== undefined) return { ...init, baseURL };
  if (init.protocol === undefined) throw new TypeError('URLPattern: a relative pattern needs a base URL');
  return init;
}

/** From the name of each component to what `compile` made of it. */
function compileAll(patterns, ignoreCase) {
  const { protocol, hostname } = patterns;
  if (canonical.isDefaultPort(protocol, patterns.port)) patterns.port = '';
  const compiled = { protocol: compileProtocol(protocol) };
  const isSpecial = matchesSpecial(compiled.protocol);
  const rest = { ...DEFAULT, ignoreCase };
  const settings = {
    username: [canonical.username, DEFAULT],
    password: [canonical.password, DEFAULT],
    hostname: [isIpv6(hostname) ? canonical.ipv6Hostname : canonical.hostname, HOSTNAME],
    port: [canonical.port, DEFAULT],
    pathname: isSpecial ? [canonical.pathname, { ...PATHNAME, ignoreCase }] : [canonical.opaquePathname, rest],
    search: [canonical.search, rest],
    hash: [canonical.hash, rest],
  };
  for (const [name, [encode, options]] of Object.entries(settings)) compiled[name] = compile(patterns[name], encode, options);
  return compiled;
}

/** The parts of a URL that is matched; undefined for what is no URL. */
function subject(input, baseURL) {
  if (typeof input === 'string') {
    const url = URL.parse(input, baseURL);
    return url ? partsOf(url) : undefined;
  }
  if (baseURL !== undefined) throw new TypeError('URLPattern: a base URL goes into the init');
  try {
    return process(input, false);
  } catch {
    return undefined;
  }
}

class URLPattern {
  #components;

  constructor(input = undefined, baseURL = undefined, options = undefined) {
    const isBase = arguments.length > 2 || baseURL !== undefined && baseURL !== null && !isObject(baseURL);
    const init = initOf(inputOf(input), isBase ? toUSVString(baseURL) : undefined);
    const { ignoreCase } = dictionary(isBase ? options : baseURL, 'URLPattern constructor: the options');
    const patterns = process(init, true);
    for (const name of COMPONENTS) patterns[name] ??= '*';
    this.#components = compileAll(patterns, Boolean(ignoreCase));
  }

  test(input = undefined, baseURL = undefined) {
    return this.#match(input, baseURL) !== null;
  }

  exec(input = undefined, baseURL = undefined) {
    return this.#match(input, baseURL);
  }

  get protocol() {
    return this.#components.protocol.pattern;
  }

  get username() {
    return this.#components.username.pattern;
  }

  get password() {
    return this.#components.password.pattern;
  }

  get hostname() {
    return this.#components.hostname.pattern;
  }

  get port() {
    return this.#components.port.pattern;
  }

  get pathname() {
    return this.#components.pathname.pattern;
  }

  get search() {
    return this.#components.search.pattern;
  }

  get hash() {
    return this.#components.hash.pattern;
  }

  get hasRegExpGroups() {
    return Object.values(this.#components).some(({ hasRegexp }) => hasRegexp);
  }

  #match(input, baseURL) {
    const components = this.#components;
    input = inputOf(input);
    if (baseURL !== undefined) baseURL = toUSVString(baseURL);
    const parts = subject(input, baseURL);
    if (!parts) return null;
    const result = { inputs: baseURL === undefined ? [input] : [input, baseURL] };
    for (const name of COMPONENTS) {
      const { regexp, names } = components[name];
      const text = parts[name] ?? '';
      const found = regexp.exec(text);
      if (!found) return null;
      result[name] = { input: text, groups: Object.fromEntries(names.map((group, i) => [group, found[i + 1]])) };
    }
    return result;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `URLPattern ${inspect(Object.fromEntries(COMPONENTS.map((name) => [name, this[name]])), options)}`;
  }
}

Object.defineProperty(URLPattern, 'length', { value: 0 });
expose(URLPattern);

export { URLPattern };
