// The methods of Buffer that read and write numbers: what Node.js 20's lib/internal/buffer.js checks and gives, by
// width and order of bytes instead of a function for each.
import { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from 'jsc:node/errors';
import { validateNumber } from 'jsc:node/validators';

function boundsError(value, length, type) {
  if (Math.floor(value) !== value) {
    validateNumber(value, type);
    throw new ERR_OUT_OF_RANGE(type || 'offset', 'an integer', value);
  }
  if (length < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(type || 'offset', `>= ${type ? 1 : 0} and <= ${length}`, value);
}

function checkBounds(buf, offset, width) {
  validateNumber(offset, 'offset');
  if (buf[offset] === undefined || buf[offset + width - 1] === undefined) boundsError(offset, buf.length - width);
}

function checkRange(value, min, max, width) {
  if (!(value > max || value < min)) return;
  const n = typeof min === 'bigint' ? 'n' : '';
  const bits = width * 8;
  let range = `>= ${min}${n} and <= ${max}${n}`;
  if (width > 4) {
    range = min ? `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}` : `>= 0${n} and < 2${n} ** ${bits}${n}`;
  }
  throw new ERR_OUT_OF_RANGE('value', range, value);
}

/** The bytes from `at` on as one number; `step` is -1 from the last to the first. */
function load(buf, at, step, width) {
  let value = 0;
  for (; width > 0; width--, at += step) value = value * 256 + buf[at];
  return value;
}

function readInteger(buf, offset, { width, isLittle, isSigned }) {
  checkBounds(buf, offset, width);
  const value = isLittle ? load(buf, offset + width - 1, -1, width) : load(buf, offset, 1, width);
  return isSigned && value >= 2 ** (width * 8 - 1) ? value - 2 ** (width * 8) : value;
}

function readBig(buf, offset, { isLittle, isSigned }) {
  checkBounds(buf, offset, 8);
  const [high, low] = isLittle ?
    [load(buf, offset + 7, -1, 4), load(buf, offset + 3, -1, 4)] : [load(buf, offset, 1, 4), load(buf, offset + 4, 1, 4)];
  const value = (BigInt(high) << 32n) + BigInt(low);
  return isSigned ? BigInt.asIntN(64, value) : value;
}

/** Stores the low bytes of two words and returns the offset after them. */
function store(buf, offset, low, high, { width, isLittle }) {
  for (let i = 0; i < width; i++) {
    buf[isLittle ? offset + i : offset + width - 1 - i] = i < 4 ? low >>> (8 * i) : high >>> (8 * (i - 4));
  }
  return offset + width;
}

function writeInteger(buf, value, offset, kind) {
  const { width, isSigned } = kind;
  value = +value;
  if (width === 1) validateNumber(offset, 'offset');
  checkRange(value, isSigned ? -(2 ** (width * 8 - 1)) : 0, 2 ** (width * 8 - isSigned) - 1, width);
  checkBounds(buf, offset, width);
  return store(buf, offset, value, Math.floor(value * 2 ** -32), kind);
}

function writeBig(buf, value, offset, kind) {
  const max = 2n ** (kind.isSigned ? 63n : 64n) - 1n;
  checkRange(value, kind.isSigned ? -max - 1n : 0n, max, 8);
  checkBounds(buf, offset, 8);
  return store(buf, offset, Number(value & 0xffffffffn), Number(value >> 32n & 0xffffffffn), kind);
}

const FLOATS = { 4: new Float32Array(1), 8: new Float64Array(1) };
const FLOAT_BYTES = { 4: new Uint8Array(FLOATS[4].buffer), 8: new Uint8Array(FLOATS[8].buffer) };

function readFloat(buf, offset, { width, isLittle }) {
  checkBounds(buf, offset, width);
  const bytes = FLOAT_BYTES[width];
  for (let i = 0; i < width; i++) bytes[isLittle ? i : width - 1 - i] = buf[offset + i];
  return FLOATS[width][0];
}

function writeFloat(buf, value, offset, { width, isLittle }) {
  value = +value;
  checkBounds(buf, offset, width);
  FLOATS[width][0] = value;
  const bytes = FLOAT_BYTES[width];
  for (let i = 0; i < width; i++) buf[offset + i] = bytes[isLittle ? i : width - 1 - i];
  return offset + width;
}

/** `readIntLE` and its kin, of one to six bytes. */
function addVariableWidth(methods, suffix, kind) {
  const kinds = [1, 2, 3, 4, 5, 6].map((width) => ({ ...kind, width }));
  const kindOf = (byteLength) =>
    (typeof byteLength === 'number' && kinds[byteLength - 1]) || boundsError(byteLength, 6, 'byteLength');
  methods[`read${suffix}`] = function (offset, byteLength) {
    if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
    return readInteger(this, offset, kindOf(byteLength));
  };
  methods[`write${suffix}`] = function (value, offset, byteLength) {
    return writeInteger(this, value, offset, kindOf(byteLength));
  };
}

function addFixedWidth(methods, suffix, kind, read, write) {
  methods[`read${suffix}`] = function (offset = 0) { return read(this, offset, kind); };
  methods[`write${suffix}`] = function (value, offset = 0) { return write(this, value, offset, kind); };
}

function numberMethods() {
  const methods = {};
  for (const [order, isLittle] of [['LE', true], ['BE', false]]) {
    for (const [sign, isSigned] of [['U', false], ['', true]]) {
      addFixedWidth(methods, `Big${sign}Int64${order}`, { width: 8, isLittle, isSigned }, readBig, writeBig);
      addVariableWidth(methods, `${sign}Int${order}`, { isLittle, isSigned });
      for (const width of [1, 2, 4]) {
        const suffix = `${sign}Int${width * 8}${width > 1 ? order : ''}`;
        addFixedWidth(methods, suffix, { width, isLittle, isSigned }, readInteger, writeInteger);
      }
    }
    addFixedWidth(methods, `Float${order}`, { width: 4, isLittle }, readFloat, writeFloat);
    addFixedWidth(methods, `Double${order}`, { width: 8, isLittle }, readFloat, writeFloat);
  }
  return methods;
}

/** Adds the methods, those of unsigned integers by both of their names. */
export function addNumberMethods(prototype) {
  for (const [name, method] of Object.entries(numberMethods())) {
    Object.defineProperty(method, 'name', { value: name });
    prototype[name] = method;
    prototype[name.replace('UInt', 'Uint')] = method;
  }
}
