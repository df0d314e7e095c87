// Bodies of requests and responses: https://fetch.spec.whatwg.org/#bodies. What was given is kept as long as it
// can be: a text that is read as a text is never bytes, and a stream is made when somebody asks for it.
import { Blob, isBlob, makeBlob, piecesOf } from 'jsc:blob';
import { concat, decodeUtf8, decodeUtf8WithMark, encodeUtf8, viewOf } from 'jsc:bytes';
import { FormData, isFormData } from 'jsc:form-data';
import * as multipart from 'jsc:form-data/multipart';
import * as mime from 'jsc:mime';
import * as cloning from 'jsc:fetch/clone';
import { ReadableStream, TransformStream, cancelStream, isDisturbed, readAll, teeWith } from 'jsc:streams';
import { URLSearchParams, isURLSearchParams } from 'jsc:url-search-params';
import { isObject } from 'jsc:webidl';

/** Texts are no views; a byte order mark that begins one is not part of what is read. */
const withoutMark = (text) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

export class Body {
  /** A text or an array of Uint8Arrays; undefined for what came as a stream. */
  #source;
  #stream;
  #isConsumed = false;

  /** @param source a text, an array of Uint8Arrays that nobody changes, or a ReadableStream */
  constructor(source) {
    if (source instanceof ReadableStream) this.#stream = source;
    else this.#source = source;
  }

  get stream() {
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }

  get isUsed() {
    return this.#isConsumed || (this.#stream !== undefined && isDisturbed(this.#stream));
  }

  /** Whether nobody may read it any more. */
  get isUnusable() {
    return this.isUsed || Boolean(this.#stream?.locked);
  }

  /** A second body of the same contents. */
  clone() {
    if (!this.#stream) return new Body(this.#source);
    const [own, other] = teeWith(this.#stream, cloning.cloneChunk);
    this.#stream = own;
    return new Body(other);
  }

  /** The body for someone else: this one counts as read. */
  take() {
    if (!this.#stream) {
      this.#isConsumed = true;
      return new Body(this.#source);
    }
    const through = new TransformStream();
    this.#stream.pipeTo(through.writable).catch(() => {});
    return new Body(through.readable);
  }

  /** Calls `done` with all of it, a text or arrays of bytes, or `fail` with what went wrong. */
  read(done, fail) {
    if (this.#stream) {
      readAll(this.#stream, done, fail);
      return;
    }
    this.#isConsumed = true;
    done(this.#source);
  }

  /** Ends a stream that nobody wants any more. */
  cancel(reason) {
    if (this.#stream) cancelStream(this.#stream, reason).catch(() => {});
  }

  /** What it was given as, for the only reader; undefined for a stream. */
  takeSource() {
    if (this.#stream) return undefined;
    this.#isConsumed = true;
    return this.#source;
  }

  #makeStream() {
    const source = this.#isConsumed ? [] : this.#source;
    const pieces = typeof source === 'string' ? [encodeUtf8(source)] : source;
    const stream = new Blob(pieces).stream();
    // Whoever read it holds it.
    if (this.#isConsumed) stream.getReader().cancel();
    return stream;
  }
}

/**
 * A body of what a program gave, and the Content-Type that goes with it.
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 */
export function extract(init) {
  if (init instanceof ReadableStream) {
    if (init.locked || isDisturbed(init)) throw new TypeError('the stream was read or is locked');
    return [new Body(init), null];
  }
  if (isBlob(init)) return [new Body(piecesOf(init)), init.type || null];
  if (isFormData(init)) {
    const { boundary, pieces } = multipart.serialize(init);
    return [new Body(pieces), `multipart/form-data; boundary=${boundary}`];
  }
  if (isURLSearchParams(init)) {
    return [new Body(URLSearchParams.prototype.toString.call(init)), 'application/x-www-form-urlencoded;charset=UTF-8'];
  }
  const view = isObject(init) ? viewOf(init) : undefined;
  if (view) return [new Body([view.slice()]), null];
  return [new Body(`${init}`.toWellFormed()), 'text/plain;charset=UTF-8'];
}

const bytesOf = (source) => (typeof source === 'string' ? encodeUtf8(source) : concat(source));
const textOf = (source) => (typeof source === 'string' ? withoutMark(source) : decodeUtf8(concat(source)));

function formDataOf(source, type) {
  if (type?.essence === 'multipart/form-data') {
    const boundary = type.parameters.get('boundary');
    if (boundary === undefined) throw new TypeError('formData: the Content-Type has no boundary');
    return multipart.parse(bytesOf(source), boundary);
  }
  if (type?.essence !== 'application/x-www-form-urlencoded') {
    throw new TypeError('formData: the Content-Type is neither multipart/form-data nor application/x-www-form-urlencoded');
  }
  const data = new FormData();
  for (const [name, value] of new URLSearchParams(`?${decodeUtf8WithMark(bytesOf(source))}`)) data.append(name, value);
  return data;
}

/**
 * Gives a class the members of the Body mixin. `bodyOf(object)` gives its Body or null, and throws for an object
 * of another class; `typeOf(object)` its Content-Type.
 */
export function mixBody(Class, bodyOf, typeOf) {
  const read = (object, convert) => new Promise((resolve, reject) => {
    const body = bodyOf(object);
    if (body?.isUnusable) throw new TypeError('the body was read already, or is locked');
    const finish = (source) => {
      try {
        resolve(convert(source, typeOf(object)));
      } catch (error) {
        reject(error);
      }
    };
    if (body) body.read(finish, reject);
    else finish('');
  });
  const members = {
    get body() {
      return bodyOf(this)?.stream ?? null;
    },
    get bodyUsed() {
      return Boolean(bodyOf(this)?.isUsed);
    },
    arrayBuffer() {
      return read(this, (source) => bytesOf(source).buffer);
    },
    blob() {
      return read(this, (source, header) => {
        const type = mime.extract(header);
        return makeBlob([bytesOf(source)], type ? mime.serialize(type) : '');
      });
    },
    bytes() {
      return read(this, bytesOf);
    },
    formData() {
      return read(this, (source, header) => formDataOf(source, mime.extract(header)));
    },
    json() {
      return read(this, (source) => JSON.parse(textOf(source)));
    },
    text() {
      return read(this, textOf);
    },
  };
  Object.defineProperties(Class.prototype, Object.getOwnPropertyDescriptors(members));
}
