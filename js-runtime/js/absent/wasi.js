// node:wasi: https://nodejs.org/docs/latest-v20.x/api/wasi.html
import { refusing } from 'jsc:absent/refuse';

const functions = refusing('wasi', 'a WASI module cannot make code', [
  'WASI',
]);

export const {
  WASI,
} = functions;
export default { ...functions };
