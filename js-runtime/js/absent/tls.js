// node:tls: https://nodejs.org/docs/latest-v20.x/api/tls.html
import { refusing } from 'jsc:absent/refuse';

export const CLIENT_RENEG_LIMIT = 3;
export const CLIENT_RENEG_WINDOW = 600;
export const DEFAULT_CIPHERS = '';
export const DEFAULT_ECDH_CURVE = 'auto';
export const DEFAULT_MIN_VERSION = 'TLSv1.2';
export const DEFAULT_MAX_VERSION = 'TLSv1.3';
export const rootCertificates = Object.freeze([]);

const functions = refusing('tls', 'WASI preview 1 has no network', [
  'getCiphers', 'convertALPNProtocols', 'checkServerIdentity', 'createSecureContext', 'SecureContext', 'TLSSocket',
  'Server', 'createServer', 'connect', 'createSecurePair',
]);

export const {
  getCiphers, convertALPNProtocols, checkServerIdentity, createSecureContext, SecureContext, TLSSocket, Server,
  createServer, connect, createSecurePair,
} = functions;
export default {
  ...functions, CLIENT_RENEG_LIMIT, CLIENT_RENEG_WINDOW, DEFAULT_CIPHERS, DEFAULT_ECDH_CURVE, DEFAULT_MIN_VERSION,
  DEFAULT_MAX_VERSION, rootCertificates,
};
