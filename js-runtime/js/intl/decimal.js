// Numbers as their decimal digits, which can be rounded at any place.
//
// `{ kind, negative, digits, point }`: kind is 'finite', 'infinite' or 'nan'; the digits have no zero at either end
// and stand behind `0.`, times ten to the power of `point`. Zero has none.

const finite = (negative, text, exponent) => {
  const digits = text.replace(/^0+/, '');
  const point = digits ? exponent - (text.length - digits.length) : 0;
  return { kind: 'finite', negative, digits: digits.replace(/0+$/, ''), point };
};

const DECIMAL = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]+))?$/i;

function parse(text) {
  const found = DECIMAL.exec(text);
  if (!found || !(found[2] || found[3])) return undefined;
  const [, sign, integer, fraction = '', exponent = '0'] = found;
  return finite(sign === '-', integer + fraction, integer.length + Number(exponent));
}

/** A number, a bigint, or a text that StringToNumber takes; texts keep all of their digits. */
export function toDecimal(value) {
  if (typeof value === 'string') {
    const exact = parse(value.trim());
    if (exact) return exact;
    value = Number(value);
  }
  if (typeof value === 'bigint') return parse(String(value));
  if (Number.isNaN(value)) return { kind: 'nan', negative: false, digits: '', point: 0 };
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return { kind: 'infinite', negative, digits: '', point: 0 };
  return { ...parse(String(Math.abs(value))), negative };
}

/** https://tc39.es/ecma402/#sec-tointlmathematicalvalue */
export function toMathematicalValue(value) {
  const isPrimitive = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
  if (isPrimitive) return toDecimal(value);
  const primitive = typeof value === 'object' || typeof value === 'function' ? toPrimitive(value) : value;
  return toDecimal(typeof primitive === 'string' || typeof primitive === 'bigint' ? primitive : Number(primitive));
}

function toPrimitive(object) {
  if (object === null) return 0;
  const exotic = object[Symbol.toPrimitive];
  if (exotic !== undefined && exotic !== null) return exotic.call(object, 'number');
  const value = object.valueOf();
  return typeof value === 'object' && value !== null ? object.toString() : value;
}

/** Times ten to the power of `exponent`. */
export const scale = (decimal, exponent) =>
  (decimal.digits ? { ...decimal, point: decimal.point + exponent } : decimal);

/** Less than 0, 0 or more: how digits behind a decimal point and `zeros` compare to one half. */
function compareToHalf(digits, zeros) {
  if (zeros > 0 || !(digits[0] >= '5')) return -1;
  return digits === '5' ? 0 : 1;
}

/** The same of a remainder and the digits behind it, and half of an increment. */
function compareToHalfUnit(remainder, unit, digits, zeros) {
  const isEven = unit % 2n === 0n;
  const difference = 2n * remainder + (isEven ? 0n : 1n) - unit;
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  if (isEven) return digits ? 1 : 0;
  return compareToHalf(digits, zeros);
}

/** Whether a magnitude grows; `half` as above, `isOdd` of the last digit kept. */
function growsBy(mode, negative, half, isOdd) {
  switch (mode) {
    case 'ceil': return !negative;
    case 'floor': return negative;
    case 'expand': return true;
    case 'trunc': return false;
  }
  if (half !== 0) return half > 0;
  switch (mode) {
    case 'halfCeil': return !negative;
    case 'halfFloor': return negative;
    case 'halfTrunc': return false;
    case 'halfEven': return isOdd;
    default: return true;
  }
}

/** Rounded to a multiple of `increment` units of the digit `places` behind the decimal point. */
export function round(decimal, places, mode, increment = 1) {
  const { digits, point, negative } = decimal;
  const kept = point + places;
  if (!digits || (kept >= digits.length && increment === 1)) return decimal;
  const whole = BigInt(kept > 0 ? digits.slice(0, kept).padEnd(kept, '0') : 0);
  const rest = digits.slice(Math.max(kept, 0));
  const unit = BigInt(increment);
  let quotient = whole / unit;
  const remainder = whole % unit;
  if (remainder || rest) {
    const half = compareToHalfUnit(remainder, unit, rest, Math.max(-kept, 0));
    if (growsBy(mode, negative, half, quotient % 2n === 1n)) quotient++;
  }
  const rounded = String(quotient * unit);
  return finite(negative, rounded, rounded.length - places);
}

/** The integer digits and those of the fraction. */
export function places({ digits, point }) {
  if (point <= 0) return ['', digits && '0'.repeat(-point) + digits];
  return [digits.slice(0, point).padEnd(point, '0'), digits.slice(point)];
}
