// CryptoKey: https://w3c.github.io/webcrypto/#cryptokey-interface
import { codedError } from 'jsc:errors';
import { serializables } from 'jsc:structured-clone/platform';
import { expose, isObject } from 'jsc:webidl';
import { USAGES } from 'jsc:subtle/convert';
import { syntaxError } from 'jsc:subtle/errors';

/** Only this module makes keys. */
const MAKE = {};

/** What a key holds inside; throws for what is no key. */
export let insideOf;
let isKey, copyOf;

/** What a key says of its algorithm, which a clone has for itself. */
function copyOfAlgorithm(algorithm) {
  const copy = (value) => (value instanceof Uint8Array ? value.slice() : isObject(value) ? { ...value } : value);
  return Object.fromEntries(Object.entries(algorithm).map(([name, value]) => [name, copy(value)]));
}

class CryptoKey {
  #inside;

  static {
    isKey = (value) => isObject(value) && #inside in value;
    insideOf = (key) => {
      if (!isKey(key)) throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'the key is not a CryptoKey');
      return key.#inside;
    };
    copyOf = ({ algorithm, usages, ...inside }) =>
      new CryptoKey(MAKE, { ...inside, algorithm: copyOfAlgorithm(algorithm), usages: [...usages] });
  }

  constructor(token = undefined, inside = undefined) {
    if (token !== MAKE) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#inside = inside;
  }

  get type() {
    return this.#inside.type;
  }

  get extractable() {
    return this.#inside.extractable;
  }

  get algorithm() {
    return this.#inside.algorithm;
  }

  get usages() {
    return this.#inside.usages;
  }
}

Object.defineProperty(CryptoKey, 'length', { value: 0 });
expose(CryptoKey);
serializables.push({ is: isKey, clone: (key) => copyOf(insideOf(key)) });

/**
 * A new key. `type` is 'secret', 'public' or 'private'; `material` what the algorithm keeps of it: bytes, or an object
 * of them.
 */
export function makeKey(type, algorithm, extractable, usages, material) {
  const inOrder = USAGES.filter((usage) => usages.includes(usage));
  return new CryptoKey(MAKE, { type, algorithm, extractable, usages: inOrder, material });
}

/** Throws unless all `usages` are among the `allowed`. */
export function checkUsages(usages, allowed) {
  const wrong = usages.find((usage) => !allowed.includes(usage));
  if (wrong !== undefined) throw syntaxError(`a key of this algorithm and type is not for '${wrong}'`);
}

/** Throws for a secret or private key that is of no use. */
export function checkUseful(key) {
  const { type, usages } = insideOf(key);
  if (type !== 'public' && usages.length === 0) throw syntaxError('the key would have no usages');
}

/** A key pair with the usages that each key can have. */
export function makePair(algorithm, extractable, usages, [forPublic, forPrivate], [publicMaterial, privateMaterial]) {
  checkUsages(usages, [...forPublic, ...forPrivate]);
  const both = (allowed) => usages.filter((usage) => allowed.includes(usage));
  const pair = {
    publicKey: makeKey('public', algorithm, true, both(forPublic), publicMaterial),
    privateKey: makeKey('private', algorithm, extractable, both(forPrivate), privateMaterial),
  };
  checkUseful(pair.privateKey);
  return pair;
}

export { CryptoKey };
