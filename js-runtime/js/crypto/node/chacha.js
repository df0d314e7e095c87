// ChaCha20-Poly1305 for createCipheriv: a module of its own, since few programs name it.
import * as native from 'native:chacha';

const NAME = 'chacha20-poly1305';

/** What there is to know of the cipher of a name; undefined for others. */
export const find = (name) =>
  (name.toLowerCase() === NAME ? { mode: 'chacha', keyLength: 32, nid: 1018, name: NAME } : undefined);

export const listed = [NAME];

/** A message under way. */
export function open(key, iv, decrypts) {
  const running = native.open(key, iv, decrypts);
  return {
    update: (bytes) => native.update(running, bytes),
    finish: () => new Uint8Array(),
    authenticate: (bytes) => native.authenticate(running, bytes),
    tag: () => native.tag(running),
    hasTag: (tag) => native.hasTag(running, tag),
  };
}
