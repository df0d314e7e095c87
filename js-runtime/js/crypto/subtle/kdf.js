// HKDF and PBKDF2: https://w3c.github.io/webcrypto/#hkdf, https://w3c.github.io/webcrypto/#pbkdf2
import { hkdf, pbkdf2 } from 'native:kdf';
import { member, toBytes, toInteger } from 'jsc:subtle/convert';
import { notSupported, operationError, syntaxError } from 'jsc:subtle/errors';
import { checkUsages, makeKey } from 'jsc:subtle/key';
import { opensslName, register, toHash } from 'jsc:subtle/registry';

const keyOperations = (name) => ({
  importKey: { run: (_, format, data, extractable, usages) => {
    if (format !== 'raw') throw notSupported(`keys of ${name} have no format '${format}'`);
    checkUsages(usages, ['deriveKey', 'deriveBits']);
    if (extractable) throw syntaxError(`a key of ${name} is not extractable`);
    return makeKey('secret', { name }, false, usages, data);
  } },
  getKeyLength: { run: () => null },
});

function checkLength(length) {
  if (length === null || length % 8 !== 0) throw operationError(`the length is ${length}, not a multiple of 8`);
  return length / 8;
}

register({
  name: 'HKDF',
  ...keyOperations('HKDF'),
  deriveBits: {
    params: (dictionary, name) => ({
      hash: member(dictionary, 'hash', toHash, name),
      info: member(dictionary, 'info', toBytes, name),
      salt: member(dictionary, 'salt', toBytes, name),
    }),
    run: ({ hash, info, salt }, { material }, length) => {
      const derived = hkdf(opensslName(hash), material, salt, info, checkLength(length));
      if (!derived) throw operationError('HKDF gives 255 digests at most');
      return derived;
    },
  },
});

register({
  name: 'PBKDF2',
  ...keyOperations('PBKDF2'),
  deriveBits: {
    params: (dictionary, name) => ({
      hash: member(dictionary, 'hash', toHash, name),
      iterations: member(dictionary, 'iterations', toInteger, name),
      salt: member(dictionary, 'salt', toBytes, name),
    }),
    run: ({ hash, iterations, salt }, { material }, length) => {
      const count = checkLength(length);
      if (iterations === 0) throw operationError('PBKDF2 has one iteration at least');
      return pbkdf2(opensslName(hash), material, salt, iterations, count);
    },
  },
});
