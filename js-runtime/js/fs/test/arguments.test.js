// What node:fs makes of its arguments, and how it refuses them, against Node's.
import { strict as assert } from 'node:assert';
import fs from 'node:fs';
import { test } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('./support/natives.js', import.meta.url);
const { range, toEncoding, toFd, toFlags, toOptions, toPath } = await import('jsc:fs/arguments');
const { constants } = await import('jsc:fs/constants');

/** The class, message and code that `run` throws; undefined where it throws nothing. */
function thrown(run) {
  try {
    run();
  } catch ({ name, message, code }) {
    return { name, message, code };
  }
}

const sameError = (ours, node) => {
  const expected = thrown(node);
  assert.ok(expected);
  assert.deepEqual(thrown(ours), expected);
};

test('the constants have the values of Node on Linux', { skip: process.platform !== 'linux' }, () => {
  for (const [name, value] of Object.entries(constants)) assert.equal(value, fs.constants[name], name);
});

test('paths are strings, bytes and file URLs', () => {
  assert.equal(toPath('a b'), 'a b');
  assert.equal(toPath(new TextEncoder().encode('é')), 'é');
  assert.equal(toPath(new URL('file:///a%20b/%C3%A9')), '/a b/é');
});

test('other paths are refused as Node refuses them', () => {
  const objects = [{}, [], () => {}, Object.create(null), new URL('http://h/x')];
  for (const path of [undefined, null, 5.5, true, 5n, Symbol('s'), 'a\0b', ...objects]) {
    sameError(() => toPath(path), () => fs.statSync(path));
  }
  sameError(() => toPath(5, 'dest'), () => fs.copyFileSync('a', 5));
});

test('descriptors, encodings and options are refused as Node refuses them', () => {
  for (const fd of ['x', 1.5, -1, 2 ** 31, undefined, {}]) sameError(() => toFd(fd), () => fs.closeSync(fd));
  for (const encoding of ['bad', 5]) sameError(() => toEncoding(encoding), () => fs.readFileSync('x', { encoding }));
  for (const options of [5, true]) sameError(() => toOptions(options, {}), () => fs.readFileSync('x', options));
  assert.equal(toEncoding('buffer'), undefined);
  assert.deepEqual(toOptions('hex', { flag: 'r' }), { encoding: 'hex', flag: 'r' });
});

test('flags have their meaning', () => {
  const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_EXCL, O_SYNC } = constants;
  const meanings = {
    'r': O_RDONLY, 'r+': O_RDWR, 'rs': O_SYNC, 'sr+': O_RDWR | O_SYNC,
    'w': O_WRONLY | O_CREAT | O_TRUNC,
    'xw': O_WRONLY | O_CREAT | O_TRUNC | O_EXCL,
    'wx+': O_RDWR | O_CREAT | O_TRUNC | O_EXCL,
    'a': O_WRONLY | O_CREAT | O_APPEND,
    'ax': O_WRONLY | O_CREAT | O_APPEND | O_EXCL,
    'as+': O_RDWR | O_CREAT | O_APPEND | O_SYNC,
  };
  for (const [flag, meaning] of Object.entries(meanings)) assert.equal(toFlags(flag), meaning, flag);
  assert.equal(toFlags(undefined), O_RDONLY);
  assert.equal(toFlags(O_RDWR | O_CREAT), O_RDWR | O_CREAT);
  for (const flag of ['zz', 'rw', 'ra', 'r++', '']) sameError(() => toFlags(flag), () => fs.openSync('x', flag));
});

test('a range of a buffer is checked as Node checks it', () => {
  const buffer = new Uint8Array(3);
  assert.equal(range(buffer, undefined, null).length, 3);
  assert.equal(range(new DataView(buffer.buffer, 1), 1, 1).byteOffset, 2);
  for (const [offset, length] of [[-1, 1], [0, 9], [4, 0], [1.5, 1], [0, -1]]) {
    sameError(() => range(buffer, offset, length, 'write'), () => fs.writeSync(1, buffer, offset, length));
  }
});
