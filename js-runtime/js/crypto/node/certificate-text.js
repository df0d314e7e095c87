// Names in certificates as Node and OpenSSL write them.

const HEX = (code) => code.toString(16).toUpperCase().padStart(2, '0');

/** A text with what RFC 2253 has a meaning for escaped, and controls. */
function escaped(text) {
  return Array.from(text, (character, at) => {
    const code = character.codePointAt(0);
    const isEdge = (at === 0 && /[ #]/.test(character)) || (at === text.length - 1 && character === ' ');
    if (isEdge || /[,+"\\<>;]/.test(character)) return `\\${character}`;
    return code < 0x20 || code === 0x7f ? `\\${HEX(code)}` : character;
  }).join('');
}

/** A name with a line for each of its parts. */
export const nameLines = (name) =>
  name.map((set) => set.map(([attribute, text]) => `${attribute}=${escaped(text)}`).join(' + ')).join('\n');

/** A name on one line, its last part first. */
const nameLine = (name) =>
  name.toReversed().map((set) => set.map(([attribute, text]) => `${attribute}=${escaped(text)}`).join('+')).join(',');

/** A name as an object, where what comes again is a list. */
export function nameObject(name) {
  const object = Object.create(null);
  for (const [attribute, text] of name.flat()) {
    const known = object[attribute];
    object[attribute] = known === undefined ? text : Array.isArray(known) ? [...known, text] : [known, text];
  }
  return object;
}

/** What could be taken for more than one value, or is no text. */
const SAFE = { ascii: /^[ !#-&(-+\--[\]-~]*$/, unicode: /^[ !#-&(-+\--[\]-~\x80-\u{10ffff}]*$/u };
const PLAIN = { ascii: /[ -+\--~]/, unicode: /[ -+\--~\x80-\u{10ffff}]/u };

/** A value with a prefix as it is, or else in quotes, with what JSON or Node escapes. */
function quoted(prefix, text, kind = 'ascii') {
  if (SAFE[kind].test(text)) return prefix + text;
  const inside = Array.from(text, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return PLAIN[kind].test(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${prefix}"${inside.join('')}"`;
}

function address(bytes) {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return `<invalid length=${bytes.length}>`;
  return Array.from({ length: 8 }, (_, at) => (bytes[2 * at] << 8 | bytes[2 * at + 1]).toString(16).toUpperCase()).join(':');
}

const PREFIXES = { email: 'email:', dns: 'DNS:', uri: 'URI:' };
/** Names of other kinds, by their identifiers. */
const OTHERS = {
  '1.3.6.1.4.1.311.20.2.3': 'UPN', '1.3.6.1.5.5.7.8.5': 'XmppAddr', '1.3.6.1.5.5.7.8.7': 'SRVName',
  '1.3.6.1.5.5.7.8.8': 'NAIRealm', '1.3.6.1.5.5.7.8.9': 'SmtpUTF8Mailbox',
};

function otherName({ oid, value }) {
  const label = OTHERS[oid];
  if (label === undefined || value === undefined) return '<unsupported>';
  return label === 'SRVName' ? quoted('SRVName:', value) : quoted(`${label}:`, value, 'unicode');
}

/** A general name with its kind before it. */
export function generalName({ kind, oid, value }) {
  switch (kind) {
    case 'ip': return `IP Address:${address(value)}`;
    case 'id': return `Registered ID:${value}`;
    case 'directory': return quoted('DirName:', nameLine(value), 'unicode');
    case 'other': return `othername:${otherName({ oid, value })}`;
    case 'unsupported': return '<unsupported>';
    default: return quoted(PREFIXES[kind], value);
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number) => String(number).padStart(2, '0');

/** A Date as OpenSSL prints it. */
export function timeText(date) {
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${time} ${date.getUTCFullYear()} GMT`;
}

/** Bytes with colons between them. */
export const colons = (bytes) => Array.from(bytes, HEX).join(':');
