// The Distinguished Encoding Rules of ASN.1 (ITU-T X.690), as far as keys need them.

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;
/** The tag of an optional member, by its number. */
export const context = (number) => 0xa0 + number;

function concat(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lengthBytes(length) {
  if (length < 0x80) return [length];
  const bytes = [];
  for (let rest = length; rest; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

/** A value: its tag, and the parts of its contents. */
export function encode(tag, ...parts) {
  const contents = concat(parts);
  return concat([[tag, ...lengthBytes(contents.length)], contents]);
}

/** A number that is not negative, of bytes in big-endian order. */
export function encodeInteger(bytes) {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  return encode(INTEGER, digits[0] & 0x80 || digits.length === 0 ? [0] : [], digits);
}

/** A bit string of whole bytes. */
export const encodeBits = (bytes) => encode(BIT_STRING, [0], bytes);

/** What is no such encoding. */
export class Malformed extends Error {}

/** Reads values one after the other. */
export class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.#at === this.#bytes.length;
  }

  /** The tag of what comes next; undefined at the end. */
  get tag() {
    return this.#bytes[this.#at];
  }

  /** The contents of the next value, which must have that tag. */
  read(tag) {
    if (this.tag !== tag) throw new Malformed();
    this.#at++;
    const length = this.#length();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Malformed();
    const contents = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return contents;
  }

  #length() {
    const first = this.#bytes[this.#at++];
    if (first < 0x80) return first;
    const count = first & 0x7f;
    let length = 0;
    if (count === 0 || count > 4 || this.#at + count > this.#bytes.length) throw new Malformed();
    for (let i = 0; i < count; i++) length = length * 256 + this.#bytes[this.#at++];
    if (length < 0x80 || length < 256 ** (count - 1)) throw new Malformed();
    return length;
  }

  /** The next value, of whatever tag: `{ tag, contents, whole }`, the last with its tag and length. */
  next() {
    const start = this.#at;
    const { tag } = this;
    const contents = this.read(tag);
    return { tag, contents, whole: this.#bytes.subarray(start, this.#at) };
  }

  /** A reader of the next value's contents. */
  enter(tag) {
    return new Reader(this.read(tag));
  }

  /** The bytes of a number that is not negative, without a zero before them. */
  readInteger() {
    const bytes = this.read(INTEGER);
    if (bytes.length === 0 || bytes[0] & 0x80) throw new Malformed();
    return bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes;
  }

  /** The bytes of a bit string of whole bytes. */
  readBits() {
    const bytes = this.read(BIT_STRING);
    if (bytes[0] !== 0) throw new Malformed();
    return bytes.subarray(1);
  }

  end() {
    if (!this.isAtEnd) throw new Malformed();
  }
}
