// Bytes that come in pieces, as text: what a piece lacks of its last character is kept for the next.
import { decode, encodingName } from 'jsc:codec';
import { codedError } from 'jsc:errors';

/** How many bytes at the end are the start of a character. */
const INCOMPLETE = {
  utf8(bytes) {
    for (let back = 1; back <= 3 && back <= bytes.length; back++) {
      const byte = bytes[bytes.length - back];
      if ((byte & 0xc0) === 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
      return length > back ? back : 0;
    }
    return 0;
  },
  utf16le(bytes) {
    const odd = bytes.length % 2;
    const high = bytes[bytes.length - odd - 1];
    return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
  },
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};

function join(one, other) {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

export class TextOutput {
  #encoding;
  #kept = new Uint8Array();

  /** Throws for what is no encoding, and for another one than before. */
  #take(encoding) {
    const name = encodingName(encoding);
    if (!name) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    if (name !== (this.#encoding ??= name)) throw codedError(Error, 'ERR_INTERNAL_ASSERTION', 'Cannot change encoding');
    return name;
  }

  /** The text of more bytes. */
  write(bytes, encoding) {
    const name = this.#take(encoding);
    const all = join(this.#kept, bytes);
    const end = all.length - (INCOMPLETE[name]?.(all) ?? 0);
    this.#kept = all.slice(end);
    return decode(all.subarray(0, end), name);
  }

  /** The text of the last bytes. */
  end(bytes, encoding) {
    const name = this.#take(encoding);
    return decode(join(this.#kept, bytes), name);
  }
}
