// node:buffer: https://nodejs.org/docs/latest-v20.x/api/buffer.html
import {
  Buffer, SlowBuffer, constants, inspectMaxBytes, isAscii, isUtf8, kMaxLength, kStringMaxLength, transcode,
} from 'jsc:buffer';

// Empty modules in programs that do not name what they have.
import * as blobs from 'jsc:buffer/blob';
import * as objectUrls from 'jsc:buffer/object-url';

const { atob, btoa } = globalThis;
export const { Blob, File } = blobs;
export const { resolveObjectURL } = objectUrls;
/** As it is when the module is imported; the default export has it live. */
const INSPECT_MAX_BYTES = inspectMaxBytes.get();

export {
  Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob, constants,
  INSPECT_MAX_BYTES,
};
export default Object.defineProperty({
  Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength, btoa, atob, constants, ...blobs,
  ...objectUrls,
}, 'INSPECT_MAX_BYTES', inspectMaxBytes);
