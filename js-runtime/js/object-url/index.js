// URL.createObjectURL and URL.revokeObjectURL: https://w3c.github.io/FileAPI/#creating-revoking.
import { isBlob } from 'jsc:blob';
import { randomUUID } from 'jsc:crypto';
import { blobs } from 'jsc:object-url/store';
import { URL } from 'jsc:url';
import { required } from 'jsc:webidl';

const statics = {
  createObjectURL(blob) {
    required(arguments, 1, 'URL.createObjectURL');
    if (!isBlob(blob)) throw new TypeError('URL.createObjectURL: not a Blob');
    const url = `blob:null/${randomUUID()}`;
    blobs.set(url, blob);
    return url;
  },
  revokeObjectURL(url) {
    required(arguments, 1, 'URL.revokeObjectURL');
    blobs.delete(`${url}`);
  },
};
for (const [name, value] of Object.entries(statics)) {
  Object.defineProperty(URL, name, { value, writable: true, enumerable: true, configurable: true });
}
