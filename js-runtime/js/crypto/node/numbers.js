// Numbers as bytes, the most significant first.

/** The bytes of a number or BigInt that is not negative. */
export function bigEndian(number) {
  const hex = number.toString(16);
  return Uint8Array.fromHex(hex.length % 2 ? `0${hex}` : hex);
}

/** The BigInt that bytes are. */
export const toNumber = (bytes) => BigInt(`0x${bytes.toHex() || 0}`);

/** A copy without zeros at its start; of zeros alone, one. */
export function withoutZeros(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.slice(first < 0 ? -1 : first);
}

/** Bits of a number without zeros at its start. */
export const bitLength = (bytes) => bytes.length * 8 - Math.clz32(bytes[0]) + 24;
