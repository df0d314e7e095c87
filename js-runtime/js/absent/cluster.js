// node:cluster: https://nodejs.org/docs/latest-v20.x/api/cluster.html
import { refusing } from 'jsc:absent/refuse';

export const isWorker = false;
export const isMaster = true;
export const isPrimary = true;
export const workers = {};
export const settings = {};
export const SCHED_NONE = 1;
export const SCHED_RR = 2;
export const schedulingPolicy = 2;

const functions = refusing('cluster', 'WASI has no processes', [
  'Worker', 'setupPrimary', 'setupMaster', 'fork', 'disconnect',
]);

export const {
  Worker, setupPrimary, setupMaster, fork, disconnect,
} = functions;
export default {
  ...functions, isWorker, isMaster, isPrimary, workers, settings, SCHED_NONE, SCHED_RR, schedulingPolicy,
};
