// The natives that the tested modules use, and what QuickJS-NG has beyond Node.js 20, done with Node.
export const decodeUtf8 = (bytes) => Buffer.from(bytes).toString();
export const encode = (text) => new Uint8Array(Buffer.from(text));

const define = (object, name, value) => {
  if (!(name in object)) Object.defineProperty(object, name, { value, writable: true, configurable: true });
};

define(Uint8Array.prototype, 'toHex', function () { return Buffer.from(this).toString('hex'); });
define(Uint8Array.prototype, 'toBase64', function ({ alphabet = 'base64' } = {}) {
  return Buffer.from(this).toString(alphabet);
});

/** A plain Uint8Array; like the engine's, it refuses characters that do not belong. */
const strict = (valid, encoding) => (text) => {
  if (!valid.test(text)) throw new SyntaxError('unexpected character');
  return new Uint8Array(Buffer.from(text, encoding));
};

define(Uint8Array, 'fromHex', strict(/^([\da-f]{2})*$/i, 'hex'));
define(Uint8Array, 'fromBase64', strict(/^([\w+/]{4})*([\w+/]{2,3})?$/, 'base64'));
