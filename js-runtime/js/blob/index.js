// Blob and File: https://w3c.github.io/FileAPI/. A blob is a list of arrays that nobody changes, so that
// slices and blobs made of blobs copy nothing.
import { concat, decodeUtf8, encodeUtf8, viewOf } from 'jsc:bytes';
import { ReadableStream } from 'jsc:streams';
import { serializables } from 'jsc:structured-clone/platform';
import { dictionary, expose, isObject, required, sequence, toUSVString } from 'jsc:webidl';

const CHUNK = 65536;

/** A blob's type is lower case, or nothing when it has characters other than ASCII's printable ones. */
function typeOf(text) {
  for (let i = 0; i < text.length; i++) {
    if (text[i] < ' ' || text[i] > '~') return '';
  }
  return text.toLowerCase();
}

const ENDINGS = ['transparent', 'native'];

/** `[Clamp] long long` relative to `size`, as an index. */
function indexOf(value, size) {
  const number = Math.min(Math.max(+value || 0, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  const floor = Math.floor(number);
  // To the nearest integer, to the even one of two.
  const whole = number - floor === 0.5 ? floor + Math.abs(floor % 2) : Math.round(number);
  return whole < 0 ? Math.max(size + whole, 0) : Math.min(whole, size);
}

/**
 * `isBlob(value)`, `isFile(value)`; `piecesOf(blob)`, arrays to be read only; `makeBlob(pieces, type)`, of arrays that nobody
 * changes and a type that is kept as it is.
 */
export let isBlob, isFile, piecesOf;
let make, copyOf, copyOfFile;

const partOf = (value) => (isBlob(value) ? value : viewOf(value) ?? `${value}`);

class Blob {
  #pieces;
  #size;
  #type;

  static {
    isBlob = (value) => isObject(value) && #pieces in value;
    piecesOf = (blob) => blob.#pieces;
    make = (pieces, type) => {
      const blob = new Blob();
      blob.#set(pieces, type);
      return blob;
    };
    copyOf = (blob) => make(blob.#pieces, blob.#type);
  }

  constructor(blobParts = undefined, options = undefined) {
    const parts = blobParts === undefined ? [] : sequence(blobParts, 'Blob constructor: the parts', partOf);
    let { endings = 'transparent', type = '' } = dictionary(options, 'Blob constructor: the options');
    endings = `${endings}`;
    if (!ENDINGS.includes(endings)) throw new TypeError(`Blob constructor: ${endings} is not a value of endings`);
    const textOf = (text) => encodeUtf8(endings === 'native' ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text);
    const pieces = parts.flatMap((part) =>
      typeof part === 'string' ? [textOf(part)] : isBlob(part) ? part.#pieces : [part.slice()]);
    this.#set(pieces.filter(({ length }) => length), typeOf(`${type}`));
  }

  get size() {
    return this.#size;
  }

  get type() {
    return this.#type;
  }

  slice(start = 0, end = this.#size, contentType = '') {
    const from = indexOf(start, this.#size);
    const to = indexOf(end, this.#size);
    const pieces = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const [first, last] = [Math.max(from - at, 0), Math.min(to - at, piece.length)];
      if (first < last) pieces.push(piece.subarray(first, last));
      at += piece.length;
    }
    return make(pieces, typeOf(`${contentType}`));
  }

  stream() {
    const pieces = this.#pieces;
    let [index, at] = [0, 0];
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        if (index === pieces.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const chunk = pieces[index].slice(at, at + CHUNK);
        at += chunk.length;
        if (at === pieces[index].length) [index, at] = [index + 1, 0];
        controller.enqueue(chunk);
      },
    });
  }

  async text() {
    return decodeUtf8(concat(this.#pieces));
  }

  async arrayBuffer() {
    return concat(this.#pieces).buffer;
  }

  async bytes() {
    return concat(this.#pieces);
  }

  #set(pieces, type) {
    this.#pieces = pieces;
    this.#size = pieces.reduce((sum, { length }) => sum + length, 0);
    this.#type = type;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    const { name, size, type, lastModified } = this;
    const shown = isFile(this) ? { size, type, name, lastModified } : { size, type };
    return `${isFile(this) ? 'File' : 'Blob'} ${inspect(shown, options)}`;
  }
}

class File extends Blob {
  #name;
  #lastModified;

  static {
    isFile = (value) => isObject(value) && #name in value;
    copyOfFile = (file) => new File([file], file.#name, { type: file.type, lastModified: file.#lastModified });
  }

  constructor(fileBits, fileName, options = undefined) {
    required(arguments, 2, 'File constructor');
    if (fileBits === undefined) throw new TypeError('File constructor: the parts are not a sequence');
    super(fileBits, options);
    this.#name = toUSVString(fileName);
    const { lastModified } = dictionary(options);
    this.#lastModified = lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0;
  }

  get name() {
    return this.#name;
  }

  get lastModified() {
    return this.#lastModified;
  }
}

[Blob, File].forEach(expose);
serializables.push({ is: isBlob, clone: (blob) => (isFile(blob) ? copyOfFile(blob) : copyOf(blob)) });

export { Blob, File, make as makeBlob };
