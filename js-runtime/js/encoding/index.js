// TextEncoder and TextDecoder: https://encoding.spec.whatwg.org/#api, with the error codes of
// Node.js. UTF-8, UTF-16 and windows-1252 are here; the other encodings are those of
// jsc:encoding-legacy, in the programs that have it.

import { encode, encodeInto, decode } from 'native:text';
import { codedError, invalidType } from 'jsc:errors';
import { trim } from 'jsc:headers/syntax';

// The place of a name is its number in native:text.
const names = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
const labels = [
  'utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8',
  'utf-16le utf-16 ucs-2 unicode unicodefeff csunicode iso-10646-ucs-2',
  'utf-16be unicodefffe',
  'windows-1252 latin1 ascii us-ascii iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 ' +
  'iso-ir-100 l1 cp1252 x-cp1252 cp819 ibm819 csisolatin1 ansi_x3.4-1968',
].map((line) => line.split(' '));

// Bits of a decoder's mode in native:text.
const FATAL = 4;
const IGNORE_BOM = 8;
const STREAM = 16;

/** What jsc:encoding-legacy brings: { nameOf, open, decode } of native:encoding. */
let legacy;
export const setLegacy = (natives) => { legacy = natives; };

function dictionary(options) {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw invalidType('options', 'of type object', options);
  }
  return options;
}

function checkReceiver(isOne, type) {
  if (!isOne) throw codedError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);
}

/** Where encodeInto leaves its result. */
const counts = [0, 0];

class TextEncoder {
  #brand;

  get encoding() {
    checkReceiver(#brand in this, 'TextEncoder');
    return 'utf-8';
  }

  encode(input = '') {
    checkReceiver(#brand in this, 'TextEncoder');
    return encode(input);
  }

  encodeInto(source, destination) {
    checkReceiver(#brand in this, 'TextEncoder');
    // A template would copy a string.
    if (typeof source !== 'string') source = `${source}`;
    // A character takes a byte at least: the native need not look at the rest.
    const { length } = destination ?? '';
    if (source.length > length) source = source.slice(0, length);
    if (!encodeInto(source, destination, counts)) {
      throw invalidType('dest', 'an instance of Uint8Array', destination);
    }
    return { read: counts[0], written: counts[1] };
  }
}

class TextDecoder {
  #name;
  #mode;
  /** What native:text carries from call to call; undefined for a legacy encoding. */
  #state;
  /** The native decoder of a legacy encoding, while a stream is open. */
  #stream;

  constructor(label = 'utf-8', options) {
    label = `${label}`;
    const { fatal, ignoreBOM } = dictionary(options);
    const trimmed = trim(label, '\t\n\f\r ').toLowerCase();
    const encoding = labels.findIndex((list) => list.includes(trimmed));
    this.#name = names[encoding] ?? legacy?.nameOf(label);
    if (!this.#name) {
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported${
        legacy ? '' : ': this program was built without the legacy encodings'}`);
    }
    this.#mode = Math.max(encoding, 0) | (fatal ? FATAL : 0) | (ignoreBOM ? IGNORE_BOM : 0);
    if (encoding >= 0) this.#state = [0];
  }

  get encoding() {
    checkReceiver(#mode in this, 'TextDecoder');
    return this.#name;
  }

  get fatal() {
    checkReceiver(#mode in this, 'TextDecoder');
    return (this.#mode & FATAL) !== 0;
  }

  get ignoreBOM() {
    checkReceiver(#mode in this, 'TextDecoder');
    return (this.#mode & IGNORE_BOM) !== 0;
  }

  decode(input = undefined, options = undefined) {
    checkReceiver(#mode in this, 'TextDecoder');
    const stream = options !== undefined && Boolean(dictionary(options).stream);
    const text = this.#state ?
      decode(input, stream ? this.#mode | STREAM : this.#mode, this.#state) :
      this.#decodeLegacy(input, stream);
    if (text === null) {
      throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE',
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
    }
    if (text === undefined) {
      throw codedError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.#name}`);
    }
    return text;
  }

  #decodeLegacy(input, stream) {
    const decoder = this.#stream ?? legacy.open(this.#name);
    const text = legacy.decode(decoder, input, this.#mode & FATAL, !stream);
    if (text !== null) this.#stream = stream && text !== undefined ? decoder : undefined;
    return text;
  }
}

/** Makes the class a global with the properties that WebIDL prescribes. */
function expose(Class) {
  const { prototype, name } = Class;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(globalThis, name, { value: Class, writable: true, configurable: true });
}

expose(TextEncoder);
expose(TextDecoder);

export { TextEncoder, TextDecoder };
