// Whom a certificate is for, as OpenSSL's X509_check_host and its kin find out: https://www.rfc-editor.org/rfc/rfc6125

const lower = (text) => text.toLowerCase();
/** A dot at the start asks for any subdomain. */
const isSuffix = (name) => name.length > 1 && name.startsWith('.');

/** Whether letters, digits and hyphens are all that a label has. */
const isLabel = (label) => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/i.test(label);

/** Where the star of a pattern is that may be one: `{ before, after }` in its first label. */
function starOf(pattern, { partialWildcards }) {
  const dot = pattern.indexOf('.');
  const star = pattern.indexOf('*');
  if (star < 0 || star !== pattern.lastIndexOf('*') || dot < star) return undefined;
  const labels = pattern.slice(dot + 1).split('.');
  if (labels.length < 2 || !labels.every(isLabel)) return undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const isWhole = before === '' && after.startsWith('.');
  if (!isWhole && (!partialWildcards || /^xn--/i.test(pattern) || (before !== '' && !after.startsWith('.')))) return undefined;
  return { before: lower(before), after: lower(after) };
}

function matchesStar({ before, after }, name, { multiLabelWildcards }) {
  const text = lower(name);
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return false;
  const taken = text.slice(before.length, text.length - after.length);
  const isWhole = before === '' && after.startsWith('.');
  if (isWhole && taken === '') return false;
  if (!isWhole && text.startsWith('xn--')) return false;
  return (multiLabelWildcards && isWhole ? /^[a-z\d.-]*$/ : /^[a-z\d-]*$/).test(taken);
}

function matchesSuffix(pattern, name, { singleLabelSubdomains }) {
  const [text, suffix] = [lower(pattern), lower(name)];
  if (text.length <= suffix.length || !text.endsWith(suffix)) return false;
  return !singleLabelSubdomains || !text.slice(0, -suffix.length).includes('.');
}

/** Whether a name of a certificate is that of a host. */
function matchesHost(pattern, name, options) {
  if (isSuffix(name)) return matchesSuffix(pattern, name, options);
  if (lower(pattern) === lower(name)) return true;
  const star = options.wildcards ? starOf(pattern, options) : undefined;
  return star !== undefined && matchesStar(star, name, options);
}

/** Of an address, all after the last @ in any case. */
function matchesEmail(known, email) {
  const [one, other] = [known, email].map((text) => {
    const at = text.lastIndexOf('@');
    return text.slice(0, at + 1) + lower(text.slice(at + 1));
  });
  return one === other;
}

/** The first name that fits: of the alternative ones, and of the subject where there are none of the kind. */
function find(certificate, kind, attribute, fits, { subject }) {
  const alternatives = certificate.names.filter((name) => name.kind === kind).map(({ value }) => value);
  const found = alternatives.find(fits);
  if (found !== undefined) return found;
  if (subject === 'never' || (alternatives.length > 0 && subject !== 'always')) return undefined;
  return certificate.subject.flat().filter(([name]) => name === attribute).map(([, value]) => value).find(fits);
}

/** The name in the certificate that a host's name fits; undefined where none does. `names` are its alternative names. */
export const findHost = (certificate, name, options) =>
  find(certificate, 'dns', 'CN', (pattern) => matchesHost(pattern, name, options), options);

/** The address, if it is one of the certificate's. */
export function findEmail(certificate, email, options) {
  const found = find(certificate, 'email', 'emailAddress', (known) => matchesEmail(known, email), options);
  return found === undefined ? undefined : email;
}

function ipv6Bytes(text) {
  const halves = text.split('::');
  const groups = (half) => (half ? half.split(':') : []);
  const [head, tail] = [groups(halves[0]), groups(halves[1] ?? '')];
  const last = (tail.length ? tail : head).at(-1);
  const v4 = last?.includes('.') ? ipv4Bytes(last) : [];
  if (!v4 || halves.length > 2) return undefined;
  if (v4.length) (tail.length ? tail : head).splice(-1, 1, ((v4[0] << 8) | v4[1]).toString(16), ((v4[2] << 8) | v4[3]).toString(16));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array(missing).fill('0'), ...tail];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
}

function ipv4Bytes(text) {
  const parts = text.split('.');
  const isRight = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && part <= 255);
  return isRight ? parts.map(Number) : undefined;
}

/** The bytes of an address; undefined for what is none. */
export const addressBytes = (text) => (text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text));

/** Whether the certificate has the address. */
export const hasAddress = ({ names }, bytes) =>
  names.some(({ kind, value }) => kind === 'ip' && value.toHex() === Uint8Array.from(bytes).toHex());
