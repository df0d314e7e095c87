// Patterns of one component: https://urlpattern.spec.whatwg.org/#pattern-strings
import { tokenize } from 'jsc:url-pattern/tokens';

const WILDCARD = '.*';
const MODIFIERS = { 'none': '', 'optional': '?', 'zero-or-more': '*', 'one-or-more': '+' };
const MODIFIER_OF = { '?': 'optional', '*': 'zero-or-more', '+': 'one-or-more' };
const NAME_PART = /^[\p{ID_Continue}$\u200c\u200d]/u;

const escapeRegexp = (text) => text.replace(/[.+*?^${}()[\]|/\\]/g, '\\$&');
export const escapePattern = (text) => text.replace(/[+*?:{}()\\]/g, '\\$&');

/** What a name without a regular expression matches. */
const segmentWildcard = ({ delimiter }) => `[^${escapeRegexp(delimiter)}]+?`;

/** "Parse a pattern string" */
class Parser {
  parts = [];
  #tokens;
  #options;
  #encode;
  #next = 0;
  #fixed = '';
  #nextName = 0;

  constructor(input, options, encode) {
    this.#tokens = tokenize(input, false);
    this.#options = options;
    this.#encode = encode;
    while (this.#next < this.#tokens.length) this.#part();
  }

  #take(type) {
    const token = this.#tokens[this.#next];
    if (token.type !== type) return undefined;
    this.#next++;
    return token;
  }

  #require(type) {
    const token = this.#take(type);
    if (token) return token;
    const { value, index } = this.#tokens[this.#next];
    throw new TypeError(`URLPattern: ${JSON.stringify(value)} at ${index} is not expected`);
  }

  #modifier() {
    const token = this.#take('other-modifier') ?? this.#take('asterisk');
    return token ? MODIFIER_OF[token.value] : 'none';
  }

  #part() {
    const char = this.#take('char');
    const name = this.#take('name');
    const matcher = this.#matcher(name);
    if (name || matcher) {
      let prefix = char?.value ?? '';
      if (prefix && prefix !== this.#options.prefix) {
        this.#fixed += prefix;
        prefix = '';
      }
      this.#flush();
      this.#add(prefix, name, matcher, '', this.#modifier());
      return;
    }
    const fixed = char ?? this.#take('escaped-char');
    if (fixed) {
      this.#fixed += fixed.value;
    } else if (this.#take('open')) {
      this.#group();
    } else {
      this.#flush();
      this.#require('end');
    }
  }

  #group() {
    const prefix = this.#text();
    const name = this.#take('name');
    const matcher = this.#matcher(name);
    const suffix = this.#text();
    this.#require('close');
    this.#add(prefix, name, matcher, suffix, this.#modifier());
  }

  #matcher(name) {
    return this.#take('regexp') ?? (name ? undefined : this.#take('asterisk'));
  }

  #text() {
    let text = '';
    for (let token; (token = this.#take('char') ?? this.#take('escaped-char'));) text += token.value;
    return text;
  }

  /** Fixed text that was collected becomes a part. */
  #flush() {
    if (!this.#fixed) return;
    this.parts.push({ type: 'fixed', value: this.#encode(this.#fixed), modifier: 'none', name: '', prefix: '', suffix: '' });
    this.#fixed = '';
  }

  #add(prefix, nameToken, matcher, suffix, modifier) {
    if (!nameToken && !matcher && modifier === 'none') {
      this.#fixed += prefix;
      return;
    }
    this.#flush();
    if (!nameToken && !matcher) {
      if (!prefix) return;
      this.parts.push({ type: 'fixed', value: this.#encode(prefix), modifier, name: '', prefix: '', suffix: '' });
      return;
    }
    const [type, value] = this.#typeOf(matcher);
    const name = nameToken ? nameToken.value : this.#nextName++;
    if (this.parts.some((part) => part.name === name)) throw new TypeError(`URLPattern: the name ${name} is there twice`);
    this.parts.push({ type, value, modifier, name, prefix: this.#encode(prefix), suffix: this.#encode(suffix) });
  }

  #typeOf(matcher) {
    const regexp = !matcher ? segmentWildcard(this.#options) : matcher.type === 'asterisk' ? WILDCARD : matcher.value;
    if (regexp === segmentWildcard(this.#options)) return ['segment-wildcard', ''];
    return regexp === WILDCARD ? ['full-wildcard', ''] : ['regexp', regexp];
  }
}

/** The source of the regular expression for a part that captures. */
function captureSource({ type, value, modifier, prefix, suffix }, options) {
  const inner = type === 'regexp' ? value : type === 'full-wildcard' ? WILDCARD : segmentWildcard(options);
  const mark = MODIFIERS[modifier];
  const [before, after] = [escapeRegexp(prefix), escapeRegexp(suffix)];
  if (!prefix && !suffix) {
    return modifier === 'none' || modifier === 'optional' ? `(${inner})${mark}` : `((?:${inner})${mark})`;
  }
  if (modifier === 'none' || modifier === 'optional') return `(?:${before}(${inner})${after})${mark}`;
  const again = `(?:${before}((?:${inner})(?:${after}${before}(?:${inner}))*)${after})`;
  return modifier === 'zero-or-more' ? `${again}?` : again;
}

function fixedSource({ value, modifier }) {
  return modifier === 'none' ? escapeRegexp(value) : `(?:${escapeRegexp(value)})${MODIFIERS[modifier]}`;
}

/** Whether the pattern of a part must stand in braces, so that it is read as it is meant. */
function needsGrouping(part, previous, next, { prefix }) {
  const hasName = typeof part.name === 'string';
  if (part.suffix || part.prefix && part.prefix !== prefix) return true;
  if (hasName && part.type === 'segment-wildcard' && part.modifier === 'none' && next && !next.prefix && !next.suffix) {
    if (next.type === 'fixed' ? NAME_PART.test(next.value) : typeof next.name === 'number') return true;
  }
  return !part.prefix && previous?.type === 'fixed' && prefix !== '' && previous.value.at(-1) === prefix;
}

function partPattern(part, previous, next, options) {
  const mark = MODIFIERS[part.modifier];
  if (part.type === 'fixed') {
    return part.modifier === 'none' ? escapePattern(part.value) : `{${escapePattern(part.value)}}${mark}`;
  }
  const hasName = typeof part.name === 'string';
  let inner = hasName ? `:${part.name}` : '';
  if (part.type === 'regexp') {
    inner += `(${part.value})`;
  } else if (part.type === 'segment-wildcard') {
    if (!hasName) inner += `(${segmentWildcard(options)})`;
  } else if (!hasName && (!previous || previous.type === 'fixed' || previous.modifier !== 'none' ||
    needsGrouping(part, previous, next, options) || part.prefix)) {
    inner += '*';
  } else {
    inner += `(${WILDCARD})`;
  }
  if (part.type === 'segment-wildcard' && hasName && NAME_PART.test(part.suffix)) inner += '\\';
  inner = `${escapePattern(part.prefix)}${inner}${escapePattern(part.suffix)}`;
  return (needsGrouping(part, previous, next, options) ? `{${inner}}` : inner) + mark;
}

/**
 * "Compile a component": `{ pattern, regexp, names, hasRegexp }`. `encode` canonicalizes fixed text; `options` has
 * `delimiter`, `prefix` and `ignoreCase`.
 */
export function compile(input, encode, options) {
  const { parts } = new Parser(input, options, encode);
  const source = parts.map((part) => (part.type === 'fixed' ? fixedSource(part) : captureSource(part, options))).join('');
  let regexp;
  try {
    regexp = new RegExp(`^${source}$`, options.ignoreCase ? 'vi' : 'v');
  } catch {
    throw new TypeError(`URLPattern: ${JSON.stringify(input)} has a wrong regular expression`);
  }
  return {
    pattern: parts.map((part, i) => partPattern(part, parts[i - 1], parts[i + 1], options)).join(''),
    regexp,
    names: parts.filter(({ type }) => type !== 'fixed').map(({ name }) => `${name}`),
    hasRegexp: parts.some(({ type }) => type === 'regexp'),
  };
}
