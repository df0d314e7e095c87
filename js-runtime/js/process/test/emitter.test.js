// The emitter of process and its streams, against Node's EventEmitter.
import { strict as assert } from 'node:assert';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { findRuntime } from '../../../test/hooks.js';

findRuntime('../../fs/test/support/natives.js', import.meta.url);
const { Emitter } = await import('jsc:emitter');

/** What a script logs on either emitter must be the same. */
function same(script) {
  const [ours, node] = [new Emitter(), new EventEmitter()].map((emitter) => {
    const log = [];
    script(emitter, (...words) => log.push(words));
    return log;
  });
  assert.deepEqual(ours, node);
}

test('listeners are called in order, with the emitter as this', () => same((e, log) => {
  e.on('x', function (...args) { log('first', args, this === e); }).addListener('x', () => log('second'));
  e.prependListener('x', () => log('before'));
  log(e.emit('x', 1, 2), e.emit('y'), e.listenerCount('x'), e.listenerCount('y'));
}));

test('a listener for once is called once, and can be removed by itself', () => same((e, log) => {
  const listener = () => log('called');
  e.once('x', listener).prependOnceListener('x', () => log('first'));
  log(e.listeners('x').includes(listener), e.emit('x'), e.emit('x'));
  e.once('x', listener).off('x', listener);
  log(e.emit('x'), e.eventNames());
}));

test('the last of equal listeners is removed', () => same((e, log) => {
  const listener = () => log('twice');
  e.on('x', listener).on('x', () => log('between')).on('x', listener).removeListener('x', listener);
  e.emit('x');
}));

test('listeners that come and go while an event is emitted do not change who is called', () => same((e, log) => {
  const late = () => log('late');
  e.on('x', () => { e.on('x', late); e.off('x', gone); });
  const gone = () => log('gone');
  e.on('x', gone);
  e.emit('x');
  log(e.listenerCount('x'));
}));

test('all listeners of one event or of all can be removed', () => same((e, log) => {
  e.on('x', log).on('y', log).on('z', log).removeAllListeners('x');
  log(e.eventNames());
  log(e.removeAllListeners().eventNames());
}));

test('an error that has no listener is thrown, and so is a listener that is no function', () => same((e, log) => {
  const error = new RangeError('r');
  for (const run of [() => e.emit('error', error), () => e.on('x', 5), () => e.once('x')]) {
    try {
      run();
    } catch ({ name, message, code }) {
      log(name, message, code);
    }
  }
}));
