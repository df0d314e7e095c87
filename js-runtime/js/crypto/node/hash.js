// Digests and authentication codes of node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-hash
import { toBuffer } from 'jsc:buffer/class';
import { copy, finish, isExtendable, lengthOf, open, openHmac, update } from 'native:digest';
import { encodingName } from 'jsc:codec';
import { codedError, invalidType, invalidValue, validateInteger } from 'jsc:errors';
import { validateString } from 'jsc:validate';
import { messageBytes, output } from 'jsc:node-crypto/bytes';
import { digestName } from 'jsc:node-crypto/digests';
import { invalidDigest, opensslError } from 'jsc:node-crypto/errors';
import { secretBytes } from 'jsc:node-crypto/secret';

const MAX_LENGTH = 2 ** 32 - 1;
const STATE = Symbol('kState');

const finalized = () => codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');

/** The `outputLength` of options; undefined without one. */
function lengthOption(options) {
  const length = options && typeof options === 'object' ? options.outputLength : undefined;
  if (length !== undefined) {
    if (typeof length !== 'number') throw invalidType('options.outputLength', 'of type number', length);
    validateInteger(length, 'options.outputLength', 0, MAX_LENGTH);
  }
  return length;
}

function checkLength(name, asked) {
  if (asked === undefined || isExtendable(name) || asked === lengthOf(name)) return;
  throw opensslError('030000B2', 'digital envelope routines', 'not XOF or invalid length');
}

/** The digest, made once: a stream's end and `digest` may both ask for it. */
const digestOf = (state) => (state.digest ??= finish(state.running, state.length)).slice();

function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  if (algorithm instanceof Hash) {
    const from = algorithm[STATE];
    if (from.isFinished) throw finalized();
    const length = lengthOption(options) ?? from.length;
    checkLength(from.name, length);
    this[STATE] = { ...from, running: copy(from.running), length };
    this._options = options;
    return;
  }
  validateString(algorithm, 'algorithm');
  const asked = lengthOption(options);
  const name = digestName(algorithm);
  if (!name) throw new Error('Digest method not supported');
  checkLength(name, asked);
  this[STATE] = { name, running: open(name), length: asked ?? lengthOf(name), isFinished: false };
  this._options = options;
}

Hash.prototype.copy = function copy(options) {
  return new Hash(this, options);
};

Hash.prototype.update = function (data, encoding) {
  const state = this[STATE];
  if (state.isFinished) throw finalized();
  update(state.running, messageBytes(data, encoding));
  return this;
};

Hash.prototype.digest = function digest(outputEncoding) {
  const state = this[STATE];
  if (state.isFinished) throw finalized();
  state.isFinished = true;
  return output(digestOf(state), outputEncoding);
};

/** For jsc:node-crypto/streams. */
Hash.prototype._transform = function _transform(chunk, encoding, callback) {
  update(this[STATE].running, messageBytes(chunk, encoding));
  callback();
};

Hash.prototype._flush = function _flush(callback) {
  this.push(toBuffer(digestOf(this[STATE])));
  callback();
};

function Hmac(hmac, key, options) {
  if (!new.target) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const bytes = secretBytes(key, 'key');
  const name = digestName(hmac);
  if (!name) throw invalidDigest(hmac);
  if (isExtendable(name)) throw new Error('error:00000000:lib(0)::reason(0)');
  this[STATE] = { running: openHmac(name, bytes), isFinished: false };
  this._options = options;
}

Hmac.prototype.update = Hash.prototype.update;

/** Unlike a Hash, it is empty the second time. */
Hmac.prototype.digest = function digest(outputEncoding) {
  const state = this[STATE];
  if (state.isFinished) return output(new Uint8Array(), outputEncoding);
  state.isFinished = true;
  return output(finish(state.running, 0), outputEncoding);
};

Hmac.prototype._transform = Hash.prototype._transform;
Hmac.prototype._flush = function _flush(callback) {
  this.push(this.digest());
  callback();
};

for (const { prototype } of [Hash, Hmac]) {
  Object.defineProperty(prototype.update, 'name', { value: 'update' });
}

export const createHash = (algorithm, options) => new Hash(algorithm, options);
export const createHmac = (hmac, key, options) => new Hmac(hmac, key, options);

/** The digest of one message. */
export function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  const bytes = messageBytes(input, 'utf8', 'input');
  if (outputEncoding !== 'buffer') {
    validateString(outputEncoding, 'outputEncoding');
    if (!encodingName(outputEncoding)) throw invalidValue('outputEncoding', 'is invalid', outputEncoding);
  }
  const name = digestName(algorithm);
  if (!name) throw new Error(`Digest method ${algorithm} is not supported`);
  const running = open(name);
  update(running, bytes);
  const digest = finish(running, lengthOf(name));
  return outputEncoding === 'buffer' ? toBuffer(digest) : output(digest, outputEncoding);
}

export { Hash, Hmac };
export { getHashes } from 'jsc:node-crypto/digests';
