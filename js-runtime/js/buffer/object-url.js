// buffer.resolveObjectURL.
import { blobs } from 'jsc:object-url/store';

/** The Blob that URL.createObjectURL gave a name; undefined for any other. */
export const resolveObjectURL = (id) => blobs.get(`${id}`);
