// AES in the mode CCM for createCipheriv: https://www.rfc-editor.org/rfc/rfc3610. The mode takes a message at once.
import { isEqual } from 'native:random';
import { finish, open as openAes, setPadded, update } from 'native:aes';

const BLOCK = 16;
const SIZES = [128, 192, 256];
const NIDS = [896, 899, 902];

/** What there is to know of the cipher of a name; undefined for others. */
export function find(name) {
  const found = /^(?:aes-(128|192|256)|id-aes(128|192|256))-ccm$/i.exec(name);
  if (!found) return undefined;
  const bits = Number(found[1] ?? found[2]);
  return { mode: 'ccm', keyLength: bits / 8, nid: NIDS[SIZES.indexOf(bits)], name: `id-aes${bits}-ccm` };
}

export const listed = SIZES.flatMap((bits) => [`aes-${bits}-ccm`, `id-aes${bits}-CCM`]);

/** The most bytes that a message can have with an iv of so many. */
export const longestMessage = (ivLength) => 2 ** (8 * (15 - ivLength)) - 1;

/** `bytes`, and zeros up to a whole block. */
function blocks(...parts) {
  const bytes = parts.flatMap((part) => [...part]);
  return [...bytes, ...Array((BLOCK - bytes.length % BLOCK) % BLOCK).fill(0)];
}

/** A number as so many bytes. */
const numberBytes = (number, length) =>
  Array.from({ length }, (_, at) => Math.floor(number / 2 ** (8 * (length - 1 - at))) % 256);

/** The bytes that tell the length of what is authenticated only. */
const lengthPrefix = (length) =>
  (length < 0xff00 ? numberBytes(length, 2) : [0xff, 0xfe, ...numberBytes(length, 4)]);

/** The last block of CBC with an iv of zeros. */
function code(key, bytes) {
  const running = openAes('cbc', key, new Uint8Array(BLOCK), false, BLOCK * 8);
  setPadded(running, false);
  return update(running, Uint8Array.from(bytes)).slice(-BLOCK);
}

/** The tag of a message before it is masked. */
function tagOf({ key, iv, aad, tagLength }, text) {
  const flags = (aad.length ? 0x40 : 0) | ((tagLength - 2) / 2 << 3) | (14 - iv.length);
  const first = [flags, ...iv, ...numberBytes(text.length, 15 - iv.length)];
  return code(key, [...first, ...(aad.length ? blocks(lengthPrefix(aad.length), aad) : []), ...blocks(text)]);
}

/** A stream that begins with the mask of the tag. */
const openCounter = (key, iv) =>
  openAes('ctr', key, Uint8Array.of(14 - iv.length, ...iv, ...Array(15 - iv.length).fill(0)), false, 8 * (15 - iv.length));

/** A message under way. What is decrypted is given even before the tag was seen to be right: `hasTag` says so. */
export function open(key, iv, decrypts, tagLength) {
  const message = { key: key.slice(), iv: iv.slice(), aad: new Uint8Array(), tagLength };
  let tag;
  return {
    authenticate(bytes) {
      message.aad = bytes.slice();
      return tag === undefined;
    },
    update(bytes) {
      const counter = openCounter(message.key, message.iv);
      const mask = update(counter, new Uint8Array(BLOCK));
      const result = update(counter, bytes);
      finish(counter);
      tag = tagOf(message, decrypts ? result : bytes).map((byte, at) => byte ^ mask[at]).slice(0, tagLength);
      return result;
    },
    finish: () => new Uint8Array(),
    tag: () => tag,
    hasTag: (given) => tag !== undefined && given.length === tag.length && isEqual(given, tag),
    get hasText() {
      return tag !== undefined;
    },
  };
}
