// What a request of mode no-cors may send: https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header.
import * as mime from 'jsc:mime';

const LONGEST = 128;
const UNSAFE = '"():<>?@[\\]{}\x7f';
const LANGUAGE = ' *,-.0123456789;=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

const isSafe = (text) => [...text].every((c) => (c >= ' ' || c === '\t') && !UNSAFE.includes(c));
const isLanguage = (text) => [...text].every((c) => LANGUAGE.includes(c));
const isType = (text) => isSafe(text) && TYPES.includes(mime.parse(text)?.essence);

/** By the names of the headers that may be there: whether a value may. */
const CHECKS = {
  '__proto__': null, 'accept': isSafe, 'accept-language': isLanguage, 'content-language': isLanguage, 'content-type': isType,
};

/** Whether such a request may have a header; without a value, whether one of that name may be changed. */
export const isAllowed = (name, value = undefined) =>
  name in CHECKS && (value === undefined || (value.length <= LONGEST && CHECKS[name](value)));

/** Removed with every change: only the user agent may set it. */
export const PRIVILEGED = 'range';
