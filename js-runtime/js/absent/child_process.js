// node:child_process: https://nodejs.org/docs/latest-v20.x/api/child_process.html
import { refusing } from 'jsc:absent/refuse';

const functions = refusing('child_process', 'WASI has no processes', [
  'ChildProcess', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync',
]);

export const {
  ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync,
} = functions;
export default { ...functions };
