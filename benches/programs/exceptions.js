// Exceptions: thrown through frames, subclasses, finally, rethrown with a cause, engine errors.
class ParseError extends Error {
  constructor(message, position, options) {
    super(message, options);
    this.name = 'ParseError';
    this.position = position;
  }
}

class NotFound extends Error {}

function descend(depth, fail) {
  if (depth === 0) {
    if (fail) throw new NotFound('bottom');
    return 1;
  }
  try {
    return descend(depth - 1, fail) + 1;
  } finally {
    finals++;
  }
}

function parse(text) {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) throw new ParseError(`unexpected '${text[i]}'`, i);
  }
  return Number(text);
}

function load(text) {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof ParseError) throw new Error('cannot load', { cause: error });
    throw error;
  }
}

let finals = 0;
let caught = 0;
for (let i = 0; i < 12000; i++) {
  try {
    caught += descend(20, i % 2 === 0);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    caught++;
  }
}

let positions = 0;
let numbers = 0;
for (let i = 0; i < 24000; i++) {
  try {
    numbers += load(i % 2 ? `${i}` : `${i}x`);
  } catch (error) {
    positions += error.cause.position;
  }
}

let engine = 0;
for (let i = 0; i < 12000; i++) {
  try {
    null.property;
  } catch (error) {
    if (error instanceof TypeError) engine++;
  }
  try {
    JSON.parse('{bad');
  } catch (error) {
    if (error.name === 'SyntaxError') engine++;
  }
  try {
    new Array(-1);
  } catch {
    engine++;
  }
}

let signals = 0;
for (let i = 0; i < 120000; i++) {
  try {
    if (i % 4 === 0) throw i;
    signals += 1;
  } catch (n) {
    signals += n % 3;
  }
}

console.log('exceptions', caught, finals, positions, numbers, engine, signals);
