// Decimal digits and how they are rounded.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('./support/natives.js', import.meta.url);
const { places, round, scale, toDecimal } = await import('jsc:intl/decimal');

const show = (decimal) => {
  const [integer, fraction] = places(decimal);
  return `${decimal.negative ? '-' : ''}${integer || '0'}${fraction && `.${fraction}`}`;
};

test('numbers, bigints and texts keep their digits', () => {
  const cases = [
    [0, '0'], [-0, '-0'], [1.005, '1.005'], [1e21, '1000000000000000000000'], [1.5e-7, '0.00000015'], [-120, '-120'],
    [10n ** 25n, '10000000000000000000000000'], ['12345678901234567890.0123', '12345678901234567890.0123'], [' 1e2 ', '100'],
    ['0x10', '16'], ['.5', '0.5'], ['5.', '5'], ['', '0'],
  ];
  for (const [value, digits] of cases) assert.equal(show(toDecimal(value)), digits, String(value));
  assert.deepEqual(['x', NaN, '.', '1_0'].map((value) => toDecimal(value).kind), ['nan', 'nan', 'nan', 'nan']);
  assert.deepEqual(toDecimal(-Infinity), { kind: 'infinite', negative: true, digits: '', point: 0 });
});

test('digits are moved by powers of ten', () => {
  assert.equal(show(scale(toDecimal(12.5), 2)), '1250');
  assert.equal(show(scale(toDecimal(12.5), -4)), '0.00125');
  assert.equal(show(scale(toDecimal(0), 5)), '0');
});

test('each mode rounds halves and others its way', () => {
  const expected = {
    ceil: '3 -2 3 -2 1', floor: '2 -3 2 -3 0', expand: '3 -3 3 -3 1', trunc: '2 -2 2 -2 0',
    halfCeil: '3 -2 2 -2 1', halfFloor: '2 -3 2 -2 0', halfExpand: '3 -3 2 -2 1', halfTrunc: '2 -2 2 -2 0', halfEven: '2 -2 2 -2 0',
  };
  for (const [mode, results] of Object.entries(expected)) {
    assert.equal([2.5, -2.5, 2.4, -2.4, 0.5].map((value) => show(round(toDecimal(value), 0, mode))).join(' '), results, mode);
  }
});

test('increments are multiples of the last digit', () => {
  const rounded = (value, digits, increment) => show(round(toDecimal(value), digits, 'halfEven', increment));
  assert.equal(rounded(1.125, 2, 5), '1.1');
  assert.equal(rounded(1.126, 2, 5), '1.15');
  assert.equal(rounded(1.175, 2, 5), '1.2');
  assert.equal(rounded(62.5, 0, 25), '50');
  assert.equal(rounded(62.51, 0, 25), '75');
  assert.equal(rounded(999, 0, 500), '1000');
});

test('places left of the point, and beyond the digits', () => {
  assert.equal(show(round(toDecimal(1254), -2, 'halfExpand')), '1300');
  assert.equal(show(round(toDecimal(49), -3, 'halfExpand')), '0');
  assert.equal(show(round(toDecimal(1), -3, 'expand')), '1000');
  assert.equal(show(round(toDecimal(1.5), 9, 'ceil')), '1.5');
});
