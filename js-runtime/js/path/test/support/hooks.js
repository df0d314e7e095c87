// Module hooks: the runtime's own specifiers are files of js/, as builtins.json lists them, and all
// natives are those of natives.js.
import { readFileSync } from 'node:fs';

const js = new URL('../../../', import.meta.url);
const { modules } = JSON.parse(readFileSync(new URL('builtins.json', js), 'utf8'));

export function resolve(specifier, context, next) {
  if (specifier.startsWith('native:')) return { url: new URL('natives.js', import.meta.url).href, shortCircuit: true };
  if (!specifier.startsWith('jsc:')) return next(specifier, context);
  return { url: new URL(modules[specifier], js).href, format: 'module', shortCircuit: true };
}
