// The list of module.builtinModules against the modules that there are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../builtins.json' with { type: 'json' };
import { builtinModules } from '../names.js';

test('builtinModules has the names of all modules that programs may import', () => {
  const names = Object.keys(manifest.modules).filter((name) => name.startsWith('node:'));
  assert.deepEqual(builtinModules, names.map((name) => name.slice('node:'.length)).sort());
});
