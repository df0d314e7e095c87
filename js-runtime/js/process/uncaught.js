// The events of `process` about errors that nobody caught, after Node.js (lib/internal/process/execution.js and
// promises.js, mode 'throw'); in programs that name one of them.
import { fail, listen } from 'native:errors';
import { codedError, invalidType } from 'jsc:errors';
import process from 'node:process';
import { nextTick } from 'jsc:ticks';

/** Exit code of a program whose handling of an error fails; Node's. */
const HANDLER_FAILED = 7;

/** What takes errors instead of listeners; null without. */
let capture = null;

export function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  if (typeof fn !== 'function') throw invalidType('fn', 'of type function or null', fn);
  if (capture !== null) {
    const message = '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active';
    throw codedError(Error, 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET', message);
  }
  capture = fn;
}

export const hasUncaughtExceptionCaptureCallback = () => capture !== null;

function offer(error, origin) {
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (capture === null) return process.emit('uncaughtException', error, origin);
  capture(error);
  return true;
}

/** Whether the program takes an error; one that it throws meanwhile ends it. */
function takes(error, isOfPromise) {
  try {
    return offer(error, isOfPromise ? 'unhandledRejection' : 'uncaughtException');
  } catch (thrown) {
    return fail(thrown, HANDLER_FAILED);
  }
}

/** A value as text, for which none of its code is run. */
function textOf(value) {
  if (typeof value === 'object' && value !== null) return `#<${value.constructor?.name ?? 'Object'}>`;
  return String(value);
}

class UnhandledPromiseRejection extends Error {
  code = 'ERR_UNHANDLED_REJECTION';
  name = 'UnhandledPromiseRejection';

  constructor(reason) {
    super('This error originated either by throwing inside of an async function without a catch block, or by rejecting ' +
      `a promise which was not handled with .catch(). The promise rejected with the reason "${textOf(reason)}".`);
  }
}

class PromiseRejectionHandledWarning extends Error {
  name = 'PromiseRejectionHandledWarning';

  constructor(id) {
    super(`Promise rejection was handled asynchronously (rejection id: ${id})`);
    this.id = id;
  }
}

const isErrorLike = (value) => typeof value === 'object' && value !== null && Object.hasOwn(value, 'stack');

/** Rejected promises that were reported, with their numbers. */
const reported = new WeakMap();
let lastNumber = 0;

function takesRejection(promise, reason) {
  reported.set(promise, ++lastNumber);
  try {
    if (process.emit('unhandledRejection', reason, promise)) return true;
  } catch (thrown) {
    return takes(thrown, false) || fail(thrown);
  }
  return takes(isErrorLike(reason) ? reason : new UnhandledPromiseRejection(reason), true);
}

function tellHandled(promise) {
  const number = reported.get(promise);
  if (!reported.delete(promise)) return;
  const warning = new PromiseRejectionHandledWarning(number);
  // After the handler, which is a job that will be queued next.
  queueMicrotask(() => nextTick(() => {
    if (!process.emit('rejectionHandled', promise)) process.emitWarning(warning);
  }));
}

listen(takes, takesRejection, tellHandled);
