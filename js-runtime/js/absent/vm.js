// node:vm: https://nodejs.org/docs/latest-v20.x/api/vm.html
import { refusing } from 'jsc:absent/refuse';

export const constants = {
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
};

const functions = refusing('vm', 'the engine has one context', [
  'Script', 'createContext', 'createScript', 'runInContext', 'runInNewContext', 'runInThisContext', 'isContext',
  'compileFunction', 'measureMemory',
]);

export const {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction,
  measureMemory,
} = functions;
export default { ...functions, constants };
