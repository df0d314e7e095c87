// The tokenizer of patterns: https://urlpattern.spec.whatwg.org/#tokenizing

const [NAME_START, NAME_PART] = [/[\p{ID_Start}$_]/u, /[\p{ID_Continue}$\u200c\u200d]/u];
const SINGLE = { '__proto__': null, '*': 'asterisk', '+': 'other-modifier', '?': 'other-modifier', '{': 'open', '}': 'close' };

/** Where a regular expression in parentheses ends, which begins at `start`; 0 for a wrong one. */
function regexpEnd(input, start) {
  let depth = 1;
  for (let at = start; at < input.length; at++) {
    const c = input[at];
    if (c > '\x7f' || at === start && c === '?') return 0;
    if (c === '\\') {
      at++;
      if (at === input.length || input[at] > '\x7f') return 0;
    } else if (c === ')') {
      depth--;
      if (!depth) return at > start ? at : 0;
    } else if (c === '(') {
      depth++;
      // Only groups that capture nothing.
      if (input[at + 1] !== '?') return 0;
    }
  }
  return 0;
}

function nameEnd(input, start) {
  let at = start;
  while (at < input.length && (at === start ? NAME_START : NAME_PART).test(input[at])) at++;
  return at;
}

/**
 * The tokens `{ type, index, value }` of a pattern, `index` in code points, the last of type `end`. What is wrong is a
 * TypeError, or, when `isLenient`, a token `invalid-char`.
 */
export function tokenize(pattern, isLenient) {
  const input = [...pattern];
  const tokens = [];
  let at = 0;
  /** A token up to `next`, whose value is a part of that. */
  const add = (type, next, start = at, end = next) => {
    tokens.push({ type, index: at, value: input.slice(start, end).join('') });
    at = next;
  };
  const fail = (next) => {
    if (!isLenient) throw new TypeError(`URLPattern: ${JSON.stringify(pattern)} is wrong at ${at}`);
    add('invalid-char', next);
  };
  while (at < input.length) {
    const c = input[at];
    if (SINGLE[c]) {
      add(SINGLE[c], at + 1);
    } else if (c === '\\') {
      if (at + 1 === input.length) fail(at + 1);
      else add('escaped-char', at + 2, at + 1);
    } else if (c === ':') {
      const end = nameEnd(input, at + 1);
      if (end === at + 1) fail(at + 1);
      else add('name', end, at + 1);
    } else if (c === '(') {
      const end = regexpEnd(input, at + 1);
      if (end) add('regexp', end + 1, at + 1, end);
      else fail(at + 1);
    } else {
      add('char', at + 1);
    }
  }
  add('end', at);
  return tokens;
}
