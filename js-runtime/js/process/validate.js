// Checks of arguments, as Node.js makes them (lib/internal/validators.js).
import { invalidType } from 'jsc:errors';

/** Throws ERR_INVALID_ARG_TYPE unless `value` is a string. */
export function validateString(value, name) {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
}

/** Throws ERR_INVALID_ARG_TYPE unless `value` is an object that is no array. */
export function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw invalidType(name, 'of type object', value);
  }
}
