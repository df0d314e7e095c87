// A pattern for a whole URL, taken apart: https://urlpattern.spec.whatwg.org/#constructor-string-parsing
import { tokenize } from 'jsc:url-pattern/tokens';

const FROM_PATHNAME = ['pathname', 'search', 'hash'];
const TO_PASSWORD = ['protocol', 'authority', 'username', 'password'];
const TO_PORT = [...TO_PASSWORD, 'hostname', 'port'];

class Parser {
  /** The components that the text has. */
  result = {};
  #tokens;
  #input;
  #isSpecial;
  #matchesSpecial = false;
  #state = 'init';
  #start = 0;
  #at = 0;
  #step = 1;
  #depth = 0;
  #brackets = 0;

  constructor(input, isSpecial) {
    this.#input = [...input];
    this.#tokens = tokenize(input, true);
    this.#isSpecial = isSpecial;
    while (this.#at < this.#tokens.length && this.#state !== 'done') {
      this.#step = 1;
      this.#token();
      this.#at += this.#step;
    }
    if (this.result.hostname !== undefined) this.result.port ??= '';
  }

  #token() {
    const { type } = this.#tokens[this.#at];
    if (type === 'end') this.#end();
    else if (type === 'open') this.#depth++;
    else if (this.#depth && type === 'close') this.#depth--;
    else if (!this.#depth) this[`in_${this.#state}`]();
  }

  #end() {
    if (this.#state === 'init') {
      this.#rewind();
      if (this.#is('#')) this.#change('hash', 1);
      else if (this.#isSearchPrefix()) this.#change('search', 1);
      else this.#change('pathname', 0);
    } else if (this.#state === 'authority') {
      this.#rewind('hostname');
    } else {
      this.#change('done', 0);
    }
  }

  /** Whether the token there stands for this character itself. */
  #is(character, at = this.#at) {
    const { type, value } = this.#tokens[at] ?? this.#tokens.at(-1);
    return value === character && ['char', 'escaped-char', 'invalid-char'].includes(type);
  }

  #isSearchPrefix() {
    if (this.#is('?')) return true;
    if (this.#tokens[this.#at].value !== '?') return false;
    return !['name', 'regexp', 'close', 'asterisk'].includes(this.#tokens[this.#at - 1]?.type);
  }

  #component() {
    const [{ index: from }, { index: to }] = [this.#tokens[this.#start] ?? this.#tokens.at(-1), this.#tokens[this.#at]];
    return this.#input.slice(from, to).join('');
  }

  #rewind(state = this.#state) {
    this.#at = this.#start;
    this.#step = 0;
    this.#state = state;
  }

  #change(state, skip) {
    const from = this.#state;
    if (!['init', 'authority', 'done'].includes(from)) this.result[from] = this.#component();
    if (from !== 'init' && state !== 'done') {
      if (TO_PASSWORD.includes(from) && (state === 'port' || FROM_PATHNAME.includes(state))) this.result.hostname ??= '';
      if (TO_PORT.includes(from) && ['search', 'hash'].includes(state)) this.result.pathname ??= this.#matchesSpecial ? '/' : '';
      if ((TO_PORT.includes(from) || from === 'pathname') && state === 'hash') this.result.search ??= '';
    }
    this.#state = state;
    this.#at += skip;
    this.#start = this.#at;
    this.#step = 0;
  }

  in_init() {
    if (this.#is(':')) this.#rewind('protocol');
  }

  in_protocol() {
    if (!this.#is(':')) return;
    this.#matchesSpecial = this.#isSpecial(this.#component());
    if (this.#is('/', this.#at + 1) && this.#is('/', this.#at + 2)) this.#change('authority', 3);
    else this.#change(this.#matchesSpecial ? 'authority' : 'pathname', 1);
  }

  in_authority() {
    if (this.#is('@')) this.#rewind('username');
    else if (this.#is('/') || this.#isSearchPrefix() || this.#is('#')) this.#rewind('hostname');
  }

  in_username() {
    if (this.#is(':')) this.#change('password', 1);
    else this.in_password();
  }

  in_password() {
    if (this.#is('@')) this.#change('hostname', 1);
  }

  in_hostname() {
    if (this.#is('[')) this.#brackets++;
    else if (this.#is(']')) this.#brackets--;
    else if (this.#is(':') && !this.#brackets) this.#change('port', 1);
    else this.in_port();
  }

  in_port() {
    if (this.#is('/')) this.#change('pathname', 0);
    else this.in_pathname();
  }

  in_pathname() {
    if (this.#isSearchPrefix()) this.#change('search', 1);
    else this.in_search();
  }

  in_search() {
    if (this.#is('#')) this.#change('hash', 1);
  }

  in_hash() {}
}

/** The components of a constructor string; `isSpecial(pattern)` says whether a protocol's pattern matches a special scheme. */
export const parseConstructorString = (input, isSpecial) => new Parser(input, isSpecial).result;
