// data: URLs: https://fetch.spec.whatwg.org/#data-url-processor.
import { trim, trimEnd } from 'jsc:headers/syntax';
import * as mime from 'jsc:mime';
import { percentDecode } from 'jsc:percent';

const latin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** A type without the mark that base64 follows; undefined if it has none. */
function withoutBase64(type) {
  const mark = type.length - 'base64'.length;
  if (type.slice(mark).toLowerCase() !== 'base64') return undefined;
  const before = trimEnd(type.slice(0, mark), ' ');
  return before.endsWith(';') ? before.slice(0, -1) : undefined;
}

/** `{ type, bytes }` of a data: URL without its fragment; null when it is malformed. */
export function decode(url) {
  const rest = url.slice('data:'.length);
  const comma = rest.indexOf(',');
  if (comma < 0) return null;
  let type = trim(rest.slice(0, comma), '\t\n\f\r ');
  let bytes = percentDecode(rest.slice(comma + 1));
  const unmarked = withoutBase64(type);
  if (unmarked !== undefined) {
    try {
      bytes = Uint8Array.from(atob(latin1(bytes)), (character) => character.charCodeAt(0));
    } catch {
      return null;
    }
    type = unmarked;
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  const parsed = mime.parse(type);
  return { type: parsed ? mime.serialize(parsed) : 'text/plain;charset=US-ASCII', bytes };
}
