// Module hooks: the runtime's own specifiers are files of js/, as builtins.json lists them, and all
// natives are those of one module, which the test names.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

const js = new URL('../js/', import.meta.url);
const { modules } = JSON.parse(readFileSync(new URL('builtins.json', js), 'utf8'));
let nativesUrl;

/**
 * Has imports after this find the runtime's modules.
 * @param {string} natives what stands for every native module, relative to `base`
 * @param {string} base the caller's import.meta.url
 */
export const findRuntime = (natives, base) =>
  register(import.meta.url, { data: new URL(natives, base).href });

export function initialize(natives) {
  nativesUrl = natives;
}

export function resolve(specifier, context, next) {
  if (specifier.startsWith('native:')) return { url: nativesUrl, shortCircuit: true };
  if (!specifier.startsWith('jsc:')) return next(specifier, context);
  return { url: new URL(modules[specifier], js).href, format: 'module', shortCircuit: true };
}
