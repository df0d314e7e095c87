// Makes `process` an EventEmitter, in programs that have that class.
import { useExitHook } from 'native:process';
import EventEmitter from 'node:events';
import process from 'node:process';

const prototype = Object.getPrototypeOf(process);
Object.setPrototypeOf(prototype, EventEmitter.prototype);
Reflect.apply(EventEmitter, process, []);

// As in jsc:emitter's process, listeners of the program's end have to be asked for.
for (const name of ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener']) {
  const add = EventEmitter.prototype[name];
  const { [name]: method } = {
    [name](event, listener) {
      if (event === 'exit' || event === 'beforeExit') useExitHook();
      return Reflect.apply(add, this, [event, listener]);
    },
  };
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}
