// Keys in containers, as SubtleCrypto takes them.
import { Malformed } from 'jsc:der';
import { readPkcs8, readSpki } from 'jsc:containers';
import { dataError } from 'jsc:subtle/errors';

/** What `read` gives; a DataError for what it cannot read. */
export function reading(read, bytes) {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof Malformed) throw dataError('the encoding of the key is malformed');
    throw error;
  }
}

/** The `{ key, curve }` in an SPKI or PKCS #8 container of the algorithm. */
export function readContainer(format, bytes, oid) {
  const found = reading(format === 'spki' ? readSpki : readPkcs8, bytes);
  if (found.oid !== oid) throw dataError('Invalid key type: the key is of another algorithm');
  return found;
}
