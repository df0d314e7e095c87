// Keys of crypto.subtle, as key objects hold them: the materials are the same but for the names of curves.
import { insideOf } from 'jsc:subtle/key';

const KINDS = { ECDSA: 'ec', ECDH: 'ec', Ed25519: 'ed25519', X25519: 'x25519' };

/** What a key object of a CryptoKey holds; undefined for what is none. */
export function dataOf(key) {
  let inside;
  try {
    inside = insideOf(key);
  } catch {
    return undefined;
  }
  const { type, algorithm: { name, namedCurve }, material } = inside;
  if (type === 'secret') return { type, material };
  const kind = KINDS[name] ?? 'rsa';
  return { type, kind, material: kind === 'ec' ? { curve: namedCurve, ...material } : material };
}
