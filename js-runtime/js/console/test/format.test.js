// format and formatWithOptions against Node's own.

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as expected from 'node:util';
import { formats } from './cases.js';
import { withInternals } from './support/host.js';

await withInternals(import.meta.url, async () => {
  const { format, formatWithOptions } = await import('jsc:format');

  formats.forEach((args, i) => {
    test(`format ${i}: ${String(args[0])}`, () => {
      assert.equal(format(...args), expected.format(...args));
    });
    test(`formatWithOptions ${i}: ${String(args[0])}`, () => {
      const options = { colors: true, numericSeparator: true, compact: 1 };
      assert.equal(formatWithOptions(options, ...args), expected.formatWithOptions(options, ...args));
    });
  });

  test('%j passes on what toJSON throws', () => {
    const value = { toJSON() { throw new RangeError('no'); } };
    assert.throws(() => format('%j', value), RangeError);
  });

  test('%s of a revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.equal(format('%s', proxy), expected.format('%s', proxy));
  });
});
