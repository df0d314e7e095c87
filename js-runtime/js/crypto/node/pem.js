// The textual form of keys: https://www.rfc-editor.org/rfc/rfc7468

const LINE = 64;

/** The first block of a text: `{ label, bytes }`; undefined where there is none. */
export function readPem(text) {
  const found = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/.exec(text);
  if (!found) return undefined;
  try {
    return { label: found[1], bytes: Uint8Array.fromBase64(found[2]) };
  } catch {
    return undefined;
  }
}

export function writePem(label, bytes) {
  const lines = bytes.toBase64().match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.map((line) => `${line}\n`).join('')}-----END ${label}-----\n`;
}
