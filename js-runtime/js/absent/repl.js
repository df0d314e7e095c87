// node:repl: https://nodejs.org/docs/latest-v20.x/api/repl.html
import { refusing } from 'jsc:absent/refuse';

export const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
export const REPL_MODE_STRICT = Symbol('repl-strict');
export const builtinModules = [];

const functions = refusing('repl', 'a compiled program does not read JavaScript', [
  'start', 'writer', 'REPLServer', 'Recoverable', 'isValidSyntax',
]);

export const {
  start, writer, REPLServer, Recoverable, isValidSyntax,
} = functions;
export default { ...functions, REPL_MODE_SLOPPY, REPL_MODE_STRICT, builtinModules };
