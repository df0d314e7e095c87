// node:module: https://nodejs.org/docs/latest-v20.x/api/module.html
//
// What is there to be required is decided when the program is built, so that nothing here can add to it.
import { refusing } from 'jsc:absent/refuse';
import { Module, cache, lookupPaths, requireAt } from 'jsc:commonjs';
import { invalidValue } from 'jsc:errors';
import { builtinModules } from 'jsc:module/names';

const names = new Set(builtinModules);

/** Whether a name, with or without `node:`, is of one of the runtime's modules. */
export const isBuiltin = (name) => names.has(`${name}`.replace(/^node:/, ''));

const FILE_URL = /^file:\/\/(?:localhost)?(\/[^?#]*)/i;

function pathOf(filename) {
  const text = typeof filename === 'string' ? filename : `${filename?.href}`;
  if (text.startsWith('/') && text === filename) return text;
  const [, path] = FILE_URL.exec(text) ?? [];
  if (path === undefined || /%2f/i.test(path)) {
    throw invalidValue('filename', 'must be a file URL object, file URL string, or absolute path string', filename);
  }
  return decodeURIComponent(path);
}

/** `require` for the file of a path or URL, or, where that ends in a slash, for those of a folder. */
export const createRequire = (filename) => requireAt(pathOf(filename).replace(/\/$/, '/noop.js'));

/** The maps that the build was given are applied already. */
export const findSourceMap = () => undefined;

const refused = refusing('module', 'the modules of a program are chosen when it is built', [
  'register', 'runMain', 'syncBuiltinESMExports',
]);
export const { register, runMain, syncBuiltinESMExports } = refused;

export const globalPaths = [];
export const _cache = cache;
export const _nodeModulePaths = (from) => lookupPaths(from);

export { Module, builtinModules };
export default Object.assign(Module, {
  Module, _cache, _nodeModulePaths, builtinModules, createRequire, findSourceMap, globalPaths, isBuiltin, ...refused,
});
