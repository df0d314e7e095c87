// A Range header: https://fetch.spec.whatwg.org/#simple-range-header-value, with white space allowed.
import { isDigits, trim } from 'jsc:headers/syntax';

/** The places of the first and last byte of `size` that a header asks for; undefined for none. */
export function rangeOf(header, size) {
  const equals = header.indexOf('=');
  const [start, end, more] = header.slice(equals + 1).split('-').map((text) => trim(text));
  if (trim(header.slice(0, Math.max(equals, 0))) !== 'bytes' || end === undefined || more !== undefined) return undefined;
  if (!isDigits(start) || !isDigits(end) || (start === '' && end === '')) return undefined;
  // Without a start it is a number of bytes before the end.
  const [first, last] = start === '' ? [Math.max(size - +end, 0), size - 1] : [+start, end === '' ? size - 1 : +end];
  if (first > last || first >= size) return undefined;
  return [first, Math.min(last, size - 1)];
}
