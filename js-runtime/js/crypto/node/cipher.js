// Ciphers of node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-cipher
import { toBuffer } from 'jsc:buffer/class';
import { authenticate, finish, hasTag, open, setPadded, tag, update } from 'native:aes';
import { codedError, invalidType } from 'jsc:errors';
import { validateString } from 'jsc:validate';
import { messageBytes, output, parameterBytes, viewOf } from 'jsc:node-crypto/bytes';
import { opensslError } from 'jsc:node-crypto/errors';
import { secretBytes } from 'jsc:node-crypto/secret';

const BLOCK = 16;
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];
const STATE = Symbol('kState');

/** OpenSSL's numbers of the modes, for keys of 128, 192 and 256 bits. */
const NIDS = { ecb: [418, 422, 426], cbc: [419, 423, 427], ctr: [904, 905, 906], gcm: [895, 898, 901] };
const SIZES = [16, 24, 32];
/** Bytes; of GCM, what is usual. */
const IV_LENGTHS = { ecb: 0, cbc: BLOCK, ctr: BLOCK, gcm: 12 };

/** `{ mode, keyLength, nid, name }` of a cipher's name; undefined for what there is not. */
function cipherOf(name) {
  const found = /^(?:aes-?(128|192|256)(?:-(ecb|cbc|ctr|gcm))?|id-aes(128|192|256)-(gcm))$/i.exec(name);
  if (!found) return undefined;
  const [, short, shortMode, long] = found;
  const bits = short ?? long;
  const mode = long ? 'gcm' : shortMode?.toLowerCase() ?? 'cbc';
  const isAlias = short && !/^aes-/i.test(name);
  if (isAlias ? shortMode : short && !shortMode) return undefined;
  const canonical = mode === 'gcm' ? `id-aes${bits}-GCM` : `aes-${bits}-${mode}`;
  return { mode, keyLength: bits / 8, nid: NIDS[mode][SIZES.indexOf(bits / 8)], name: canonical.toLowerCase() };
}

const LISTED = ['128', '192', '256'].flatMap((bits) => [
  `aes-${bits}-cbc`, `aes-${bits}-ctr`, `aes-${bits}-ecb`, `aes-${bits}-gcm`, `aes${bits}`, `id-aes${bits}-GCM`,
]).sort();

export const getCiphers = () => [...LISTED];

export function getCipherInfo(nameOrNid, { keyLength, ivLength } = {}) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw invalidType('nameOrNid', 'one of type string or number', nameOrNid);
  }
  const name = typeof nameOrNid === 'string' ? nameOrNid : LISTED.find((listed) => cipherOf(listed).nid === nameOrNid) ?? '';
  const cipher = cipherOf(name);
  if (!cipher || (keyLength !== undefined && keyLength !== cipher.keyLength)) return undefined;
  const { mode } = cipher;
  const usual = IV_LENGTHS[mode];
  if (ivLength !== undefined && !(mode === 'gcm' ? ivLength > 0 : ivLength === usual)) return undefined;
  return {
    mode,
    name: cipher.name,
    nid: cipher.nid,
    blockSize: mode === 'ecb' || mode === 'cbc' ? BLOCK : 1,
    ...(usual > 0 && { ivLength: ivLength ?? usual }),
    keyLength: cipher.keyLength,
  };
}

const invalidIv = () => codedError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
const invalidTag = (length) =>
  codedError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
const invalidState = (operation = '') =>
  codedError(Error, 'ERR_CRYPTO_INVALID_STATE', `Invalid state${operation && ` for operation ${operation}`}`);

function checkIv(mode, iv) {
  const length = iv === null ? 0 : iv.length;
  const isRight = mode === 'gcm' ? length > 0 : length === IV_LENGTHS[mode];
  if (!isRight) throw invalidIv();
}

/** What a cipher is at its start. */
function start(name, key, iv, options, decrypts) {
  validateString(name, 'cipher');
  const keyBytes = secretBytes(key, 'key');
  const ivBytes = iv === null ? null : parameterBytes(iv, 'iv');
  const tagLength = options?.authTagLength;
  const cipher = cipherOf(name);
  if (!cipher) throw codedError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
  if (keyBytes.length !== cipher.keyLength) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  checkIv(cipher.mode, ivBytes);
  if (cipher.mode === 'gcm' && tagLength !== undefined && !TAG_LENGTHS.includes(tagLength)) throw invalidTag(tagLength);
  return {
    mode: cipher.mode,
    decrypts,
    running: open(cipher.mode, keyBytes, ivBytes ?? new Uint8Array(), decrypts, BLOCK * 8),
    tagLength,
    /** What the caller says the tag is, or what it came to. */
    tag: undefined,
    hasText: false,
    isFinished: false,
  };
}

function end(state) {
  if (state.isFinished) throw invalidState();
  const last = finish(state.running);
  if (last === undefined) throw opensslError('1C80006B', 'Provider routines', 'wrong final block length');
  if (last === null) throw opensslError('1C800064', 'Provider routines', 'bad decrypt');
  state.isFinished = true;
  if (state.mode !== 'gcm') return last;
  if (!state.decrypts) {
    state.tag = tag(state.running).slice(0, state.tagLength ?? BLOCK);
  } else if (!state.tag || !hasTag(state.running, state.tag)) {
    throw new Error('Unsupported state or unable to authenticate data');
  }
  return last;
}

/** What Cipheriv and Decipheriv have both. */
const shared = {
  /** For jsc:node-crypto/streams. */
  _transform(chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  },

  _flush(callback) {
    let last;
    try {
      last = this.final();
    } catch (error) {
      callback(error);
      return;
    }
    this.push(last);
    callback();
  },

  update(data, inputEncoding, outputEncoding) {
    const state = this[STATE];
    const bytes = messageBytes(data, inputEncoding);
    if (state.isFinished) throw new Error('Trying to add data in unsupported state');
    state.hasText = true;
    return output(update(state.running, bytes), outputEncoding);
  },

  final(outputEncoding) {
    return output(end(this[STATE]), outputEncoding);
  },

  setAutoPadding(autoPadding = true) {
    const state = this[STATE];
    if (state.isFinished) throw invalidState('setAutoPadding');
    setPadded(state.running, Boolean(autoPadding));
    return this;
  },

  setAAD(buffer, options = undefined) {
    const state = this[STATE];
    const bytes = typeof buffer === 'string' ? messageBytes(buffer, options?.encoding) : viewOf(buffer);
    if (!bytes) throw invalidType('buffer', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', buffer);
    if (state.mode !== 'gcm' || state.isFinished || !authenticate(state.running, bytes)) throw invalidState('setAAD');
    return this;
  },
};

function Cipheriv(cipher, key, iv, options) {
  if (!new.target) return new Cipheriv(cipher, key, iv, options);
  this[STATE] = start(cipher, key, iv, options, false);
  this._options = options;
}

function Decipheriv(cipher, key, iv, options) {
  if (!new.target) return new Decipheriv(cipher, key, iv, options);
  this[STATE] = start(cipher, key, iv, options, true);
  this._options = options;
}

Object.assign(Cipheriv.prototype, shared, {
  getAuthTag() {
    const state = this[STATE];
    if (!state.isFinished || !state.tag) throw invalidState('getAuthTag');
    return toBuffer(state.tag.slice());
  },
});

Object.assign(Decipheriv.prototype, shared, {
  setAuthTag(buffer, encoding = undefined) {
    const state = this[STATE];
    const bytes = typeof buffer === 'string' ? messageBytes(buffer, encoding) : viewOf(buffer);
    if (!bytes) throw invalidType('buffer', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', buffer);
    if (state.mode !== 'gcm' || state.isFinished || state.tag) throw invalidState('setAuthTag');
    const isRight = state.tagLength === undefined ? TAG_LENGTHS.includes(bytes.length) : bytes.length === state.tagLength;
    if (!isRight) throw invalidTag(bytes.length);
    state.tag = bytes.slice();
    return this;
  },
});

export const createCipheriv = (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options);
export const createDecipheriv = (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options);
export { Cipheriv, Decipheriv };
