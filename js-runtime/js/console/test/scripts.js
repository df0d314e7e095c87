// What programs do with a console: [name, (console, wait) => void]. `wait(ms)` lets time pass.

import { Point, failure, range, withProps } from './cases.js';

const tables = [
  ['array of objects', [{ a: 1, b: 'x' }, { a: 2, c: true }]],
  ['columns wanted', [{ a: 1, b: 'x' }, { a: 2, c: true }], ['c', 'a', 'none']],
  ['no columns wanted', [{ a: 1 }], []],
  ['array of arrays', [[1, 2], [3, 4, 5]]],
  ['primitives', [1, 'two', null, undefined, Symbol('s'), 5n]],
  ['mixed', [1, { a: 2 }, [3]]],
  ['columns of primitives', [1, { a: 2 }, null], ['a']],
  ['object of objects', { x: { a: 1 }, y: { b: 2 } }],
  ['object of primitives', { x: 1, y: 'z' }],
  ['nested values', [{ a: { b: 1 }, c: [1, 2, 3, 4, 5], d: { e: 1, f: 2, g: 3 }, h: () => {} }]],
  ['map', new Map([['a', 1], [{ b: 1 }, { c: 2 }]])],
  ['set', new Set([1, 'a', { b: 1 }])],
  ['map entries', new Map([['a', 1], ['b', 2]]).entries()],
  ['map keys', new Map([['a', 1], ['b', 2]]).keys()],
  ['map values', new Map([['a', 1], ['b', 2]]).values()],
  ['set values', new Set([1, 2]).values()],
  ['set entries', new Set([1, 2]).entries()],
  ['empty array', []],
  ['empty object', {}],
  ['empty map', new Map()],
  ['empty set', new Set()],
  ['typed array', new Uint8Array([1, 2])],
  ['wide characters', [{ '漢字': 'かな', b: '😀' }]],
  ['quotes and line ends', [{ a: "it's", b: 'a\nb' }]],
  ['functions', [function f() {}, class A {}]],
  ['functions with properties', [withProps(() => {}, { a: 1 })]],
  ['instances', [new Point(1, 2)]],
  ['sparse', [, { a: 1 }, , 2]], // eslint-disable-line no-sparse-arrays
  ['numeric columns', [{ 2: 'b', a: 1, 1: 'a' }]],
  ['date', new Date(0)],
  ['null', null],
  ['a text', 'text'],
  ['a number', 5],
];

const messages = [
  [], [''], ['text'], ['a', 'b', 3], [1], [-0], [0, -0], ['a', -0], [NaN, Infinity], [undefined], [null, true], [5n], [Symbol('s')],
  ['100%'], ['100%', 5], ['%s is %d', 'x', 5], ['%s'], [{ a: 1 }], ['a', { b: [1, 2] }], [[1, 'x']], ['multi\nline', 'b\nc'],
  [failure(new Error('x'))], ['%o', [1]], ['%c styled', 'color: red'], [range(120)], [5, '%s', 'x'], ['\ud83d'],
];

export const scripts = [
  ...['log', 'info', 'debug', 'dirxml', 'warn', 'error'].map((method) =>
    [method, (console) => { for (const args of messages) console[method](...args); }]),
  ...tables.map(([name, ...args]) => [`table: ${name}`, (console) => console.table(...args)]),
  ['methods without their object', ({ log, error, group, groupEnd, table, count, dir }) => {
    group('g');
    log('a');
    error('b');
    count();
    dir({ a: 1 });
    table([1]);
    groupEnd();
    log('c');
  }],
  ['dir', (console) => {
    console.dir({ a: { b: { c: { d: 1 } } } });
    console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
    console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null, colors: true });
    console.dir({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'custom' });
    console.dir('text');
    console.dir();
  }],
  ['group', (console) => {
    console.group();
    console.log('one\ntwo');
    console.group('label', { a: 1 });
    console.error('three');
    console.log({ a: 'x'.repeat(50), b: 'y'.repeat(50) });
    console.groupCollapsed('collapsed');
    console.table([{ a: 1 }]);
    console.groupEnd();
    console.groupEnd();
    console.log('');
    console.groupEnd();
    console.groupEnd();
    console.log('out');
  }],
  ['count', (console) => {
    console.count();
    console.count();
    console.count('x');
    console.count(undefined);
    console.count(null);
    console.count({});
    console.countReset();
    console.count();
    console.countReset('never');
    console.countReset('x');
    console.count('x');
    console.count('%s %d');
  }],
  ['count of a symbol', (console) => console.count(Symbol('s'))],
  ['assert', (console) => {
    console.assert(true, 'no');
    console.assert(1);
    console.assert(false);
    console.assert();
    console.assert(0, 'text');
    console.assert(null, 'text %s', 'arg', 5);
    console.assert('', { a: 1 });
    console.assert(false, 5, { a: 1 });
  }],
  ['assert with a symbol', (console) => console.assert(false, Symbol('s'))],
  ['time', (console, wait) => {
    console.time();
    wait(1.23456);
    console.timeLog();
    wait(5);
    console.timeLog('default', 'more', { a: 1 });
    console.timeEnd();
    console.timeEnd();
    console.timeLog('never');
    console.time('x');
    console.time('x');
    console.timeEnd('x');
    console.time(5);
    console.timeEnd('5');
    console.time('100%');
    console.timeEnd('100%');
  }],
  ...[0, 0.0001, 0.5, 999, 999.9994, 999.9999, 1000, 1234.5678, 59999.4, 59999.9, 60000, 61234.5, 3599999.9, 3600000, 3661001, 86400000]
    .map((ms) => [`time: ${ms} ms`, (console, wait) => {
      console.time('t');
      wait(ms);
      console.timeEnd('t');
    }]),
  ['nothing to do', (console) => {
    console.clear();
    console.timeStamp('x');
    console.profile('x');
    console.profileEnd('x');
  }],
  ['replaced log', (console) => {
    const { log } = console;
    console.log = (...args) => log('replaced', ...args);
    console.log('a');
    console.info('b');
    console.count();
    console.table([1]);
    console.group('g');
    console.groupEnd();
    console.time('t');
    console.timeEnd('t');
    console.log = log;
  }],
  ['replaced warn and error', (console) => {
    const { warn, error } = console;
    console.warn = (...args) => warn('warned', ...args);
    console.error = (...args) => error('erred', ...args);
    console.assert(false, 'x');
    console.warn = warn;
    console.error = error;
  }],
];
