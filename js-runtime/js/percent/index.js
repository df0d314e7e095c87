// Percent-decoding: https://url.spec.whatwg.org/#string-percent-decode.
import { encode } from 'native:text';

/** The bytes of a text's UTF-8, in which escapes stand for bytes. */
export function percentDecode(text) {
  const bytes = encode(text);
  if (!text.includes('%')) return bytes;
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes[i] === 0x25 && String.fromCharCode(bytes[i + 1], bytes[i + 2]);
    const isEscape = hex && /^[\da-f]{2}$/i.test(hex);
    bytes[length++] = isEscape ? parseInt(hex, 16) : bytes[i];
    if (isEscape) i += 2;
  }
  return bytes.subarray(0, length);
}
