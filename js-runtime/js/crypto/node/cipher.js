// Ciphers of node:crypto: https://nodejs.org/docs/latest-v20.x/api/crypto.html#class-cipher
import { toBuffer } from 'jsc:buffer/class';
import * as aes from 'native:aes';
import { codedError, invalidType, invalidValue, validateInteger } from 'jsc:errors';
import { validateObject, validateString } from 'jsc:validate';
import { messageBytes, parameterBytes, viewOf } from 'jsc:node-crypto/bytes';
import { opensslError } from 'jsc:node-crypto/errors';
import { secretBytes } from 'jsc:node-crypto/secret';
import { TextOutput } from 'jsc:node-crypto/text-output';
// Each is empty in programs that do not name its ciphers.
import * as ccm from 'jsc:node-crypto/ccm';
import * as chacha from 'jsc:node-crypto/chacha';
import * as keyWrap from 'jsc:node-crypto/key-wrap';

const BLOCK = 16;
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];
const STATE = Symbol('kState');

/** OpenSSL's numbers of the modes, for keys of 128, 192 and 256 bits. */
const NIDS = { ecb: [418, 422, 426], cbc: [419, 423, 427], ctr: [904, 905, 906], gcm: [895, 898, 901] };
const SIZES = [16, 24, 32];
/** Bytes; of the modes that authenticate, what is usual. */
const IV_LENGTHS = { ecb: 0, cbc: BLOCK, ctr: BLOCK, gcm: 12, ccm: 12, chacha: 12, wrap: 8 };
/** The modes that give a tag. */
const AUTHENTICATE = ['gcm', 'ccm', 'chacha'];
/** What an iv may have instead, in bytes. */
const IV_RANGES = { gcm: [1, Infinity], ccm: [7, 13] };
const BLOCK_SIZES = { ecb: BLOCK, cbc: BLOCK, ctr: 1, gcm: 1, ccm: 1, wrap: 8 };
const FAMILIES = [ccm, chacha, keyWrap].filter(({ find }) => find);

/** `{ mode, keyLength, nid, name }` of a cipher's name; undefined for what there is not. */
function cipherOf(name) {
  for (const { find, open } of FAMILIES) {
    const other = find(name);
    if (other) return { ...other, open };
  }
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
]).concat(...FAMILIES.map(({ listed }) => listed)).sort();

export const getCiphers = () => [...LISTED];

export function getCipherInfo(nameOrNid, options = {}) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw invalidType('nameOrNid', 'one of type string or number', nameOrNid);
  }
  validateObject(options, 'options');
  const { keyLength, ivLength } = options;
  if (keyLength !== undefined) validateInteger(keyLength, 'options.keyLength', -(2 ** 31), 2 ** 31 - 1);
  if (ivLength !== undefined) validateInteger(ivLength, 'options.ivLength', -(2 ** 31), 2 ** 31 - 1);
  const name = typeof nameOrNid === 'string' ? nameOrNid : LISTED.find((listed) => cipherOf(listed).nid === nameOrNid) ?? '';
  const cipher = cipherOf(name);
  if (!cipher || (keyLength !== undefined && keyLength !== cipher.keyLength)) return undefined;
  const { mode } = cipher;
  const usual = IV_LENGTHS[mode];
  if (ivLength !== undefined && !isIvLength(mode, ivLength)) return undefined;
  return {
    mode: mode === 'chacha' ? 'stream' : mode,
    name: cipher.name,
    nid: cipher.nid,
    ...(BLOCK_SIZES[mode] && { blockSize: BLOCK_SIZES[mode] }),
    ...(usual > 0 && { ivLength: ivLength ?? usual }),
    keyLength: cipher.keyLength,
  };
}

const invalidIv = () => codedError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
const invalidTag = (length) =>
  codedError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
const invalidState = (operation = '') =>
  codedError(Error, 'ERR_CRYPTO_INVALID_STATE', `Invalid state${operation && ` for operation ${operation}`}`);

function isIvLength(mode, length) {
  const [least, most] = IV_RANGES[mode] ?? [IV_LENGTHS[mode], IV_LENGTHS[mode]];
  return length >= least && length <= most;
}

function checkIv(mode, iv) {
  if (!isIvLength(mode, iv?.length ?? 0) || (mode === 'wrap' && !keyWrap.isIv(iv))) throw invalidIv();
}

/** The length of a tag that options ask for, which only GCM can do without. */
function tagLengthOf({ mode, name }, original, asked) {
  if (!AUTHENTICATE.includes(mode)) return undefined;
  if (asked === undefined || asked === null) {
    if (mode !== 'ccm') return mode === 'chacha' ? BLOCK : undefined;
    throw codedError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `authTagLength required for ${original ?? name}`);
  }
  if (typeof asked !== 'number' || asked !== asked >>> 0) throw invalidValue('options.authTagLength', 'is invalid', asked);
  const isRight = { gcm: TAG_LENGTHS.includes(asked), ccm: asked >= 4 && asked <= 16 && asked % 2 === 0, chacha: asked <= 16 };
  if (!isRight[mode]) throw invalidTag(asked);
  return asked;
}

/** A message under way in one of AES's modes. */
function openAes(mode, key, iv, decrypts) {
  const running = aes.open(mode, key, iv ?? new Uint8Array(), decrypts, BLOCK * 8);
  return {
    update: (bytes) => aes.update(running, bytes),
    finish: () => aes.finish(running),
    setPadded: (on) => aes.setPadded(running, on),
    authenticate: (bytes) => mode === 'gcm' && aes.authenticate(running, bytes),
    tag: () => aes.tag(running),
    hasTag: (tag) => aes.hasTag(running, tag),
  };
}

/** What a cipher is at its start. */
function start(name, key, iv, options, decrypts) {
  validateString(name, 'cipher');
  const keyBytes = secretBytes(key, 'key');
  const ivBytes = iv === null ? null : parameterBytes(iv, 'iv');
  const cipher = cipherOf(name);
  if (!cipher) throw codedError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
  if (keyBytes.length !== cipher.keyLength) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  checkIv(cipher.mode, ivBytes);
  const tagLength = tagLengthOf(cipher, name, options?.authTagLength);
  return {
    mode: cipher.mode,
    decrypts,
    running: cipher.open?.(keyBytes, ivBytes, decrypts, tagLength) ?? openAes(cipher.mode, keyBytes, ivBytes, decrypts),
    tagLength,
    /** The longest message of CCM. */
    longest: cipher.mode === 'ccm' ? ccm.longestMessage(ivBytes.length) : Infinity,
    /** What the caller says the tag is, or what it came to. */
    tag: undefined,
    texts: undefined,
    hasText: false,
    isFinished: false,
  };
}

function end(state) {
  if (state.isFinished) throw invalidState();
  if (state.mode === 'ccm' && !state.decrypts && !state.hasText) {
    throw opensslError('1C800077', 'Provider routines', 'tag not set');
  }
  const last = state.running.finish();
  if (last === undefined) throw opensslError('1C80006B', 'Provider routines', 'wrong final block length');
  if (last === null) throw opensslError('1C800064', 'Provider routines', 'bad decrypt');
  state.isFinished = true;
  if (!AUTHENTICATE.includes(state.mode)) return last;
  if (!state.decrypts) {
    state.tag = state.running.tag().slice(0, state.tagLength ?? BLOCK);
  } else if (!state.tag || !state.running.hasTag(state.tag)) {
    throw new Error('Unsupported state or unable to authenticate data');
  }
  return last;
}

const unsupportedState = () => new Error('Trying to add data in unsupported state');
const invalidMessage = () => codedError(RangeError, 'ERR_CRYPTO_INVALID_MESSAGELEN', 'Invalid message length');

/** Whether more text can come: of CCM and of a wrapped key, all comes at once, in the length that was said. */
function takes(state, bytes) {
  if (state.isFinished) return false;
  if (state.mode !== 'ccm' && state.mode !== 'wrap') return true;
  return !state.hasText && (state.plaintextLength === undefined || state.plaintextLength === bytes.length);
}

/** The length of the message, which CCM has to know before what is authenticated only. */
function checkPlaintextLength(state, options) {
  const length = options?.plaintextLength;
  if (length === undefined || length === null) {
    throw codedError(TypeError, 'ERR_MISSING_ARGS', 'options.plaintextLength required for CCM mode with AAD');
  }
  if (length > state.longest) throw invalidMessage();
  state.plaintextLength = length;
}

/** Bytes as they are, or as text. */
function output(state, bytes, encoding, isLast = false) {
  if (!encoding || encoding === 'buffer') return toBuffer(bytes);
  state.texts ??= new TextOutput();
  return isLast ? state.texts.end(bytes, encoding) : state.texts.write(bytes, encoding);
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
    if (bytes.length > state.longest) throw invalidMessage();
    if (!takes(state, bytes)) throw unsupportedState();
    state.hasText = true;
    const result = state.running.update(bytes);
    // In this mode nothing is given that was not seen to be authentic.
    if (state.mode === 'ccm' && state.decrypts && !(state.tag && state.running.hasTag(state.tag))) {
      return output(state, new Uint8Array(), outputEncoding);
    }
    if (!result) throw unsupportedState();
    return output(state, result, outputEncoding);
  },

  final(outputEncoding) {
    return output(this[STATE], end(this[STATE]), outputEncoding, true);
  },

  setAutoPadding(autoPadding = true) {
    const state = this[STATE];
    if (state.isFinished) throw invalidState('setAutoPadding');
    state.running.setPadded?.(Boolean(autoPadding));
    return this;
  },

  setAAD(buffer, options = undefined) {
    const state = this[STATE];
    const bytes = typeof buffer === 'string' ? messageBytes(buffer, options?.encoding) : viewOf(buffer);
    if (!bytes) throw invalidType('buffer', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', buffer);
    if (state.mode === 'ccm') checkPlaintextLength(state, options);
    if (state.isFinished || state.hasText || !state.running.authenticate(bytes)) throw invalidState('setAAD');
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
    if (!AUTHENTICATE.includes(state.mode) || state.isFinished || state.tag) throw invalidState('setAuthTag');
    const isRight = state.tagLength === undefined ? TAG_LENGTHS.includes(bytes.length) : bytes.length === state.tagLength;
    if (!isRight) throw invalidTag(bytes.length);
    state.tag = bytes.slice();
    return this;
  },
});

export const createCipheriv = (cipher, key, iv, options) => new Cipheriv(cipher, key, iv, options);
export const createDecipheriv = (cipher, key, iv, options) => new Decipheriv(cipher, key, iv, options);
export { Cipheriv, Decipheriv };
