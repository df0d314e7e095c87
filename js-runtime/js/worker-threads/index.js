// node:worker_threads: https://nodejs.org/docs/latest-v20.x/api/worker_threads.html
// A module has one thread, which is the main one.
import { refusing } from 'jsc:absent/refuse';
// An empty module in programs that do not name what it has.
import * as messages from 'jsc:worker-threads/messages';

export const isMainThread = true;
export const parentPort = null;
export const workerData = null;
export const threadId = 0;
export const resourceLimits = {};
export const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

const environment = new Map();

export const getEnvironmentData = (key) => environment.get(key);

export function setEnvironmentData(key, value) {
  if (value === undefined) environment.delete(key);
  else environment.set(key, value);
}

/** Without effect: nothing here transfers the object unasked. */
export function markAsUntransferable() {}

const functions = refusing('worker_threads', 'WASI preview 1 has no threads', [
  'Worker', 'moveMessagePortToContext', 'postMessageToThread',
]);
export const {
  Worker, moveMessagePortToContext, postMessageToThread,
} = functions;
export const { BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort } = messages;

export default {
  isMainThread, parentPort, workerData, threadId, resourceLimits, SHARE_ENV, getEnvironmentData, setEnvironmentData,
  markAsUntransferable, ...functions, ...messages,
};
