// How much one decompression may give, so that a small input cannot fill the memory: 1 GiB, or what
// `--inflate-limit` said.

/** Bytes that one stream, or one call that gives the whole, may expand to. */
export let limit = 2 ** 30;

export const setLimit = (bytes) => { limit = bytes; };

/** Throws when `length` bytes are too many. */
export function checkLength(length) {
  if (length <= limit) return;
  throw new RangeError(`the data decompresses to more than ${limit} bytes: jsc build --inflate-limit allows more`);
}
