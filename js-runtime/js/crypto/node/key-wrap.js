// AES's key wrap for createCipheriv: https://www.rfc-editor.org/rfc/rfc3394
import { unwrap, wrap } from 'native:aes';

const IV = 'a6a6a6a6a6a6a6a6';
const NIDS = { 128: 788, 192: 789, 256: 790 };

/** What there is to know of the cipher of a name; undefined for others. */
export function find(name) {
  const bits = /^(?:id-)?aes-?(128|192|256)-wrap$/i.exec(name)?.[1];
  return bits && { mode: 'wrap', keyLength: bits / 8, nid: NIDS[bits], name: `id-aes${bits}-wrap` };
}

export const listed = Object.keys(NIDS).flatMap((bits) => [`aes${bits}-wrap`, `id-aes${bits}-wrap`]);

/** Whether that is the initial value of the standard: the primitives know no other. */
export const isIv = (bytes) => bytes.toHex() === IV;

/** A key under way, which comes at once; `update` gives undefined for what cannot be processed. */
export const open = (key, iv, decrypts) => ({
  update: (bytes) => (decrypts ? unwrap(key, bytes) : wrap(key, bytes)),
  finish: () => new Uint8Array(),
  authenticate: () => false,
});
