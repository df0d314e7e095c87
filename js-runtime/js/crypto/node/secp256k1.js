// The curve of SEC 2 that Web Cryptography does not have: a module of its own, since few programs name it.
export { generate, point, publicOf, shared, sign, verify } from 'native:secp256k1';
