// node:dgram: https://nodejs.org/docs/latest-v20.x/api/dgram.html
import { refusing } from 'jsc:absent/refuse';

const functions = refusing('dgram', 'WASI preview 1 has no network', [
  'createSocket', 'Socket',
]);

export const {
  createSocket, Socket,
} = functions;
export default { ...functions };
