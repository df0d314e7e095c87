// node:net: https://nodejs.org/docs/latest-v20.x/api/net.html
import { refusing } from 'jsc:absent/refuse';
import { isIP, isIPv4, isIPv6 } from 'jsc:absent/ip';

const functions = refusing('net', 'WASI preview 1 has no network', [
  'BlockList', 'SocketAddress', 'connect', 'createConnection', 'createServer', 'Server', 'Socket', 'Stream',
  'getDefaultAutoSelectFamily', 'setDefaultAutoSelectFamily', 'getDefaultAutoSelectFamilyAttemptTimeout',
  'setDefaultAutoSelectFamilyAttemptTimeout',
]);

export const {
  BlockList, SocketAddress, connect, createConnection, createServer, Server, Socket, Stream, getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily, getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout,
} = functions;
export { isIP, isIPv4, isIPv6 };
export default { ...functions, isIP, isIPv4, isIPv6 };
