// What is in a certificate: https://www.rfc-editor.org/rfc/rfc5280#section-4.1
import { decodeUtf8 } from 'native:io';
import { INTEGER, Malformed, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, context } from 'jsc:der';

const BOOLEAN = 0x01;
const BIT_STRING = 0x03;
const SET = 0x31;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const BMP_STRING = 0x1e;
const UNIVERSAL_STRING = 0x1c;
const UTF8_STRING = 0x0c;
/** Strings of one byte a character: numeric, printable, teletex, IA5 and visible. */
const BYTE_STRINGS = [0x12, 0x13, 0x14, 0x16, 0x1a];

/** Short names of what distinguished names are made of, as OpenSSL has them. */
const ATTRIBUTES = {
  '2.5.4.3': 'CN', '2.5.4.4': 'SN', '2.5.4.5': 'serialNumber', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST',
  '2.5.4.9': 'street', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.12': 'title', '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory', '2.5.4.17': 'postalCode', '2.5.4.41': 'name', '2.5.4.42': 'GN', '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier', '2.5.4.46': 'dnQualifier', '2.5.4.65': 'pseudonym', '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID', '0.9.2342.19200300.100.1.25': 'DC', '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName', '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST', '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

/** An object identifier with dots. */
export function dotted(bytes) {
  const numbers = [];
  let number = 0n;
  for (const byte of bytes) {
    number = number << 7n | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0n;
  }
  const [first = 0n, ...rest] = numbers;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

const latin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function wide(bytes, width) {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) {
    const code = bytes.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

function textOf({ tag, contents }) {
  if (tag === UTF8_STRING) return decodeUtf8(contents);
  if (BYTE_STRINGS.includes(tag)) return latin1(contents);
  if (tag === BMP_STRING) return wide(contents, 2);
  return tag === UNIVERSAL_STRING ? wide(contents, 4) : `#${contents.toHex().toUpperCase()}`;
}

/** A distinguished name: a list of sets of `[attribute, text]`. */
export function readName(reader) {
  const name = [];
  while (!reader.isAtEnd) {
    const set = reader.enter(SET);
    const parts = [];
    while (!set.isAtEnd) {
      const part = set.enter(SEQUENCE);
      const oid = dotted(part.read(OBJECT_IDENTIFIER));
      parts.push([ATTRIBUTES[oid] ?? oid, textOf(part.next())]);
    }
    name.push(parts);
  }
  return name;
}

/** A point in time as a Date. */
function readTime(reader) {
  const { tag, contents } = reader.next();
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) throw new Malformed();
  const digits = latin1(contents);
  const year = digits.slice(0, tag === UTC_TIME ? 2 : 4);
  const century = tag === UTC_TIME ? (year < '50' ? 2000 : 1900) : 0;
  const rest = digits.slice(year.length);
  const [month, day, hour, minute, second = 0] = rest.match(/\d\d/g) ?? [];
  return new Date(Date.UTC(century + Number(year), month - 1, day, hour, minute, second));
}

function readExtensions(reader) {
  const found = new Map();
  const list = reader.enter(context(3)).enter(SEQUENCE);
  while (!list.isAtEnd) {
    const extension = list.enter(SEQUENCE);
    const oid = dotted(extension.read(OBJECT_IDENTIFIER));
    if (extension.tag === BOOLEAN) extension.read(BOOLEAN);
    found.set(oid, extension.read(OCTET_STRING));
  }
  return found;
}

const readAlgorithm = (reader) => {
  const oid = dotted(reader.read(OBJECT_IDENTIFIER));
  return { oid, params: reader.isAtEnd ? undefined : reader.next() };
};

/**
 * The parts of a certificate in DER: the whole that is signed (`signed`), the signature and its algorithm, the serial
 * number's bytes, the names, the Dates, the public key in SubjectPublicKeyInfo, and the extensions by their identifiers.
 * Throws Malformed.
 */
export function readCertificate(bytes) {
  const certificate = new Reader(bytes).enter(SEQUENCE);
  const { tag, contents, whole: signed } = certificate.next();
  if (tag !== SEQUENCE) throw new Malformed();
  const algorithm = readAlgorithm(certificate.enter(SEQUENCE));
  const signature = certificate.readBits();
  const reader = new Reader(contents);
  if (reader.tag === context(0)) reader.read(context(0));
  const serial = reader.read(INTEGER);
  reader.read(SEQUENCE);
  const issuer = readName(reader.enter(SEQUENCE));
  const validity = reader.enter(SEQUENCE);
  const [validFrom, validTo] = [readTime(validity), readTime(validity)];
  const subject = readName(reader.enter(SEQUENCE));
  const spki = reader.next().whole;
  // Unique identifiers, which nobody uses.
  for (const unused of [0x81, 0x82]) if (reader.tag === unused) reader.read(unused);
  const extensions = reader.isAtEnd ? new Map() : readExtensions(reader);
  return { signed, algorithm, signature, serial, issuer, subject, validFrom, validTo, spki, extensions };
}

/** Tags of general names: https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6 */
const GENERAL_NAMES = { 0x81: 'email', 0x82: 'dns', 0x86: 'uri', 0x87: 'ip', 0x88: 'id', 0xa0: 'other', 0xa4: 'directory' };

function readGeneralName(reader) {
  const { tag, contents } = reader.next();
  const kind = GENERAL_NAMES[tag] ?? 'unsupported';
  if (kind === 'ip') return { kind, value: contents };
  if (kind === 'id') return { kind, value: dotted(contents) };
  if (kind === 'directory') return { kind, value: readName(new Reader(contents).enter(SEQUENCE)) };
  if (kind !== 'other') return { kind, value: latin1(contents) };
  const inner = new Reader(contents);
  const oid = dotted(inner.read(OBJECT_IDENTIFIER));
  const { tag: inside, contents: text } = inner.enter(context(0)).next();
  return { kind, oid, value: inside === UTF8_STRING ? decodeUtf8(text) : BYTE_STRINGS.includes(inside) ? latin1(text) : undefined };
}

/** General names, as `{ kind, value }`. */
export function readGeneralNames(bytes) {
  const reader = new Reader(bytes).enter(SEQUENCE);
  const names = [];
  while (!reader.isAtEnd) names.push(readGeneralName(reader));
  return names;
}

/** Where more is to be had: `[identifier of the method, general name]`. */
export function readInfoAccess(bytes) {
  const reader = new Reader(bytes).enter(SEQUENCE);
  const entries = [];
  while (!reader.isAtEnd) {
    const entry = reader.enter(SEQUENCE);
    entries.push([dotted(entry.read(OBJECT_IDENTIFIER)), readGeneralName(entry)]);
  }
  return entries;
}

/** Identifiers with dots, of a sequence. */
export function readIdentifiers(bytes) {
  const reader = new Reader(bytes).enter(SEQUENCE);
  const identifiers = [];
  while (!reader.isAtEnd) identifiers.push(dotted(reader.read(OBJECT_IDENTIFIER)));
  return identifiers;
}

/** Whether the subject may issue certificates, of the extension basicConstraints. */
export function readIsAuthority(bytes) {
  const reader = new Reader(bytes).enter(SEQUENCE);
  return reader.tag === BOOLEAN && reader.read(BOOLEAN)[0] !== 0;
}

/** Whether a key may sign certificates, of the extension keyUsage. */
export const readMaySign = (bytes) => (new Reader(bytes).read(BIT_STRING)[1] & 0x04) !== 0;

export const readKeyIdentifier = (bytes) => new Reader(bytes).read(OCTET_STRING).toHex();

/** `{ key, serial }` of the extension authorityKeyIdentifier, in hexadecimal, where they are there. */
export function readAuthority(bytes) {
  const reader = new Reader(bytes).enter(SEQUENCE);
  const found = {};
  while (!reader.isAtEnd) {
    const { tag, contents } = reader.next();
    if (tag === 0x80) found.key = contents.toHex();
    if (tag === 0x82) found.serial = contents.toHex();
  }
  return found;
}
