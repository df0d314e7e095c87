// Runs a test file where Node's internals, and with them the engine's natives, can be had.

import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findRuntime } from '../../../../test/hooks.js';

const FLAGS = ['--expose-internals', '--no-warnings'];

/**
 * Runs `suite` if this process has the flags it needs, else the file again with them.
 * @param {string} url the test file's import.meta.url
 * @param {() => Promise<void>} suite
 */
export async function withInternals(url, suite) {
  if (process.execArgv.includes(FLAGS[0])) {
    findRuntime('./natives.js', import.meta.url);
    return suite();
  }
  test('with the internals of Node', () => {
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [...FLAGS, fileURLToPath(url)], {
      encoding: 'utf8', env, maxBuffer: 2 ** 27,
    });
    assert.equal(status, 0, stdout + stderr);
  });
}
