// util.parseEnv: the .env format as Node.js 20 reads it (src/node_dotenv.cc, MIT licence).

const QUOTES = ['"', "'", '`'];

/** Reads one value at the start of `rest`; returns it and what follows, from the line's end on. */
function readValue(rest) {
  const quote = rest[0];
  const close = QUOTES.includes(quote) ? rest.indexOf(quote, 1) : -1;
  if (close >= 0) {
    const inner = rest.slice(1, close);
    const end = rest.indexOf('\n', close + 1);
    return [quote === '"' ? inner.replaceAll('\\n', '\n') : inner, end < 0 ? '' : rest.slice(end)];
  }
  const end = rest.indexOf('\n');
  const line = end < 0 ? rest : rest.slice(0, end);
  const text = QUOTES.includes(quote) ? line : line.split('#', 1)[0];
  return [text.trim(), end < 0 ? '' : rest.slice(end)];
}

/** The variables that `content` sets, in their order. */
export function environmentOf(content) {
  const variables = {};
  let rest = content.replaceAll('\r', '').trim();
  while (rest !== '') {
    if (rest[0] === '\n' || rest[0] === '#') {
      const end = rest.indexOf('\n');
      rest = end < 0 ? '' : rest.slice(end + 1);
      continue;
    }
    const equal = rest.indexOf('=');
    if (equal < 0) break;
    const key = rest.slice(0, equal).trim().replace(/^export /, '');
    if (key === '') break;
    rest = rest.slice(equal + 1);
    let value = '';
    if (rest !== '' && rest[0] !== '\n') [value, rest] = readValue(rest.trimStart());
    variables[key] = value;
  }
  return variables;
}
