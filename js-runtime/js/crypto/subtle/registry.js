// The algorithms that a program carries, and their parameters as callers give them:
// https://w3c.github.io/webcrypto/#algorithm-normalization
import { codedError } from 'jsc:errors';
import { isObject } from 'jsc:webidl';
import { toText } from 'jsc:subtle/convert';
import { notSupported } from 'jsc:subtle/errors';

/**
 * By name in upper case: `{ name, [operation]: { params, run } }`. `params(dictionary, name)` converts the
 * members that the operation reads; without it there are none. What `run` takes is said where it is called.
 */
const algorithms = new Map();

/** Adds algorithms. */
export function register(...list) {
  for (const algorithm of list) algorithms.set(algorithm.name.toUpperCase(), algorithm);
}

const noParams = () => ({});

/**
 * What `identifier` asks for: the parameters with the `name`, and `run`. Throws a NotSupportedError for an algorithm
 * that has no such operation.
 */
export function normalize(identifier, operation) {
  const dictionary = isObject(identifier) ? identifier : { name: toText(identifier) };
  const { name } = dictionary;
  if (name === undefined) throw codedError(TypeError, 'ERR_MISSING_OPTION', 'the algorithm has no name');
  const given = toText(name);
  const algorithm = algorithms.get(given.toUpperCase());
  const known = algorithm?.[operation];
  if (!known) {
    const reason = algorithm ? `has no operation '${operation}'` :
      'is unknown, or not part of this program, whose texts do not name it: see --globals all';
    throw notSupported(`Unrecognized algorithm name: '${given}' ${reason}`);
  }
  const params = (known.params ?? noParams)(dictionary, algorithm.name);
  return { params: { name: algorithm.name, ...params }, run: known.run };
}

/** The operation of a key's own algorithm. */
export function operationOf(name, operation) {
  const { run } = algorithms.get(name.toUpperCase())?.[operation] ?? {};
  if (!run) throw notSupported(`the algorithm '${name}' has no operation '${operation}'`);
  return run;
}

/** A member `hash`: the digest's name as the standard writes it. */
export const toHash = (value) => normalize(value, 'digest').params.name;

/** OpenSSL's name of a digest. */
export const opensslName = (hash) => hash.replace('-', '').toLowerCase();
