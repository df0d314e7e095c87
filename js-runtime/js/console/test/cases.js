// The values inspect is tested with: [what it is, () => the value, options of inspect]. Nothing here
// is of one host's API, so the same table runs on Node, which gives the expected texts, and on the
// engine. `local` holds those whose text depends on the engine: on its stacks, its own objects' hidden
// properties, and its garbage collector.

const CUSTOM = Symbol.for('nodejs.util.inspect.custom');

const range = (length, of = (i) => i) => Array.from({ length }, (_, i) => of(i));

function nest(depth, leaf = 1) {
  let value = leaf;
  for (let i = 0; i < depth; i++) value = { a: value };
  return value;
}

function circle(make) {
  const value = make();
  if (Array.isArray(value)) value.push(value);
  else value.self = value;
  return value;
}

function withProps(value, props) {
  return Object.assign(value, props);
}

const withProto = (value, proto) => Object.setPrototypeOf(value, proto);

/** An error whose stack is the same on every engine. */
function failure(error, frames = ['at main (app.js:3:14)', 'at app.js:9:1']) {
  const stack = [`${error.name}${error.message && ': '}${error.message}`, ...frames].join('\n    ');
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  return error;
}

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  get length() { return Math.hypot(this.x, this.y); }
}
class Point3 extends Point {
  #secret = 1;
  z = 3;
}
class Tagged {
  get [Symbol.toStringTag]() { return 'tag'; }
}
class List extends Array {}
class Dict extends Map {}
class Bag extends Set {}
class Bytes extends Uint8Array {}
class HttpError extends Error {
  constructor(message, props) {
    super(message);
    Object.assign(this, props);
  }
}

const primitives = [
  undefined, null, true, false, 0, -0, 1, -1.5, 1e21, 1e-7, 123456789.123, NaN, Infinity, -Infinity,
  0n, -12345678901234567890n, '', 'a', "it's", 'say "hi"', '"it\'s"', '"it\'s" `x`', "'\"${x}", '`',
  'a\nb', 'tab\tbell\x07\b\f\r\v', '\0\x1b\x7f\x80\x9f\xa0', 'back\\slash', 'é漢😀', '\ud83d', 'a\ude00b',
  "\ud83d'", '\u2028', 'x'.repeat(200), `${'y'.repeat(60)}\n${'z'.repeat(60)}\n`, 'q'.repeat(10001), 'q'.repeat(10003),
  Symbol('s'), Symbol(''), Symbol(), Symbol.iterator, Symbol('new\nline'), Symbol.for("quo'te"),
].map((value, i) => [`primitive ${i}`, () => value]);

const objects = [
  ['empty', () => ({})],
  ['one key', () => ({ a: 1 })],
  ['kinds of keys', () => ({ a: 1, 'b-c': 2, 3: 3, $d: 4, _e: 5, 'é': 6, '': 7, "it's": 8, 'a\nb': 9 })],
  ['__proto__ as a key', () => ({ ['__proto__']: 1, b: 2 })],
  ['symbol keys', () => ({ [Symbol('a')]: 1, [Symbol()]: 2, [Symbol.iterator]: 3, [Symbol('x\ny')]: 4 })],
  ['hidden symbol', () => Object.defineProperty({}, Symbol('hidden'), { value: 1 })],
  ['all primitives', () => ({ a: 'x', b: 1, c: true, d: null, e: undefined, f: 1n, g: Symbol('q'), h: -0 })],
  ['depth 2', () => nest(3)],
  ['depth 3', () => nest(4)],
  ['too deep array', () => ({ a: { b: { c: [1], d: [], e: {} } } })],
  ['too deep instances', () => ({ a: { b: { c: new Point(1, 2), d: new Map([[1, 2]]), e: new Date(0), f: /x/g } } })],
  ['too deep functions', () => ({ a: { b: { c: withProps(() => {}, { x: 1 }), d: withProps(class A {}, { x: 1 }) } } })],
  ['too deep null prototype', () => ({ a: { b: { c: withProto({ x: 1 }, null), d: withProto([1], null) } } })],
  ['too deep typed array', () => ({ a: { b: { c: new Uint8Array(2), d: new ArrayBuffer(2), e: withProps(/x/, { y: 1 }) } } })],
  ['too deep error', () => ({ a: { b: { c: failure(withProps(new Error('x'), { code: 1 })) } } })],
  ['too deep tag', () => ({ a: { b: { c: withProps(new Tagged(), { x: 1 }) } } })],
  ['depth 0', () => nest(2), { depth: 0 }],
  ['depth -1', () => nest(2), { depth: -1 }],
  ['depth null', () => nest(9), { depth: null }],
  ['depth Infinity', () => nest(12, [1, [2, [3]]]), { depth: Infinity }],
  ['depth undefined', () => nest(6), { depth: undefined }],
  ['null prototype', () => withProto({ a: 1 }, null)],
  ['null prototype, empty', () => Object.create(null)],
  ['null prototype below', () => Object.create(Object.create(null))],
  ['prototype below with keys', () => withProps(Object.create(withProps(Object.create(null), { p: 1 })), { q: 2 })],
  ['null prototype two below', () => Object.create(Object.create(Object.create(null)))],
  ['null prototype and tag', () => withProto({ get [Symbol.toStringTag]() { return 'T'; } }, null)],
  ['null prototype and hidden tag', () => Object.defineProperty(Object.create(null), Symbol.toStringTag, { value: 'T' })],
  ['Object.prototype', () => Object.prototype],
  ['Object.create of an instance', () => Object.create(new Point(1, 2))],
  ['instance', () => new Point(1, 2)],
  ['heir', () => new Point3(1, 2)],
  ['prototype of a class', () => Point.prototype],
  ['prototype of an heir', () => Point3.prototype],
  ['instance of an anonymous class', () => new (class {})()],
  ['instance of an anonymous heir', () => new (class extends Point {})(1, 2)],
  ['instance of a function', () => { function Old() { this.a = 1; } return new Old(); }],
  ['constructor key', () => ({ constructor: 'x' })],
  ['constructor without prototype', () => ({ constructor: { name: 'Fake' } })],
  ['constructor with a foreign prototype', () => ({ constructor: Point })],
  ['changed prototype', () => withProto(new Point(1, 2), Map.prototype)],
  ['static name', () => new (class { static name = 'Other'; })()],
  ['tag', () => new Tagged()],
  ['tag and keys', () => withProps(new Tagged(), { a: 1 })],
  ['own tag', () => ({ [Symbol.toStringTag]: 'Own' })],
  ['own hidden tag', () => Object.defineProperty({ a: 1 }, Symbol.toStringTag, { value: 'Own' })],
  ['tag equal to the class', () => new (class Foo { get [Symbol.toStringTag]() { return 'Foo'; } })()],
  ['tag that is no string', () => new (class Foo { get [Symbol.toStringTag]() { return 5; } })()],
  ['empty tag', () => new (class Foo { get [Symbol.toStringTag]() { return ''; } })()],
  ['accessors', () => ({ get a() { return 1; }, set b(x) {}, get c() { return 1; }, set c(x) {} })],
  ['throwing getter', () => ({ get a() { throw new Error('no'); } })],
  ['getters read', () => ({ get a() { return 1; }, get b() { return { x: [1] }; }, get c() { return null; }, set d(x) {}, get e() { throw new Error('no'); }, get f() { return 'y'; }, set f(x) {} }), { getters: true }],
  ['getters get', () => ({ get a() { return 1; }, get c() { return 1; }, set c(x) {} }), { getters: 'get' }],
  ['getters set', () => ({ get a() { return undefined; }, get c() { return undefined; }, set c(x) {} }), { getters: 'set' }],
  ['hidden properties', () => Object.defineProperty({ a: 1 }, 'hid den', { value: 2 }), { showHidden: true }],
  ['hidden instance', () => new Point(3, 4), { showHidden: true }],
  ['hidden heir', () => new Point3(3, 4), { showHidden: true }],
  ['hidden heir, getters', () => new Point3(3, 4), { showHidden: true, getters: true }],
  ['hidden array', () => [1, [2]], { showHidden: true }],
  ['hidden empty array', () => [], { showHidden: true }],
  ['hidden prototype properties', () => Object.create(Object.create({ a: 1, b: { c: 2 } }, { d: { value: 1 } })), { showHidden: true }],
  ['array prototype properties', () => withProto([1], withProto({ extra: 1 }, Array.prototype)), { showHidden: true }],
  ['long object', () => Object.fromEntries(range(30).map((i) => [`key${i}`, i]))],
  ['76 wide', () => ({ a: 'x'.repeat(30), b: 'x'.repeat(20), c: 'xx' })],
  ...range(16).map((i) => [`about 80 wide ${i}`, () => ({ a: 'x'.repeat(24), b: 'x'.repeat(20), c: 'x'.repeat(i) })]),
  ['long strings', () => ({ a: 'x'.repeat(120), b: `${'y'.repeat(50)}\n${'z'.repeat(50)}` })],
  ['multi-line strings', () => ({ a: 'one\ntwo', b: ['three\nfour and more than sixteen characters'], c: { d: `long ${'l'.repeat(40)}\nline\n` } })],
  ['nested levels', () => ({ a: { b: { c: {} } }, d: [[[]]], e: { f: { g: 1 } } })],
  ['level above compact', () => ({ a: { b: { c: { d: 1 } } } }), { depth: 9 }],
  ['level above compact in an array', () => [[[[[1]]]]], { depth: 9 }],
  ['circular object', () => circle(() => ({ a: 1 }))],
  ['circular array', () => circle(() => [1, 2])],
  ['circular map', () => { const map = new Map(); map.set('self', map).set(map, 1); return map; }],
  ['circular set', () => { const set = new Set(); set.add(set).add(1); return set; }],
  ['circular function', () => circle(() => function f() {})],
  ['circular error', () => circle(() => failure(new Error('round')))],
  ['circular class instance', () => circle(() => new Point(1, 2))],
  ['two circles', () => { const a = { x: {} }; a.x.a = a; a.x.x = a.x; a.y = { z: a.x }; return [a, { a }]; }],
  ['circular, compact', () => circle(() => ({ a: { b: 1 } })), { compact: true }],
  ['shared, not circular', () => { const a = { x: 1 }; return { a, b: a, c: [a, a] }; }],
  ['custom inspection', () => ({ [CUSTOM]() { return 'custom\ntext'; } })],
  ['custom inspection inside', () => ({ a: { [CUSTOM]() { return 'custom\ntext'; } }, b: 1 })],
  ['custom inspection gives an object', () => [{ [CUSTOM]() { return { x: { y: { z: 1 } } }; } }]],
  ['custom inspection gives itself', () => ({ a: 1, [CUSTOM]() { return this; } })],
  ['custom inspection gives a number', () => ({ a: { [CUSTOM]: () => 5 } })],
  ['custom inspection is told the depth', () => ({ a: { [CUSTOM]: (depth, options) => `${depth} ${options.depth} ${options.breakLength} ${options.mine}` } }), { mine: 'm' }],
  ['custom inspection uses its arguments', () => [{ [CUSTOM]: (depth, options, inspect) => inspect({ a: { b: { c: 1 } }, d: options.stylize('x', 'number') }, { ...options, depth: 1 }) }]],
  ['custom inspection of a class', () => new (class Money { [CUSTOM]() { return '5 €'; } })()],
  ['custom inspection of a prototype', () => { class Money { [CUSTOM]() { return '5 €'; } } return Money.prototype; }],
  ['custom inspection off', () => ({ a: 1, [CUSTOM]() { return 'custom'; } }), { customInspect: false }],
  ['custom inspection is no function', () => ({ [CUSTOM]: 1 })],
  ['own inspect method', () => ({ inspect() { return 'no'; } })],
  ['sorted', () => ({ b: 1, a: [3, 1, 2], c: new Set([2, 1]), aa: 4 }), { sorted: true }],
  ['sorted by a function', () => ({ b: 1, a: 2, c: 3 }), { sorted: (a, b) => (a < b ? 1 : -1) }],
  ['sorted array extras', () => withProps([3, 1], { z: 1, y: 2 }), { sorted: true }],
  ['compact false', () => ({ a: [1, 2], b: { c: {} } }), { compact: false }],
  ['compact true', () => ({ a: [1, 2], b: { c: { d: 1 } }, e: 'x'.repeat(70), f: new Set([1]) }), { compact: true }],
  ['compact true, long', () => ({ a: { long: 'x'.repeat(60), b: 'y'.repeat(60) }, c: new Map([[{ a: 1 }, 'z'.repeat(90)]]) }), { compact: true }],
  ['compact true, function', () => withProps(() => {}, { a: 'x'.repeat(40), b: 'x'.repeat(40) }), { compact: true }],
  ['compact 0', () => ({ a: [1, 2], b: { c: {} } }), { compact: 0 }],
  ['compact 1', () => ({ a: { b: { c: 1 } }, d: range(20) }), { compact: 1 }],
  ['compact 5', () => ({ a: { b: { c: { d: { e: 1 } } } }, f: range(40) }), { compact: 5, depth: 9 }],
  ['breakLength 40', () => ({ a: 'x'.repeat(10), b: 'x'.repeat(10), c: range(12) }), { breakLength: 40 }],
  ['breakLength Infinity', () => ({ a: 'x'.repeat(100), b: range(30), c: 'a\nb' }), { breakLength: Infinity }],
  ['breakLength 120', () => ({ a: range(50), b: 'x'.repeat(80) }), { breakLength: 120 }],
  ['colors', () => ({ a: 1, b: 'x', c: true, d: null, e: undefined, f: 1n, g: Symbol('q'), h: () => {}, i: new Date(0), j: /x/, 'k-l': [1], [Symbol('m')]: 1, get n() { return 1; } }), { colors: true }],
  ['colors in columns', () => range(30, (i) => (i % 3 ? i : `s${i}`)), { colors: true }],
  ['colors, numbers in columns', () => range(120), { colors: true }],
  ['colors, circular and deep', () => circle(() => ({ a: { b: { c: {} } }, p: Promise.resolve(1), n: new Number(1) })), { colors: true }],
  ['colors, prototype properties', () => new Point3(3, 4), { colors: true, showHidden: true }],
  ['numericSeparator', () => [1234, 123, -1234567, 1234567.1234567, 0.0001, 1e21, 1e300, Infinity, NaN, 123456n, -1234n, 12.5, 1000000], { numericSeparator: true }],
  ['maxStringLength', () => ({ a: 'x'.repeat(12), b: 'y'.repeat(11), c: 'z'.repeat(10) }), { maxStringLength: 10 }],
  ['maxStringLength 0', () => ['x'], { maxStringLength: 0 }],
  ['maxStringLength null', () => 'q'.repeat(10050), { maxStringLength: null }],
  ['globals', () => [Math, JSON, Reflect, Atomics]],
];

const arrays = [
  ['empty', () => []],
  ['one', () => [1]],
  ['six', () => range(6)],
  ['seven', () => range(7)],
  ['mixed', () => [1, 'a', null, undefined, true, { a: 1 }, [2]]],
  ['26', () => range(26)],
  ['100', () => range(100)],
  ['101', () => range(101)],
  ['1000', () => range(1000)],
  ['negative', () => range(40, (i) => (i % 2 ? -i * 100 : i))],
  ['fractions', () => range(30, (i) => i / 7)],
  ['bigints', () => range(30, (i) => BigInt(i) ** 5n)],
  ['words', () => range(30, (i) => 'abcdefghij'.slice(0, 1 + i % 10))],
  ['long words', () => range(10, (i) => 'x'.repeat(10 + i * 2))],
  ['one long word', () => [...range(10, String), 'x'.repeat(70)]],
  ['wide characters', () => range(12, (i) => '漢字かなカナ'.slice(0, 1 + i % 6))],
  ['emoji', () => ['😀', '❤️', '👍🏽', '👨‍👩‍👧', 'e\u0301', '\u200b', '☺', '🇩🇪', '한글', 'ｱ', '\xad', 'ﬀ']],
  ['objects', () => range(8, (i) => ({ i }))],
  ['objects in rows', () => range(20, (i) => ({ id: i, name: `name ${i}` }))],
  ['arrays', () => range(10, (i) => [i, i * i])],
  ['deep', () => [[[[1]]]]],
  ['booleans', () => range(20, (i) => i % 3 === 0)],
  ['nulls and undefined', () => range(20, (i) => (i % 2 ? null : undefined))],
  ['multi-line', () => range(8, (i) => `a\n${i}`)],
  ['hole', () => [, 1]], // eslint-disable-line no-sparse-arrays
  ['holes', () => [1, , , 4, , 6]], // eslint-disable-line no-sparse-arrays
  ['only holes', () => new Array(5)],
  ['hole at the end', () => { const a = [1, 2]; a.length = 4; return a; }],
  ['far', () => { const a = []; a[4294967294] = 1; return a; }],
  ['beyond', () => { const a = [1, , 3]; a[4294967295] = 1; a['-1'] = 2; a['01'] = 3; return a; }], // eslint-disable-line no-sparse-arrays
  ['holes and more', () => { const a = []; for (let i = 0; i < 300; i += 2) a[i] = i; return a; }],
  ['holes up to the limit', () => { const a = [1]; a[5] = 1; a[9] = 2; return a; }, { maxArrayLength: 3 }],
  ['hole at the limit', () => { const a = [1, 2]; a[5] = 1; return a; }, { maxArrayLength: 3 }],
  ['hole after the limit', () => { const a = [1, 2]; a[5] = 1; return a; }, { maxArrayLength: 2 }],
  ['extra keys', () => withProps([1, 2], { a: 1, 'b c': 2, [Symbol('s')]: 3 })],
  ['extra keys, many', () => withProps(range(30), { a: 1, b: 'x' })],
  ['extra keys, empty', () => withProps([], { a: 1 })],
  ['extra keys, over 100', () => withProps(range(120), { a: 1 })],
  ['hidden extra key', () => Object.defineProperty([1], 'x', { value: 1 })],
  ['getter element', () => Object.defineProperty([1, 2], 1, { get() { return 3; } })],
  ['subclass', () => List.from([1, 2])],
  ['subclass, empty', () => new List()],
  ['subclass, many', () => List.from(range(30))],
  ['null prototype', () => withProto([1, 2], null)],
  ['tagged', () => withProps([1], { [Symbol.toStringTag]: 'T' })],
  ['hidden tag', () => Object.defineProperty([1], Symbol.toStringTag, { value: 'T' })],
  ['maxArrayLength 0', () => range(3), { maxArrayLength: 0 }],
  ['maxArrayLength 1', () => range(3), { maxArrayLength: 1 }],
  ['maxArrayLength 2', () => range(3), { maxArrayLength: 2 }],
  ['maxArrayLength -1', () => range(3), { maxArrayLength: -1 }],
  ['maxArrayLength null', () => range(120), { maxArrayLength: null }],
  ['maxArrayLength 10', () => range(120), { maxArrayLength: 10 }],
  ['nested indentation', () => ({ a: { b: range(60, (i) => i * 1000) } })],
  ['nested rows', () => [[range(30), range(30)], [range(10, (i) => 'x'.repeat(i))]]],
  ['Array.prototype', () => Array.prototype],
];

const collections = [
  ['map', () => new Map([['a', 1], [{ b: 2 }, [3]], [NaN, new Map([[1, 2]])]])],
  ['map, empty', () => new Map()],
  ['map, over 100', () => new Map(range(103, (i) => [i, i]))],
  ['map, extra keys', () => withProps(new Map([[1, 2]]), { x: 1 })],
  ['map, empty, extra keys', () => withProps(new Map(), { x: 1 })],
  ['map, long', () => new Map(range(10, (i) => [`key number ${i}`, { value: i }]))],
  ['map, multi-line key', () => new Map([['a\nb', 'c\nd']])],
  ['map, depth', () => new Map([[{ a: { b: { c: {} } } }, { a: { b: { c: {} } } }]])],
  ['map, hidden', () => new Map([[1, 2]]), { showHidden: true }],
  ['map, subclass', () => new Dict([[1, 2]])],
  ['map, null prototype', () => withProto(new Map([[1, 2]]), null)],
  ['map, plain prototype', () => withProto(new Map([[1, 2]]), Object.prototype)],
  ['map of maxArrayLength', () => new Map(range(5, (i) => [i, i])), { maxArrayLength: 2 }],
  ['set', () => new Set([1, 'a', { b: 2 }, [3], new Set([4])])],
  ['set, empty', () => new Set()],
  ['set, over 100', () => new Set(range(101))],
  ['set, extra keys', () => withProps(new Set([1]), { x: 1 })],
  ['set, subclass', () => new Bag([1])],
  ['set, null prototype', () => withProto(new Set([1]), null)],
  ['set of maxArrayLength', () => new Set(range(5)), { maxArrayLength: 0 }],
  ['map entries', () => new Map([[1, { a: 2 }], ['b', 3]]).entries()],
  ['map keys', () => new Map([[1, { a: 2 }], ['b', 3]]).keys()],
  ['map values', () => new Map([[1, { a: 2 }], ['b', 3]]).values()],
  ['map iterator, partly used', () => { const it = new Map([[1, 2], [3, 4]]).entries(); it.next(); return it; }],
  ['map iterator, used up', () => { const it = new Map([[1, 2]]).keys(); it.next(); it.next(); return it; }],
  ['map iterator with keys', () => withProps(new Map([[1, 2]]).keys(), { a: 1 })],
  ['map entries of maxArrayLength', () => new Map(range(5, (i) => [i, i])).entries(), { maxArrayLength: 2 }],
  ['map entries, long', () => new Map(range(8, (i) => [`key number ${i}`, 'x'.repeat(i * 3)])).entries()],
  ['set values', () => new Set([1, 'b']).values()],
  ['set entries', () => new Set([1, 'b']).entries()],
  ['set values of maxArrayLength', () => new Set(range(5)).values(), { maxArrayLength: 2 }],
  ['iterators', () => [[1].values(), 'ab'[Symbol.iterator](), 'ab'.matchAll(/a/g)]],
  ['generator', () => (function* g() { yield 1; })()],
  ['async generator', () => (async function* g() { yield 1; })()],
  ['generator with keys', () => withProps((function* g() {})(), { a: 1 })],
  ['iterable object', () => ({ *[Symbol.iterator]() { yield 1; } })],
  ['weak map', () => new WeakMap([[{}, 1]])],
  ['weak set', () => new WeakSet([{}])],
  ['weak map with keys', () => withProps(new WeakMap(), { a: 1 })],
  ['weak ref', () => new WeakRef({ a: 1 })],
  ['arguments', () => (function f() { return arguments; })(1, 'a', [2])],
  ['arguments, none', () => (function f() { return arguments; })()],
  ['arguments, inside', () => ({ a: (function f() { return arguments; })(1) })],
  ['promise', () => Promise.resolve({ a: 1 })],
  ['promise, pending', () => new Promise(() => {})],
  ['promise, rejected', () => { const p = Promise.reject(new Point(1, 2)); p.catch(() => {}); return p; }],
  ['promise with keys', () => withProps(Promise.resolve('x'), { a: 1 })],
  ['promise, too deep', () => ({ a: { b: { c: Promise.resolve(1) } } })],
  ['promise, subclass', () => new (class Later extends Promise {})(() => {})],
  ['promise of a promise', () => [Promise.resolve([Promise.resolve(1)])]],
  ['promise, null prototype', () => withProto(Promise.resolve(1), null)],
];

const binary = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]
    .map((Type) => [Type.name, () => new Type([1, 2, 3])]),
  ['BigInt64Array', () => new BigInt64Array([1n, -2n])],
  ['BigUint64Array', () => new BigUint64Array([1n, 2n])],
  ['typed array, empty', () => new Uint8Array()],
  ['typed array, hidden and empty', () => new Uint8Array(), { showHidden: true }],
  ['typed array, 200', () => new Uint8Array(200).map((_, i) => i)],
  ['typed array, floats', () => new Float64Array([1.5, -0, NaN, Infinity, 1e100])],
  ['typed array with keys', () => withProps(new Uint8Array(3), { x: 1 })],
  ['typed array, hidden', () => new Uint16Array([1, 2]), { showHidden: true }],
  ['typed array, subclass', () => new Bytes([1, 2])],
  ['typed array, null prototype', () => withProto(new Uint8Array([1, 2]), null)],
  ['typed array, colors', () => new Uint8Array(20), { colors: true }],
  ['typed array, separated', () => new Float64Array([1234567.5]), { numericSeparator: true }],
  ['ArrayBuffer', () => new Uint8Array([1, 2, 255]).buffer],
  ['ArrayBuffer, empty', () => new ArrayBuffer(0)],
  ['ArrayBuffer, 200', () => new ArrayBuffer(200)],
  ['ArrayBuffer, 101', () => new ArrayBuffer(101)],
  ['ArrayBuffer with keys', () => withProps(new ArrayBuffer(2), { x: 1 })],
  ['ArrayBuffer, colors', () => new ArrayBuffer(2), { colors: true }],
  ['ArrayBuffer, null prototype', () => [withProto(new ArrayBuffer(2), null)], { depth: 0 }],
  ['SharedArrayBuffer', () => new SharedArrayBuffer(3)],
  ['DataView', () => new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)],
];

const builtIns = [
  ['date', () => new Date(86400000)],
  ['date, invalid', () => new Date(NaN)],
  ['date with keys', () => withProps(new Date(0), { a: 1 })],
  ['date, subclass', () => new (class Day extends Date {})(0)],
  ['date, null prototype', () => withProto(new Date(0), null)],
  ['date, hidden tag', () => Object.defineProperty(new Date(0), Symbol.toStringTag, { value: 'T' })],
  ['regexp', () => /a\/b[^\n]/giu],
  ['regexp with keys', () => withProps(/a/, { x: 1 })],
  ['regexp, subclass', () => new (class Pattern extends RegExp {})('a', 'g')],
  ['regexp, null prototype', () => withProto(/a/g, null)],
  ['regexp match', () => /(?<first>a)(b)?/.exec('xab')],
  ['boxed', () => [new Number(1), new Number(-0), new String("it's"), new Boolean(false), Object(Symbol('s')), Object(1n)]],
  ['boxed string with keys', () => withProps(new String('abc'), { a: 1 })],
  ['boxed string, hidden', () => new String('abc'), { showHidden: true }],
  ['boxed with keys', () => withProps(new Number(3), { a: 1 })],
  ['boxed, subclass', () => new (class Count extends Number {})(3)],
  ['boxed, null prototype', () => [withProto(new Number(3), null), withProto(new String('ab'), null), withProto(new Boolean(true), null)]],
  ['boxed, hidden tag', () => Object.defineProperty(new Number(3), Symbol.toStringTag, { value: 'T' })],
  ['boxed, colors', () => [new Number(1), new String('a'), new Boolean(true), Object(Symbol('s')), Object(1n), withProps(new Number(1), { a: 1 })], { colors: true }],
];

const functions = [
  ['function', () => function f() {}],
  ['anonymous', () => [() => {}, function () {}, class {}]],
  ['arrow', () => { const arrow = () => {}; return arrow; }],
  ['method', () => ({ m() {} }).m],
  ['getter', () => Object.getOwnPropertyDescriptor(Point.prototype, 'length')],
  ['bound', () => function f() {}.bind(null)],
  ['async', () => async function f() {}],
  ['async arrow', () => { const a = async () => {}; return a; }],
  ['generator function', () => function* g() {}],
  ['async generator function', () => async function* g() {}],
  ['native', () => [Math.max, Map, Symbol, Promise.resolve]],
  ['class', () => Point],
  ['class, heir', () => Point3],
  ['class of null', () => class Nil extends null {}],
  ['class with statics', () => class Stat { static a = 1; static b() {} static #c = 2; }],
  ['class named by a static', () => class { static name = 'Given'; }],
  ['class with a comment', () => class /* { ( */ Odd /* } */ extends (Point, Point) { m() {} }],
  ['class, null prototype', () => withProto(class A {}, null)],
  ['class, tag', () => class A { static get [Symbol.toStringTag]() { return 'T'; } }],
  ['class, inside', () => ({ Point, List })],
  ['class, hidden', () => class A { static x = 1; m() {} }, { showHidden: true }],
  ['function with keys', () => withProps(function f() {}, { a: 1, b: { c: 2 } })],
  ['function, hidden key', () => Object.defineProperty(() => {}, 'x', { value: 1 })],
  ['function, null prototype', () => withProto(function f() {}, null)],
  ['function, other prototype', () => withProto(function f() {}, withProto(class Callable {}.prototype, Function.prototype))],
  ['function, renamed', () => Object.defineProperty(function f() {}, 'name', { value: 'other name' })],
  ['function, tag', () => Object.defineProperty(function f() {}, Symbol.toStringTag, { value: 'T' })],
  ['function, custom', () => withProps(function f() {}, { [CUSTOM]: () => 'custom' })],
  ['functions in an array', () => [function a() {}, class B {}, async () => {}]],
  ['function, subclass', () => { const f = new (class Fn extends Function {})('return 1'); return f; }],
];

const errors = [
  ['error', () => failure(new Error('broken'))],
  ['error, no message', () => failure(new Error())],
  ['error, no frames', () => failure(new Error('broken'), [])],
  ['error, no stack', () => { const e = new Error('broken'); e.stack = ''; return e; }],
  ['error, stack undefined', () => Object.defineProperty(new Error('broken'), 'stack', { value: undefined })],
  ['error, stack is something else', () => Object.defineProperty(new Error('broken'), 'stack', { value: 'text\nwithout frames' })],
  ['errors without frames in an object', () => ({ a: failure(new TypeError('x'), []), b: [failure(new Error('y'), [])] })],
  ['error, multi-line', () => failure(new Error('one\ntwo\n    at three'))],
  ['error in an object', () => ({ a: 1, e: failure(new Error('x')) })],
  ['error in an array', () => [[failure(new RangeError('x\ny'))]]],
  ['error with properties', () => failure(withProps(new Error('x'), { code: 'E', errno: -2, details: { a: [1] } }))],
  ['error with enumerable message', () => failure(withProps(Object.defineProperty(new Error(), 'message', { enumerable: true, value: 'hi', writable: true }), {}))],
  ['error with own name', () => { const e = failure(new Error('x')); e.name = 'Renamed'; return e; }],
  ['error with own name ending in Error', () => { const e = failure(new Error('x')); e.name = 'RenamedError'; return e; }],
  ['error with own name before its stack', () => { const e = new Error('x'); e.name = 'EarlyError'; return failure(e); }],
  ['error, message edited', () => { const e = failure(new Error('before')); e.message = 'after'; return e; }],
  ['error, message is no string', () => { const e = failure(new Error('x')); e.message = 5; return e; }],
  ['error, name undefined', () => { const e = failure(new Error('x')); e.name = undefined; return e; }],
  ['error, name null', () => { const e = failure(new TypeError('x')); e.name = null; return e; }],
  ['error class', () => failure(new HttpError('x', { status: 404 }))],
  ['error class without Error in the name', () => failure(new (class Fail extends Error {})('x'))],
  ['error class, name set', () => failure(new (class Fail extends Error { name = 'Fail'; })('x'))],
  ['error class, anonymous', () => failure(new (class extends TypeError {})('x'))],
  ['error, tag', () => failure(Object.defineProperty(new Error('x'), Symbol.toStringTag, { value: 'T' }))],
  ['error, null prototype', () => withProto(failure(new Error('x')), null)],
  ['error, null prototype, no frames', () => withProto(failure(new TypeError('x'), []), null)],
  ['error, null prototype, odd stack', () => { const e = failure(new Error('x'), []); e.stack = 'odd'; return withProto(e, null); }],
  ['error, null prototype, name only', () => { const e = failure(new Error('x'), []); e.stack = 'MyError'; return withProto(e, null); }],
  ['error, plain prototype', () => withProto(failure(new Error('x')), Object.prototype)],
  ['error-like', () => Object.create(Error.prototype)],
  ['error-like with keys', () => withProps(Object.create(TypeError.prototype), { message: 'm', a: 1 })],
  ['error of a prototype', () => TypeError.prototype],
  ['cause', () => failure(new Error('outer', { cause: failure(new TypeError('inner'), ['at g (b.js:1:1)']) }))],
  ['cause, primitive', () => failure(new Error('outer', { cause: 'text' }))],
  ['cause, undefined', () => failure(new Error('outer', { cause: undefined }))],
  ['cause, object', () => failure(new Error('outer', { cause: { code: 1 } }))],
  ['cause, own enumerable', () => failure(withProps(new Error('outer'), { cause: 1 }))],
  ['cause, getter that throws', () => failure(Object.defineProperty(new Error('x'), 'cause', { get() { throw 1; } }))],
  ['cause, same frames', () => {
    const frames = range(8, (i) => `at f${i} (a.js:${i}:1)`);
    return failure(new Error('outer', { cause: failure(new Error('inner'), ['at g (b.js:1:1)', ...frames]) }), ['at h (c.js:2:2)', ...frames]);
  }],
  ['cause, three deep', () => failure(new Error('a', { cause: failure(new Error('b', { cause: failure(new Error('c', { cause: failure(new Error('d')) })) })) }))],
  ['cause, circular', () => { const e = failure(new Error('x')); e.cause = e; return e; }],
  ['AggregateError', () => failure(new AggregateError([failure(new Error('a')), failure(new TypeError('b'))], 'all'))],
  ['AggregateError, none', () => failure(new AggregateError([]))],
  ['errors in a collection', () => new Map([['e', failure(new Error('x'))]])],
  ['error, colors', () => failure(new Error('x', { cause: failure(new Error('y'), []) }), []), { colors: true }],
  ['error, stack with other name', () => { const e = failure(new Error('x')); e.stack = 'Other: x\n    at a.js:1:1'; return e; }],
  ['error, stack enumerable', () => { const e = failure(new Error('x')); Object.defineProperty(e, 'stack', { enumerable: true }); return e; }],
];

const proxies = [
  ['proxy', () => new Proxy({ a: 1 }, {})],
  ['proxy of an array', () => new Proxy([1, 2], {})],
  ['proxy of a function', () => new Proxy(function f() {}, {})],
  ['proxy of a class', () => new Proxy(Point, {})],
  ['proxy of a map', () => new Proxy(new Map([[1, 2]]), {})],
  ['proxy whose traps throw', () => new Proxy({ a: 1 }, new Proxy({}, { get() { throw new Error('trap'); } }))],
  ['proxy shown', () => new Proxy({ a: 1 }, { get() {} }), { showProxy: true }],
  ['proxy shown, too deep', () => [[new Proxy({}, {})]], { showProxy: true, depth: 1 }],
  ['proxy shown, nested', () => ({ p: new Proxy(new Proxy([1], {}), {}) }), { showProxy: true, depth: 5 }],
  ['proxy, revoked', () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return [proxy]; }],
  ['proxy, revoked, shown', () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; }, { showProxy: true }],
  ['proxy of a proxy', () => new Proxy(new Proxy({ a: 1 }, {}), {})],
  ['proxy of a proxy of an array', () => new Proxy(new Proxy([1, 2, 3], {}), {})],
  ['proxy of a proxy of a function', () => new Proxy(new Proxy(function f() {}, {}), {})],
  ['proxy of a custom inspection', () => new Proxy({ [CUSTOM]() { return 'custom'; } }, {})],
  ['proxy inside', () => ({ a: new Proxy(new Point(1, 2), {}) })],
];

/** [name, make, options] of all values whose text is the same on every engine. */
export const cases = Object.entries({ objects, arrays, collections, binary, builtIns, functions, errors, proxies })
  .flatMap(([group, list]) => list.map(([name, ...rest]) => [`${group}: ${name}`, ...rest]))
  .concat(primitives);

/** As cases, where the engine has a say in the text. */
export const local = [
  ['weak map, hidden', () => new WeakMap([[{ a: 1 }, { b: 2 }]]), { showHidden: true }],
  ['weak set, hidden', () => new WeakSet([{ a: 1 }, [1, 2]]), { showHidden: true }],
  ['stack of an error', () => new Error('x')],
  ['stack of a nested error', () => ({ a: { b: new Error('x', { cause: new TypeError('y') }) } })],
  ['stack of an error class', () => new HttpError('x', { status: 404 })],
  ['error, hidden', () => new Error('x'), { showHidden: true }],
  ['error, changed afterwards', () => { const e = new Error('x'); e.message = 'y'; e.name = 'NewError'; return e; }],
  ['errors with the same frames', () => { const outer = () => new Error('a', { cause: new Error('b') }); return outer(); }],
  ['function, hidden', () => function f() {}, { showHidden: true }],
  ['strict function, hidden', () => [() => {}, async () => {}], { showHidden: true }],
  ['generator, hidden', () => (function* g() {})(), { showHidden: true }],
  ['date, hidden', () => [new Date(0), /x/g], { showHidden: true }],
  ['weak ref, null prototype', () => withProto(new WeakRef({}), null)],
  ['globals, hidden', () => [Math, JSON], { showHidden: true, depth: 3 }],
  ['constructors, hidden', () => [Map, Promise], { showHidden: true, depth: 2 }],
];

/** [arguments] of util.format. */
export const formats = [
  [], [''], ['a'], ['a', 'b'], [1, 2], [undefined], [null, 'x'], [Symbol('s')], ['%'], ['%%'], ['%%', 1], ['%%%s', 1],
  ['%s'], ['%s', 'x'], ['%s', 5], ['%s', -0], ['%s', 5n], ['%s', Symbol('s')], ['%s', undefined], ['%s', null],
  ['%s', {}], ['%s', { a: { b: { c: 1 } } }], ['%s', [1, [2, [3]]]], ['%s', () => {}], ['%s', function f() { return 1; }],
  ['%s', new Date(0)], ['%s', new Error('x')], ['%s', { toString() { return 'own'; } }],
  ['%s', new (class A { toString() { return 'class'; } })()], ['%s', new (class B extends Date {})(0)],
  ['%s', new (class C extends (class D { toString() { return 'parent'; } }) {})()],
  ['%s', { [Symbol.toPrimitive]() { return 'primitive'; } }], ['%s', Object.create(null)], ['%s', { toString: 5 }],
  ['%s', new Map([[1, 2]])], ['%s', new Uint8Array(3)], ['%s', /x/], ['%s', new String('s')], ['%s', new Proxy({ a: 1 }, {})],
  ['%s', withProps(Object.create(null), { [Symbol.toPrimitive]: () => 'tp' })], ['%s', Point], ['%s', new Point(1, 2)],
  ['%s', 'a'.repeat(3), 'more', 5, { a: 1 }], ['%s %s', 'one'], ['%s %s', 'one', 'two', 'three'],
  ['%d', 5], ['%d', '5.5'], ['%d', 'x'], ['%d', 5n], ['%d', Symbol('s')], ['%d', {}], ['%d', -0], ['%d', null], ['%d'],
  ['%i', 5.9], ['%i', '42abc'], ['%i', 5n], ['%i', Symbol('s')], ['%i', 'x'], ['%i', -0.5],
  ['%f', '5.5x'], ['%f', 5n], ['%f', Symbol('s')], ['%f', 'x'], ['%f', 1e21],
  ['%j', { a: [1, 'x'] }], ['%j', undefined], ['%j', 'x'], ['%j', circle(() => ({}))], ['%j', { toJSON() { return 5; } }],
  ['%o', { a: { b: { c: { d: { e: { f: 1 } } } } } }], ['%o', [1, 2, [3]]], ['%o', new Point(1, 2)], ['%o', 'text'], ['%o', 5],
  ['%O', { a: { b: { c: { d: 1 } } } }], ['%O', 'text'], ['%O', [1, { a: 2 }]], ['%O %O', { a: 1 }, 5],
  ['%c', 'color: red'], ['a%cb', 'color: red', 'c'], ['%x', 1], ['%x %s', 1], ['% s', 1], ['%s%', 1], ['%s%', 1, 2], ['100%', 1], ['%s%%', 'x'], ['%%s', 1],
  ['%%%%', 1], ['%d%%', 50], ['a %s b %d c %j', 'x', 1, { y: 2 }, 'rest', { z: 3 }], ['%s', 'percent %s', 'x'], [5, '%s', 'x'],
  ['$&%s', '$&'], ['\n%s\n', 'x'], ['%\n%s', 'x'], ['text', { a: 1 }, [2], 'b'], [{ a: 1 }, 'text'], [-0], [1n, true], ["it's", ["it's"]],
];

export { Point, failure, range, withProps };
