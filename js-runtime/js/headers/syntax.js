// What the grammar of HTTP's header fields says of texts: https://httpwg.org/specs/rfc9110.html#tokens and
// https://fetch.spec.whatwg.org/#http-whitespace. Loops rather than regular expressions, which a program may not have.

const TOKEN = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WHITESPACE = '\t\n\r ';

export function isToken(text) {
  for (let i = 0; i < text.length; i++) {
    if (!TOKEN.includes(text[i])) return false;
  }
  return text !== '';
}

/** A text without the characters of `set`, HTTP's white space if none is given, at its ends. */
export function trim(text, set = WHITESPACE) {
  let [from, to] = [0, text.length];
  while (from < to && set.includes(text[from])) from++;
  while (from < to && set.includes(text[to - 1])) to--;
  return text.slice(from, to);
}
