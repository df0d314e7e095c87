// What the functions of node:fs make of their arguments (Node's lib/internal/fs/utils.js).
import { decodeUtf8 } from 'native:io';
import { encode } from 'native:text';
import { toBuffer } from 'jsc:buffer/class';
import { decode, encodingName } from 'jsc:codec';
import { codedError, invalidType, invalidValue, outOfRange, validateInteger } from 'jsc:errors';
import { constants } from 'jsc:fs/constants';

const MAX_FD = 2 ** 31 - 1;

const isUrl = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

function fromUrl(url) {
  if (url.protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') {
    throw codedError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on wasi');
  }
  if (/%2f/i.test(url.pathname)) {
    throw codedError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

/** A path argument (string, Uint8Array or file: URL) as a string. */
export function toPath(value, name = 'path') {
  if (isUrl(value)) value = fromUrl(value);
  else if (value instanceof Uint8Array) value = decodeUtf8(value);
  if (typeof value !== 'string') throw invalidType(name, 'of type string or an instance of Buffer or URL', value);
  if (value.includes('\0')) throw invalidValue(name, 'must be a string, Uint8Array, or URL without null bytes', value);
  return value;
}

/** A descriptor argument. */
export const toFd = (value) => validateInteger(value, 'fd', 0, MAX_FD);

/** Whether a path argument is a descriptor. */
export const isFd = (value) => typeof value === 'number' && Number.isInteger(value);

/** Options as an object: a string stands for the encoding. */
export function toOptions(value, defaults) {
  if (value === undefined || value === null || typeof value === 'function') return defaults;
  if (typeof value === 'string') value = { encoding: value };
  else if (typeof value !== 'object') throw invalidType('options', 'one of type string or object', value);
  return { ...defaults, ...value };
}

/** The canonical name of an encoding option; undefined for none and for 'buffer'. */
export function toEncoding(value) {
  if (value === undefined || value === null || value === 'buffer') return undefined;
  const name = encodingName(value);
  if (!name) throw invalidValue('encoding', 'is invalid encoding', value);
  return name;
}

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_EXCL, O_SYNC } = constants;

/** O_ flags of a flags argument: 'r', 'w+', 'ax', … or the number itself. */
export function toFlags(value) {
  if (value === undefined || value === null) return O_RDONLY;
  if (typeof value === 'number') return validateInteger(value, 'flags', -(2 ** 31), 2 ** 31 - 1);
  const [, letters, plus] = /^(r|rs|sr|w|wx|xw|a|ax|xa|as|sa)(\+?)$/.exec(value) ?? [];
  if (!letters) throw invalidValue('flags', 'is invalid', value);
  const has = (letter) => letters.includes(letter);
  return (plus ? O_RDWR : has('r') ? O_RDONLY : O_WRONLY) |
    (has('w') ? O_CREAT | O_TRUNC : has('a') ? O_CREAT | O_APPEND : 0) |
    (has('x') ? O_EXCL : 0) | (has('s') ? O_SYNC : 0);
}

/** Data to write: a string in `encoding` or a view of bytes, as the natives take it. */
export function checkData(value, name = 'data') {
  if (typeof value === 'string' || ArrayBuffer.isView(value)) return;
  throw invalidType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
}

/** The part of `buffer`, which `use` ('read' or 'write') fills or takes, that offset and length choose. */
export function range(buffer, offset, length, use) {
  const size = buffer.byteLength;
  offset = offset === undefined || offset === null ? 0 : validateInteger(offset, 'offset', 0);
  if (use === 'write' && offset > size) throw outOfRange('offset', `<= ${size}`, offset);
  length = length === undefined || length === null ? size - offset : validateInteger(length, 'length');
  if (length < 0) throw outOfRange('length', '>= 0', length);
  if (length > size - offset) throw outOfRange('length', `<= ${size - offset}`, length);
  return new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
}

/** A position in a file; undefined for the descriptor's own. */
export function toPosition(value) {
  if (value === undefined || value === null || value === -1 || value === -1n) return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number') throw invalidType('position', 'of type bigint or integer', value);
  return validateInteger(value, 'position', -1);
}

const MAX_UINT32 = 2 ** 32 - 1;

/** Throws unless `mode`, of a file, is a number or octal digits; a missing one passes. WASI has no modes. */
export function checkMode(mode) {
  if (mode === undefined || mode === null) return;
  if (typeof mode !== 'string') validateInteger(mode, 'mode', 0, MAX_UINT32);
  else if (!/^[0-7]+$/.test(mode)) throw invalidValue('mode', 'must be a 32-bit unsigned integer or an octal string', mode);
}

const MAX_BITS = 7;

/** Three bits that say what may be done, or how something is copied. */
export function toBits(mode) {
  if (mode === undefined || mode === null) return 0;
  if (!Number.isInteger(mode)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined');
  if (mode < 0 || mode > MAX_BITS) {
    throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `mode is out of range: >= 0 && <= ${MAX_BITS}`);
  }
  return mode;
}

/** Throws unless those of the options that are given are booleans. */
export function checkBooleans(options, ...names) {
  for (const name of names) {
    const value = options?.[name];
    if (value !== undefined && typeof value !== 'boolean') throw invalidType(`options.${name}`, 'of type boolean', value);
  }
}

/** What gives the names of files in the encoding that the options ask for. */
export function nameEncoder(options) {
  const { encoding } = toOptions(options, {});
  if (encoding === 'buffer') return (name) => toBuffer(encode(name));
  const canonical = toEncoding(encoding);
  return canonical === undefined || canonical === 'utf8' ? (name) => name : (name) => decode(encode(name), canonical);
}
