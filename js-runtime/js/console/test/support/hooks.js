// Module hooks: where the engine's own specifiers are on the disk.

const console = new URL('../../', import.meta.url);
const FILES = {
  'jsc:inspect': 'inspect.js',
  'jsc:inspect/describe': 'describe.js',
  'jsc:inspect/entries': 'entries.js',
  'jsc:inspect/error': 'error.js',
  'jsc:inspect/layout': 'layout.js',
  'jsc:inspect/text': 'text.js',
  'jsc:format': 'format.js',
  'jsc:console': 'index.js',
  'jsc:console/table': 'table.js',
};

export function resolve(specifier, context, next) {
  const file = specifier.startsWith('native:') ? 'test/support/natives.js' : FILES[specifier];
  return file ? { url: new URL(file, console).href, shortCircuit: true } : next(specifier, context);
}
