// Checks of arguments, as Node.js 20 makes them (lib/internal/validators.js, MIT licence). Each throws unless
// `value` is what its name says; `name` is the argument's in the message.
import {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE,
} from 'jsc:node/errors';

/** A check for values of one `typeof`, which messages call `expected`. */
const ofType = (type, expected) => (value, name) => {
  if (typeof value !== type) throw new ERR_INVALID_ARG_TYPE(name, expected, value);
};

export const validateString = ofType('string', 'string');
export const validateBoolean = ofType('boolean', 'boolean');
export const validateFunction = ofType('function', 'Function');
export const validateUndefined = ofType('undefined', 'undefined');

function checkInteger(value, name, min, max) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
}

export function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  checkInteger(value, name, min, max);
}

export function validateInt32(value, name, min = -2147483648, max = 2147483647) {
  checkInteger(value, name, min, max);
}

export function validateUint32(value, name, positive = false) {
  checkInteger(value, name, positive ? 1 : 0, 4294967295);
}

export function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if ((min != null && value < min) || (max != null && value > max) ||
      ((min != null || max != null) && Number.isNaN(value))) {
    const bounds = [min != null && `>= ${min}`, max != null && `<= ${max}`];
    throw new ERR_OUT_OF_RANGE(name, bounds.filter(Boolean).join(' && '), value);
  }
}

export function validateOneOf(value, name, oneOf) {
  if (oneOf.includes(value)) return;
  const allowed = oneOf.map((v) => (typeof v === 'string' ? `'${v}'` : String(v))).join(', ');
  throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${allowed}`);
}

export function validateUnion(value, name, union) {
  if (!union.includes(value)) throw new ERR_INVALID_ARG_TYPE(name, `('${union.join('|')}')`, value);
}

// What else than a plain object validateObject accepts.
export const kValidateObjectAllowNullable = 1;
export const kValidateObjectAllowArray = 2;
export const kValidateObjectAllowFunction = 4;
export const kValidateObjectAllowObjects = kValidateObjectAllowArray | kValidateObjectAllowFunction;
export const kValidateObjectAllowObjectsAndNull = kValidateObjectAllowObjects | kValidateObjectAllowNullable;

export function validateObject(value, name, allowed = 0) {
  const valid = value === null ? allowed & kValidateObjectAllowNullable :
    Array.isArray(value) ? allowed & kValidateObjectAllowArray :
      typeof value === 'function' ? allowed & kValidateObjectAllowFunction : typeof value === 'object';
  if (!valid) throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
}

export function validateArray(value, name, minLength = 0) {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
  if (value.length < minLength) {
    throw new ERR_INVALID_ARG_VALUE(name, value, `must be longer than ${minLength}`);
  }
}

const arrayOf = (check) => (value, name) => {
  validateArray(value, name);
  for (let i = 0; i < value.length; i++) check(value[i], `${name}[${i}]`);
};

export const validateStringArray = arrayOf(validateString);
export const validateBooleanArray = arrayOf(validateBoolean);

/** Like the others, but undefined passes. */
export function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);
  }
}

export const validateAbortSignalArray = arrayOf((signal, name) => {
  if (signal == null) throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', signal);
  validateAbortSignal(signal, name);
});

export function validateBuffer(buffer, name = 'buffer') {
  if (!ArrayBuffer.isView(buffer)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
}
