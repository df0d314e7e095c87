// node:zlib: https://nodejs.org/docs/latest-v20.x/api/zlib.html
//
// Functions with a callback do their work at once and call back in a later turn of the event loop.
import { crc32 as checksum } from 'native:zlib';
import { encode } from 'native:text';
import 'jsc:buffer';
import { toBuffer } from 'jsc:buffer/class';
import { invalidType, validateFunction, validateInteger } from 'jsc:errors';
import { setImmediate } from 'jsc:timers';
import { codes, constants } from 'jsc:zlib/constants';
import { Handle } from 'jsc:zlib/handle';
import { KINDS } from 'jsc:zlib/kinds';
import { processWhole } from 'jsc:zlib/whole';
// Empty modules in programs that name none of the classes.
import * as streams from 'jsc:zlib/streams';
import * as brotliStreams from 'jsc:zlib/brotli-streams';

function inputBytes(value, name, expected) {
  if (typeof value === 'string') return encode(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw invalidType(name, expected, value);
}

const VIEW = 'of type string or an instance of Buffer, TypedArray, or DataView';
const ANY = 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer';

/** What the option `info` asks for: the stream that did the work, in programs that have its class. */
function engineOf(name, options, bytesWritten) {
  const Class = streams[name] ?? brotliStreams[name];
  const engine = Class ? new Class(options) : {};
  engine.close?.();
  return Object.assign(engine, { bytesWritten });
}

function process(name, buffer, options, ...described) {
  const kind = KINDS[name];
  const prepared = kind.prepare(options);
  const handle = new Handle(kind, prepared);
  const bytes = inputBytes(buffer, ...described);
  const { output, consumed } = processWhole(handle, bytes, prepared.finishFlush, prepared);
  const result = toBuffer(output);
  return prepared.info ? { buffer: result, engine: engineOf(name, options, consumed) } : result;
}

const whole = (name) => function (buffer, options) {
  return process(name, buffer, options, 'buffer', ANY);
};

const later = (name) => function (buffer, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  validateFunction(callback, 'callback');
  let result;
  try {
    result = process(name, buffer, options, 'chunk', VIEW);
  } catch (error) {
    // What the data is at fault for; wrong arguments are thrown.
    if (error.errno === undefined && error.code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    setImmediate(callback, error);
    return;
  }
  setImmediate(callback, null, result);
};

const named = (name, f) => Object.defineProperty(f, 'name', { value: name });

/** The functions of a kind: `gzip` and `gzipSync` of Gzip. */
function functionsOf(name) {
  const short = name[0].toLowerCase() + name.slice(1);
  return [[`${short}Sync`, named(`${short}Sync`, whole(name))], [short, named(short, later(name))]];
}

const functions = Object.fromEntries(Object.keys(KINDS).flatMap(functionsOf));

/** The checksum of gzip, going on from `value`. */
export function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw invalidType('data', VIEW, data);
  }
  validateInteger(value, 'value', 0, 2 ** 32 - 1);
  return checksum(inputBytes(data, 'data', ANY), value);
}

export const {
  deflate, deflateSync, gzip, gzipSync, deflateRaw, deflateRawSync, unzip, unzipSync, inflate, inflateSync, gunzip,
  gunzipSync, inflateRaw, inflateRawSync, brotliCompress, brotliCompressSync, brotliDecompress, brotliDecompressSync,
} = functions;
export const {
  Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, createDeflate, createInflate, createGzip, createGunzip,
  createDeflateRaw, createInflateRaw, createUnzip,
} = streams;
export const { BrotliCompress, BrotliDecompress, createBrotliCompress, createBrotliDecompress } = brotliStreams;
export { codes, constants };

const zlib = { crc32, ...streams, ...brotliStreams, ...functions, constants, codes };

// The constants by themselves are deprecated, and no names to import.
for (const [name, value] of Object.entries(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(zlib, name, { value });
}

export default zlib;
