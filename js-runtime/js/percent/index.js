// Percent-decoding: https://url.spec.whatwg.org/#string-percent-decode.
import { encode } from 'native:text';

/** What a hexadecimal digit stands for; NaN for any other byte. */
function digitOf(byte) {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : NaN;
}

/** The bytes of a text's UTF-8, in which escapes stand for bytes. */
export function percentDecode(text) {
  const bytes = encode(text);
  if (!text.includes('%')) return bytes;
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const escaped = bytes[i] === 0x25 ? digitOf(bytes[i + 1]) * 16 + digitOf(bytes[i + 2]) : NaN;
    const isEscape = !Number.isNaN(escaped);
    bytes[length++] = isEscape ? escaped : bytes[i];
    if (isEscape) i += 2;
  }
  return bytes.subarray(0, length);
}
