// What node:crypto takes for bytes, and gives.
import { encode } from 'native:text';
import { toBuffer } from 'jsc:buffer/class';
import { codedError, invalidType } from 'jsc:errors';
import { decode, encode as encodeAs, encodingName } from 'jsc:codec';

const SOME = 'of type string or an instance of Buffer, TypedArray, or DataView';
const ANY = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';

/** A view on the bytes of a view or buffer; undefined for other values. */
export function viewOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
}

/** The bytes of a string in an encoding; UTF-8 where that is unknown. */
export function textBytes(text, encoding) {
  const name = encoding === undefined ? 'utf8' : encodingName(encoding) ?? 'utf8';
  if (name === 'hex' && text.length % 2) {
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE',
      `The argument 'encoding' is invalid for data of length ${text.length}. Received '${encoding}'`);
  }
  return name === 'utf8' ? encode(text) : encodeAs(text, name);
}

/** The bytes of a piece of a message: a string or a view. */
export function messageBytes(data, encoding, name = 'data') {
  if (typeof data === 'string') return textBytes(data, encoding);
  if (!ArrayBuffer.isView(data)) throw invalidType(name, SOME, data);
  return viewOf(data);
}

/** The bytes of a parameter: a string, a view or a buffer. */
export function parameterBytes(value, name, expected = ANY) {
  if (typeof value === 'string') return encode(value);
  const view = viewOf(value);
  if (!view) throw invalidType(name, expected, value);
  return view;
}

/** The bytes as a string in an encoding; a Buffer without one, or for an unknown one. */
export function output(bytes, encoding) {
  const name = encoding && encoding !== 'buffer' ? encodingName(encoding) : undefined;
  return name ? decode(bytes, name) : toBuffer(bytes);
}
