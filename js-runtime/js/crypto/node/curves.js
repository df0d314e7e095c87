// The curves of EC, by the names of Web Cryptography, and secp256k1, which it does not have.
import * as nist from 'native:ec';
// Empty in programs that do not name it.
import * as secp256k1 from 'jsc:node-crypto/secp256k1';

const NIST = ['P-256', 'P-384', 'P-521'];

/** The names of the curves. */
export const curves = () => (secp256k1.point ? [...NIST, 'secp256k1'] : NIST);

const on = (curve, operation, ...args) =>
  (curve === 'secp256k1' ? secp256k1[operation](...args) : nist[operation](curve, ...args));

/** As native:ec has them; where a program cannot name secp256k1, none of its keys get here. */
export const generate = (curve) => on(curve, 'generate');
export const publicOf = (curve, d) => on(curve, 'publicOf', d);
export const point = (curve, bytes, compressed) => on(curve, 'point', bytes, compressed);
export const shared = (curve, d, other) => on(curve, 'shared', d, other);
export const sign = (curve, d, digest) => on(curve, 'sign', d, digest);
export const verify = (curve, full, signature, digest) => on(curve, 'verify', full, signature, digest);
