// node:assert/strict: https://nodejs.org/docs/latest-v20.x/api/assert.html#strict-assertion-mode
import assert from 'node:assert';

const { strict } = assert;
const { strictEqual: equal, deepStrictEqual: deepEqual, notStrictEqual: notEqual, notDeepStrictEqual: notDeepEqual } =
  strict;

export {
  AssertionError, CallTracker, deepStrictEqual, doesNotMatch, doesNotReject, doesNotThrow, fail, ifError, match,
  notDeepStrictEqual, notStrictEqual, ok, rejects, strictEqual, throws,
} from 'node:assert';
export { deepEqual, equal, notDeepEqual, notEqual, strict };
export default strict;
