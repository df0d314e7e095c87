// KeyObject of node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-keyobject
export {};
