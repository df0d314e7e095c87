// Certificates: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-x509certificate
import { digest } from 'native:digest';
import { encode } from 'native:text';
import { toBuffer } from 'jsc:buffer/class';
import { Malformed } from 'jsc:der';
import { codedError, invalidType, invalidValue } from 'jsc:errors';
import { serializables } from 'jsc:structured-clone/platform';
import { validateObject, validateString } from 'jsc:validate';
import { viewOf } from 'jsc:node-crypto/bytes';
import {
  readAuthority, readCertificate, readGeneralNames, readIdentifiers, readInfoAccess, readIsAuthority, readKeyIdentifier,
  readMaySign,
} from 'jsc:node-crypto/certificate';
import { colons, generalName, nameLines, nameObject, timeText } from 'jsc:node-crypto/certificate-text';
import { verifyCertificate } from 'jsc:node-crypto/certificate-signature';
import { opensslError } from 'jsc:node-crypto/errors';
import { CURVES, detailsOf, fromSpki, isRsa, publicOf, toSpki } from 'jsc:node-crypto/key-data';
import { keyData } from 'jsc:node-crypto/key-slots';
import { KeyObject, keyObject } from 'jsc:node-crypto/keys';
import { readPem, writePem } from 'jsc:node-crypto/pem';
import { addressBytes, findEmail, findHost, hasAddress } from 'jsc:node-crypto/subject-names';

const EXTENSIONS = {
  alternativeNames: '2.5.29.17', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15', extendedKeyUsage: '2.5.29.37',
  subjectKey: '2.5.29.14', authorityKey: '2.5.29.35', infoAccess: '1.3.6.1.5.5.7.1.1',
};
const ACCESS = { '1.3.6.1.5.5.7.48.1': 'OCSP', '1.3.6.1.5.5.7.48.2': 'CA Issuers' };
const LABELS = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const ALL = ['subject', 'subjectAltName', 'issuer', 'infoAccess', 'validFrom', 'validTo', 'fingerprint', 'fingerprint256',
  'fingerprint512', 'keyUsage', 'serialNumber'];

const noStart = () => opensslError('0480006C', 'PEM routines', 'no start line');
const wrongTag = () => opensslError('068000A8', 'asn1 encoding routines', 'wrong tag');

/** A certificate's bytes and what they say. */
function parse(bytes) {
  const text = String.fromCharCode(...bytes.subarray(0, 64)).trimStart();
  const isBinary = bytes[0] === 0x30 && !text.startsWith('-----');
  const pem = isBinary ? undefined : readPem(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  if (!isBinary && !LABELS.includes(pem?.label)) throw noStart();
  const raw = isBinary ? bytes.slice() : pem.bytes;
  try {
    return { raw, ...readCertificate(raw) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw isBinary ? noStart() : wrongTag();
  }
}

/** What is read of an extension; undefined where it is not there, or malformed. */
function extension({ extensions }, name, read) {
  const bytes = extensions.get(EXTENSIONS[name]);
  if (!bytes) return undefined;
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

const BOOLEANS = { wildcards: true, partialWildcards: true, multiLabelWildcards: false, singleLabelSubdomains: false };

function checkOptions(options = {}) {
  validateObject(options, 'options');
  const { subject = 'default' } = options;
  validateString(subject, 'options.subject');
  const checked = { subject };
  for (const [name, usual] of Object.entries(BOOLEANS)) {
    const value = options[name] === undefined ? usual : options[name];
    if (typeof value !== 'boolean') throw invalidType(`options.${name}`, 'of type boolean', value);
    checked[name] = value;
  }
  if (!['default', 'always', 'never'].includes(subject)) throw invalidValue('options.subject', 'is invalid', subject);
  return checked;
}

const invalidName = (what) => codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `Invalid ${what}`);

function checkKey(pkey, type) {
  if (!(pkey instanceof KeyObject)) throw invalidType('pkey', 'an instance of KeyObject', pkey);
  if (pkey.type !== type) throw invalidValue('pkey', 'is invalid', pkey);
  return keyData(pkey);
}

/** A name as names are compared: in any case, however many spaces. */
const comparable = (name) => JSON.stringify(name.map((set) =>
  set.map(([attribute, text]) => [attribute, text.trim().replace(/\s+/g, ' ').toLowerCase()])));

const spaced = (certificate) => ({
  subject: certificate.subject,
  names: extension(certificate, 'alternativeNames', readGeneralNames) ?? [],
});

/** What the certificate says of where more is to be had, by method. */
const accesses = (certificate) => (extension(certificate, 'infoAccess', readInfoAccess) ?? [])
  .map(([method, name]) => [ACCESS[method] ?? method, generalName(name)]);

const isAuthority = (certificate) => extension(certificate, 'basicConstraints', readIsAuthority) === true
  && extension(certificate, 'keyUsage', readMaySign) !== false;

/** Whether `issuer` is the certificate that `certificate` says it is from. */
function isIssuedBy(certificate, issuer) {
  if (comparable(certificate.issuer) !== comparable(issuer.subject)) return false;
  const { key, serial } = extension(certificate, 'authorityKey', readAuthority) ?? {};
  const known = extension(issuer, 'subjectKey', readKeyIdentifier);
  if (key !== undefined && known !== undefined && key !== known) return false;
  if (serial !== undefined && serial !== issuer.serial.toHex()) return false;
  return extension(issuer, 'keyUsage', readMaySign) !== false;
}

const undecodable = () => opensslError('03000072', 'digital envelope routines', 'decode error');

function publicKeyOf({ spki }) {
  try {
    return fromSpki(spki);
  } catch (error) {
    if (error instanceof Malformed) throw undecodable();
    throw error;
  }
}

/** What toLegacyObject says of a key. */
function legacyKey(key) {
  if (isRsa(key)) {
    const { modulusLength, publicExponent } = detailsOf(key);
    return {
      modulus: key.material[0].toHex().toUpperCase(),
      bits: modulusLength,
      exponent: `0x${publicExponent.toString(16)}`,
      pubkey: toBuffer(toSpki(key)),
    };
  }
  if (key.kind !== 'ec') return {};
  const { curve, point } = key.material;
  const [name, size] = CURVES[curve];
  return {
    bits: curve === 'P-521' ? 521 : size * 8,
    pubkey: toBuffer(point.slice()),
    asn1Curve: name,
    ...(curve.startsWith('P-') && { nistCurve: curve }),
  };
}

/** An object of what is defined. */
const defined = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

function groupedAccess(certificate) {
  const entries = accesses(certificate);
  if (entries.length === 0) return undefined;
  const grouped = Object.create(null);
  for (const [method, name] of entries) {
    const colon = name.indexOf(':');
    (grouped[`${method} - ${name.slice(0, colon)}`] ??= []).push(name.slice(colon + 1));
  }
  return grouped;
}

let partsOf;

class X509Certificate {
  #parts;
  #publicKey;

  static {
    partsOf = (value) => (typeof value === 'object' && value !== null && #parts in value ? value.#parts : undefined);
  }

  constructor(buffer) {
    const bytes = typeof buffer === 'string' ? encode(buffer) : ArrayBuffer.isView(buffer) ? viewOf(buffer) : undefined;
    if (!bytes) throw invalidType('buffer', 'of type string or an instance of Buffer, TypedArray, or DataView', buffer);
    this.#parts = parse(bytes);
  }

  get subject() {
    return nameLines(this.#parts.subject);
  }

  get subjectAltName() {
    return extension(this.#parts, 'alternativeNames', readGeneralNames)?.map(generalName).join(', ');
  }

  get issuer() {
    return nameLines(this.#parts.issuer);
  }

  /** The chain that the certificate came with: it came alone. */
  get issuerCertificate() {
    return undefined;
  }

  get infoAccess() {
    const lines = accesses(this.#parts).map((entry) => entry.join(' - '));
    return lines.length ? lines.join('\n') : undefined;
  }

  get validFrom() {
    return timeText(this.#parts.validFrom);
  }

  get validTo() {
    return timeText(this.#parts.validTo);
  }

  get fingerprint() {
    return colons(digest('sha1', this.#parts.raw));
  }

  get fingerprint256() {
    return colons(digest('sha256', this.#parts.raw));
  }

  get fingerprint512() {
    return colons(digest('sha512', this.#parts.raw));
  }

  get keyUsage() {
    return extension(this.#parts, 'extendedKeyUsage', readIdentifiers);
  }

  get serialNumber() {
    const hex = this.#parts.serial.toHex().toUpperCase();
    return hex.length > 2 && hex.startsWith('00') ? hex.slice(2) : hex;
  }

  get raw() {
    return toBuffer(this.#parts.raw.slice());
  }

  get publicKey() {
    return (this.#publicKey ??= keyObject(publicKeyOf(this.#parts)));
  }

  toString() {
    return writePem('CERTIFICATE', this.#parts.raw);
  }

  toJSON() {
    return this.toString();
  }

  get ca() {
    return isAuthority(this.#parts);
  }

  checkHost(name, options) {
    validateString(name, 'name');
    const checked = checkOptions(options);
    if (name.slice(0, -1).includes('\0')) throw invalidName('name');
    return findHost(spaced(this.#parts), name, checked);
  }

  checkEmail(email, options) {
    validateString(email, 'email');
    const checked = checkOptions(options);
    if (email.slice(0, -1).includes('\0')) throw invalidName('name');
    return findEmail(spaced(this.#parts), email, checked);
  }

  checkIP(ip, options) {
    validateString(ip, 'ip');
    checkOptions(options);
    const bytes = addressBytes(ip);
    if (!bytes) throw invalidName('IP');
    return hasAddress(spaced(this.#parts), bytes) ? ip : undefined;
  }

  checkIssued(otherCert) {
    const other = partsOf(otherCert);
    if (!other) throw invalidType('otherCert', 'an instance of X509Certificate', otherCert);
    return isIssuedBy(this.#parts, other);
  }

  checkPrivateKey(pkey) {
    const own = checkKey(pkey, 'private');
    return toSpki(publicOf(own)).toHex() === toSpki(publicKeyOf(this.#parts)).toHex();
  }

  verify(pkey) {
    return verifyCertificate(this.#parts, checkKey(pkey, 'public'));
  }

  toLegacyObject() {
    const parts = this.#parts;
    return defined({
      subject: nameObject(parts.subject),
      issuer: nameObject(parts.issuer),
      subjectaltname: this.subjectAltName,
      infoAccess: groupedAccess(parts),
      ca: this.ca,
      ...legacyKey(publicKeyOf(parts)),
      valid_from: this.validFrom,
      valid_to: this.validTo,
      fingerprint: this.fingerprint,
      fingerprint256: this.fingerprint256,
      fingerprint512: this.fingerprint512,
      ext_key_usage: this.keyUsage,
      serialNumber: this.serialNumber,
      raw: this.raw,
    });
  }
}

Object.defineProperty(X509Certificate.prototype, INSPECT, {
  value(depth, options, inspect) {
    if (depth < 0) return this;
    const shown = Object.fromEntries(ALL.map((name) => [name, this[name]]));
    return `X509Certificate ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  },
  writable: true,
  configurable: true,
});
serializables.push({ is: (value) => partsOf(value) !== undefined, clone: (value) => new X509Certificate(partsOf(value).raw) });

export { X509Certificate };
