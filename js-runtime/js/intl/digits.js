// How many digits a number is written with: https://tc39.es/ecma402/#sec-setnfdigitoptions
import { places, round } from 'jsc:intl/decimal';
import { numberInRange, numberOption, textOption } from 'jsc:intl/service';

const INCREMENTS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
const MODES = ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'];

const outOfRange = (name) => new RangeError(`${name} value is out of range.`);

function significantDigits(digits, minimum, maximum) {
  digits.minimumSignificant = numberInRange(minimum, 'minimumSignificantDigits', 1, 21, 1);
  digits.maximumSignificant = numberInRange(maximum, 'maximumSignificantDigits', digits.minimumSignificant, 21, 21);
}

function fractionDigits(digits, least, most, defaults) {
  let minimum = numberInRange(least, 'minimumFractionDigits', 0, 100, undefined);
  let maximum = numberInRange(most, 'maximumFractionDigits', 0, 100, undefined);
  minimum ??= Math.min(defaults[0], maximum ?? defaults[0]);
  maximum ??= Math.max(defaults[1], minimum);
  if (minimum > maximum) throw outOfRange('maximumFractionDigits');
  Object.assign(digits, { minimumFraction: minimum, maximumFraction: maximum });
}

/** Reads the options of digits. */
export function digitOptions(options, minimumDefault, maximumDefault, notation) {
  const minimumInteger = numberOption(options, 'minimumIntegerDigits', 1, 21, 1);
  const { minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits } = options;
  const increment = numberOption(options, 'roundingIncrement', 1, 5000, 1);
  if (!INCREMENTS.includes(increment)) throw outOfRange('roundingIncrement');
  const mode = textOption(options, 'roundingMode', MODES, 'halfExpand');
  let priority = textOption(options, 'roundingPriority', ['auto', 'morePrecision', 'lessPrecision'], 'auto');
  const trailingZeroDisplay = textOption(options, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto');
  const hasSignificant = minimumSignificantDigits !== undefined || maximumSignificantDigits !== undefined;
  const hasFraction = minimumFractionDigits !== undefined || maximumFractionDigits !== undefined;
  const isAuto = priority === 'auto';
  const needsSignificant = !isAuto || hasSignificant;
  const needsFraction = !isAuto || !(hasSignificant || (!hasFraction && notation === 'compact'));
  const digits = { minimumInteger, increment, mode, trailingZeroDisplay };
  if (needsSignificant) significantDigits(digits, minimumSignificantDigits, maximumSignificantDigits);
  if (needsFraction) {
    const defaults = [minimumDefault, increment === 1 ? maximumDefault : minimumDefault];
    fractionDigits(digits, minimumFractionDigits, maximumFractionDigits, defaults);
  }
  if (!needsSignificant && !needsFraction) {
    Object.assign(digits, { minimumFraction: 0, maximumFraction: 0, minimumSignificant: 1, maximumSignificant: 2 });
    priority = 'morePrecision';
  }
  if (increment !== 1) {
    if (needsSignificant || !needsFraction) throw new TypeError('roundingIncrement takes fraction digits alone');
    if (digits.minimumFraction !== digits.maximumFraction) throw outOfRange('roundingIncrement');
  }
  return { ...digits, priority };
}

/** The members of resolvedOptions that tell of digits. */
export function resolvedDigits(digits) {
  const result = { minimumIntegerDigits: digits.minimumInteger };
  const add = (key, value) => value !== undefined && (result[key] = value);
  const fractions = () => {
    add('minimumFractionDigits', digits.minimumFraction);
    add('maximumFractionDigits', digits.maximumFraction);
  };
  add('minimumSignificantDigits', digits.minimumSignificant);
  add('maximumSignificantDigits', digits.maximumSignificant);
  fractions();
  return result;
}

/** Rounded to fraction digits: `{ decimal, least, place }`, how many digits the fraction has and where it was rounded. */
function byFraction(decimal, { minimumFraction, maximumFraction, mode, increment }) {
  return { decimal: round(decimal, maximumFraction, mode, increment), least: minimumFraction, place: maximumFraction };
}

function bySignificance(decimal, { minimumSignificant, maximumSignificant, mode }) {
  const place = maximumSignificant - (decimal.digits ? decimal.point : 1);
  const rounded = round(decimal, place, mode);
  const integer = rounded.digits ? rounded.point : 1;
  return { decimal: rounded, least: Math.max(minimumSignificant - integer, 0), place };
}

function rounded(decimal, digits) {
  if (digits.minimumSignificant === undefined) return byFraction(decimal, digits);
  if (digits.minimumFraction === undefined) return bySignificance(decimal, digits);
  const [significant, fraction] = [bySignificance(decimal, digits), byFraction(decimal, digits)];
  const isFiner = significant.place >= fraction.place;
  return isFiner === (digits.priority === 'morePrecision') ? significant : fraction;
}

/** The number as it is rounded. */
export const roundDigits = (decimal, digits) => rounded(decimal, digits).decimal;

/** `{ integer, fraction, isZero }`: the digits of a finite number. */
export function formatDigits(decimal, digits) {
  const { decimal: value, least } = rounded(decimal, digits);
  let [integer, fraction] = places(value);
  integer = integer.padStart(digits.minimumInteger, '0');
  fraction = fraction.padEnd(least, '0');
  if (digits.trailingZeroDisplay === 'stripIfInteger' && /^0*$/.test(fraction)) fraction = '';
  return { integer, fraction, isZero: !value.digits };
}
