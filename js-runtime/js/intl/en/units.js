// Units, of CLDR 48 (https://cldr.unicode.org, Unicode License v3).

/**
 * A line is a unit, its long, short and narrow pattern, the singular first where it differs, and the patterns for
 * something in each such unit, where there are.
 */
const TABLE = `
acre;# acre|# acres;# ac;#ac
bit;# bit|# bits;# bit;#bit
byte;# byte|# bytes;# byte;#B
celsius;# degree Celsius|# degrees Celsius;#°C;#°C
centimeter;# centimeter|# centimeters;# cm;#cm;# per centimeter|#/cm|#/cm
day;# day|# days;# day|# days;#d;# per day|#/d|#/d
degree;# degree|# degrees;# deg;#°
fahrenheit;# degree Fahrenheit|# degrees Fahrenheit;#°F;#°
fluid-ounce;# fluid ounce|# fluid ounces;# fl oz;#fl oz
foot;# foot|# feet;# ft;#′;# per foot|#/ft|#/ft
gallon;# gallon|# gallons;# gal;#gal;# per gallon|#/gal US|#/gal
gigabit;# gigabit|# gigabits;# Gb;#Gb
gigabyte;# gigabyte|# gigabytes;# GB;#GB
gram;# gram|# grams;# g;#g;# per gram|#/g|#/g
hectare;# hectare|# hectares;# ha;#ha
hour;# hour|# hours;# hr;#h;# per hour|#/h|#/h
inch;# inch|# inches;# in;#″;# per inch|#/in|#/in
kilobit;# kilobit|# kilobits;# kb;#kb
kilobyte;# kilobyte|# kilobytes;# kB;#kB
kilogram;# kilogram|# kilograms;# kg;#kg;# per kilogram|#/kg|#/kg
kilometer;# kilometer|# kilometers;# km;#km;# per kilometer|#/km|#/km
liter;# liter|# liters;# L;#L;# per liter|#/L|#/L
megabit;# megabit|# megabits;# Mb;#Mb
megabyte;# megabyte|# megabytes;# MB;#MB
meter;# meter|# meters;# m;#m;# per meter|#/m|#/m
microsecond;# microsecond|# microseconds;# μs;#μs
mile;# mile|# miles;# mi;#mi
mile-scandinavian;# mile-scandinavian|# miles-scandinavian;# smi;#smi
milliliter;# milliliter|# milliliters;# mL;#mL
millimeter;# millimeter|# millimeters;# mm;#mm
millisecond;# millisecond|# milliseconds;# ms;#ms
minute;# minute|# minutes;# min;#m;# per minute|#/min|#/min
month;# month|# months;# mth|# mths;#m;# per month|#/m|#/m
nanosecond;# nanosecond|# nanoseconds;# ns;#ns
ounce;# ounce|# ounces;# oz;#oz;# per ounce|#/oz|#/oz
percent;# percent;#%;#%
petabyte;# petabyte|# petabytes;# PB;#PB
pound;# pound|# pounds;# lb;##;# per pound|#/lb|#/lb
second;# second|# seconds;# sec;#s;# per second|#/s|#/s
stone;# stone|# stones;# st;#st
terabit;# terabit|# terabits;# Tb;#Tb
terabyte;# terabyte|# terabytes;# TB;#TB
week;# week|# weeks;# wk|# wks;#w;# per week|#/w|#/w
yard;# yard|# yards;# yd;#yd
year;# year|# years;# yr|# yrs;#y;# per year|#/y|#/y
mile-per-hour;# mile per hour|# miles per hour;# mph;#mph
kilometer-per-hour;# kilometer per hour|# kilometers per hour;# km/h;#km/h
meter-per-second;# meter per second|# meters per second;# m/s;#m/s
mile-per-gallon;# mile per gallon|# miles per gallon;# mpg;#mpg
liter-per-kilometer;# liter per kilometer|# liters per kilometer;# L/km;#L/km
`;

/** The patterns of a unit: `{ long, short, narrow, per }`, each of them `[one, other]`, with # for the number. */
export function unitPatterns(unit) {
  const start = TABLE.indexOf(`\n${unit};`);
  if (start < 0) return undefined;
  const [, ...styles] = TABLE.slice(start + 1, TABLE.indexOf('\n', start + 1)).split(';');
  const [long, short, narrow, per] = styles.map((style) => style.split('|'));
  return { long, short, narrow, per };
}

/** The units that a number can have, and of which it can have one in each of another. */
export const listUnits = () =>
  TABLE.trim().split('\n').map((line) => line.slice(0, line.indexOf(';'))).filter((unit) => !unit.includes('-per-'));
