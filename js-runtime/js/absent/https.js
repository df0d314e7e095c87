// node:https: https://nodejs.org/docs/latest-v20.x/api/https.html
import { refusing } from 'jsc:absent/refuse';

export const globalAgent = {};

const functions = refusing('https', 'WASI preview 1 has no network', [
  'Agent', 'Server', 'createServer', 'get', 'request',
]);

export const {
  Agent, Server, createServer, get, request,
} = functions;
export default { ...functions, globalAgent };
