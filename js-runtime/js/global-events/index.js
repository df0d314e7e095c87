// The global object as an event target, and the events of errors that nobody caught:
// https://html.spec.whatwg.org/multipage/webappapis.html#runtime-script-errors and #unhandled-promise-rejections.
// What no listener cancels ends the program, as it would without listeners.
import { fail, listen } from 'native:errors';
import { ErrorEvent, PromiseRejectionEvent } from 'jsc:events/kinds';
import { EventTarget, fire, hasListeners, setReport, standFor } from 'jsc:events/target';
import { isDigits, trimStart } from 'jsc:headers/syntax';
import { isObject, required } from 'jsc:webidl';

const target = standFor(new EventTarget(), globalThis);

/** Fires an event at the global object; false when it was canceled. */
export const fireGlobally = (event) => fire(target, event);

export const somebodyListens = (type) => hasListeners(target, type);

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });

for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  const { [name]: method } = EventTarget.prototype;
  // A method of its own name and length that needs no receiver.
  define(name, { [name]: method.length === 1 ?
    (event) => Reflect.apply(method, target, [event]) :
    (type, callback, ...options) => Reflect.apply(method, target, [type, callback, ...options]) }[name]);
}

/** Gives the global object the event handler attribute `on` + type; `call(handler, event)` calls one. */
function handler(type, call) {
  let value = null;
  let listens = false;
  Object.defineProperty(globalThis, `on${type}`, {
    get: () => value,
    set(given) {
      value = isObject(given) ? given : null;
      if (!value || listens) return;
      listens = true;
      target.addEventListener(type, (event) => {
        if (typeof value === 'function') call(value, event);
      });
    },
    enumerable: true,
    configurable: true,
  });
}

const cancelIf = (isCanceled, event) => isCanceled && event.preventDefault();
handler('error', (f, event) => {
  const { message, filename, lineno, colno, error } = event;
  cancelIf(Reflect.apply(f, globalThis, [message, filename, lineno, colno, error]) === true, event);
});
for (const type of ['unhandledrejection', 'rejectionhandled']) {
  handler(type, (f, event) => cancelIf(Reflect.apply(f, globalThis, [event]) === false, event));
}

/** The `file:line:column` that a line of a stack ends with; undefined for one that has none. */
function placeIn(line) {
  const text = trimStart(line);
  if (!text.startsWith('at ')) return undefined;
  const place = text.slice(Math.max(text.lastIndexOf('(') + 1, 'at '.length), text.endsWith(')') ? -1 : undefined);
  const parts = place.split(':');
  const [lineno, colno] = parts.splice(-2);
  if (!parts.length || !lineno || !colno || !isDigits(lineno + colno)) return undefined;
  return { filename: parts.join(':'), lineno: +lineno, colno: +colno };
}

/** Where an error was made, by its stack. */
function placeOf(error) {
  const lines = isObject(error) ? `${error.stack ?? ''}`.split('\n') : [];
  for (const line of lines) {
    const place = placeIn(line);
    if (place) return place;
  }
  return { filename: '', lineno: 0, colno: 0 };
}

function textOf(error) {
  try {
    return `Uncaught ${error}`;
  } catch {
    return 'Uncaught exception';
  }
}

/** What a listener throws while an error is reported is not reported again. */
let isReporting = false;

function reports(event) {
  isReporting = true;
  try {
    return !fireGlobally(event);
  } finally {
    isReporting = false;
  }
}

const errorEvent = (error) =>
  new ErrorEvent('error', { cancelable: true, message: textOf(error), ...placeOf(error), error });

/** Rejected promises that were reported, with their reasons. */
const reported = new WeakMap();

listen(
  (error) => reports(errorEvent(error)),
  (promise, reason) => {
    reported.set(promise, reason);
    return reports(new PromiseRejectionEvent('unhandledrejection', { cancelable: true, promise, reason }));
  },
  (promise) => {
    if (!reported.has(promise)) return;
    const reason = reported.get(promise);
    reported.delete(promise);
    queueMicrotask(() => fireGlobally(new PromiseRejectionEvent('rejectionhandled', { promise, reason })));
  },
);

setReport((error) => {
  const end = isReporting ? () => fail(error) : () => { throw error; };
  queueMicrotask(end);
});

define('reportError', function reportError(error) {
  required(arguments, 1, 'reportError');
  if (!reports(errorEvent(error))) fail(error);
});
