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

/** Whether there is nothing in a text that a reason phrase and a quoted string cannot have. */
export function isFieldText(text) {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f || code > 0xff) return false;
  }
  return true;
}

/** Whether a text has digits only, or nothing. */
export function isDigits(text) {
  for (let i = 0; i < text.length; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

/** A text without the characters of `set`, HTTP's white space if none is given, at its start. */
export function trimStart(text, set = WHITESPACE) {
  let from = 0;
  while (from < text.length && set.includes(text[from])) from++;
  return text.slice(from);
}

export function trimEnd(text, set = WHITESPACE) {
  let to = text.length;
  while (to > 0 && set.includes(text[to - 1])) to--;
  return text.slice(0, to);
}

export const trim = (text, set = WHITESPACE) => trimEnd(trimStart(text, set), set);
