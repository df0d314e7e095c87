// node:inspector: https://nodejs.org/docs/latest-v20.x/api/inspector.html
import { refusing } from 'jsc:absent/refuse';

export const console = globalThis.console ?? {};

const functions = refusing('inspector', 'the engine has no debugger', [
  'open', 'close', 'url', 'waitForDebugger', 'Session',
]);

export const {
  open, close, url, waitForDebugger, Session,
} = functions;
export default { ...functions, console };
