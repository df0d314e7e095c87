// node:path against Node's own, over all pairs of awkward paths of both systems.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import node from 'node:path';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('../../timers/test/support/natives.js', import.meta.url);
const ours = (await import('jsc:path')).posix;

const PATHS = [
  '', '.', '..', '/', '//', '///', '/a', 'a', 'a/', './a', '../a', 'a/..', 'a/../..', '/a/../..', 'a//b', '/a/b/c.txt',
  'a.b.c', '.bashrc', '.bashrc.', 'a.', 'a./', 'ä/ö.ü', 'C:', 'C:\\', 'c:/a', 'C:a', 'C:.', 'D:\\a\\..\\..\\b', '\\', '\\\\',
  '\\\\server\\share', '\\\\server\\share\\', '//server/share/a', '\\\\?\\C:\\a', '\\\\.\\pipe\\x', 'a\\b', '..\\..\\a',
  'CON:', 'C:..\\a', '/a/b/', 'a/b/../c/./d', 'x.tar.gz', ' ', '/ /', 'a:b:c',
];

/** What a call gives or throws, for comparison. */
function outcome(call) {
  try {
    return call();
  } catch ({ code, message }) {
    return { code, message };
  }
}

const same = (flavor, name, ...args) =>
  assert.deepEqual(outcome(() => ours[flavor][name](...args)), outcome(() => node[flavor][name](...args)),
    `${flavor}.${name}(${JSON.stringify(args)})`);

for (const flavor of ['posix', 'win32']) {
  test(`${flavor}: functions of one path`, () => {
    for (const path of PATHS) {
      for (const name of ['basename', 'dirname', 'extname', 'isAbsolute', 'normalize', 'parse']) same(flavor, name, path);
      same(flavor, 'format', node[flavor].parse(path));
    }
  });

  test(`${flavor}: functions of two paths`, () => {
    // An absolute start, because a relative one depends on the working directory.
    const root = flavor === 'posix' ? '/w' : 'C:\\w';
    for (const a of PATHS) {
      for (const b of PATHS) {
        same(flavor, 'join', a, b);
        same(flavor, 'basename', a, b);
        if (flavor === 'posix') {
          same(flavor, 'resolve', '/w', a, b);
          same(flavor, 'relative', node.posix.resolve(root, a), node.posix.resolve(root, b));
        }
      }
    }
  });

  test(`${flavor}: wrong arguments`, () => {
    for (const value of [undefined, null, 1, {}, [], true]) {
      for (const name of ['basename', 'dirname', 'extname', 'isAbsolute', 'join', 'normalize', 'parse', 'resolve']) {
        same(flavor, name, value);
      }
      same(flavor, 'relative', 'a', value);
      same(flavor, 'basename', 'a', value === undefined ? 1 : value);
    }
    for (const value of [undefined, null, 1, '']) same(flavor, 'format', value);
  });
}

test('relative paths of Windows', () => {
  for (const [from, to] of [['C:\\a\\b', 'C:\\a\\c'], ['c:\\A', 'C:\\a\\x'], ['C:\\', 'D:\\x'], ['\\\\s\\h\\a', '\\\\s\\h\\b']]) {
    same('win32', 'relative', from, to);
    same('win32', 'resolve', from, to);
  }
});

test('what is relative starts at /', () => {
  assert.equal(ours.resolve('a', '../b'), '/b');
  assert.equal(ours.relative('x/y', 'x/z'), '../z');
});

test('exports are those of Node 20, but for globs', async () => {
  const names = (module) => Object.keys(module).filter((name) => name !== 'matchesGlob').sort();
  assert.deepEqual(names(ours), names(node));
  assert.deepEqual(names(ours.win32), names(node.win32));
  assert.deepEqual(names(await import('../win32.js')), names(await import('node:path/win32')));
});
