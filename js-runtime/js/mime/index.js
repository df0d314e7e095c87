// MIME types: https://mimesniff.spec.whatwg.org/#parsing-a-mime-type, and
// https://fetch.spec.whatwg.org/#concept-header-extract-mime-type.
import { isFieldText, isToken, trim, trimEnd, trimStart } from 'jsc:headers/syntax';

/** The end of the quoted string that starts at `from`, behind its second quote, and its value. */
function quoted(text, from) {
  let value = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    // A backslash at the very end stands for itself.
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  return [Math.min(at + 1, text.length), value];
}

/** `{ essence, parameters }` of a MIME type; null when it is malformed. */
export function parse(text) {
  text = trim(text);
  const slash = text.indexOf('/');
  const [type, rest] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (!isToken(type)) return null;
  const semicolon = rest.indexOf(';');
  const essence = trim(`${type}/${semicolon < 0 ? rest : rest.slice(0, semicolon)}`);
  if (!isToken(essence.slice(type.length + 1))) return null;
  const parameters = new Map();
  for (let at = semicolon; at >= 0 && at < rest.length;) {
    const start = at + 1;
    at = start;
    while (at < rest.length && rest[at] !== ';' && rest[at] !== '=') at++;
    const name = trimStart(rest.slice(start, at));
    if (rest[at] !== '=') continue;
    let value;
    at++;
    if (rest[at] === '"') {
      [at, value] = quoted(rest, at);
      at = rest.indexOf(';', at);
    } else {
      const end = rest.indexOf(';', at);
      value = trimEnd(rest.slice(at, end < 0 ? undefined : end));
      at = end;
      if (value === '') continue;
    }
    const key = name.toLowerCase();
    if (isToken(key) && isFieldText(value) && !parameters.has(key)) parameters.set(key, value);
  }
  return { essence: essence.toLowerCase(), parameters };
}

export function serialize({ essence, parameters }) {
  const shown = (value) => (isToken(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return essence + Array.from(parameters, ([name, value]) => `;${name}=${shown(value)}`).join('');
}

/** The values of a header that commas separate, but commas in quotes. */
function split(value) {
  const values = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    if (isQuoted && value[at] === '\\') at++;
    else if (value[at] === '"') isQuoted = !isQuoted;
    else if (value[at] === ',' && !isQuoted) {
      values.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...values, value.slice(start)];
}

/** The MIME type that a Content-Type header stands for; null when there is none. */
export function extract(value) {
  let found = null;
  let charset;
  for (const type of split(value ?? '').map(parse)) {
    if (!type || type.essence === '*/*') continue;
    if (type.essence !== found?.essence) charset = type.parameters.get('charset');
    else if (!type.parameters.has('charset') && charset !== undefined) type.parameters.set('charset', charset);
    found = type;
  }
  return found;
}
