// node starlingmonkey.mjs WIT JS OUT: what `jco componentize` does with its default engine.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { componentize } from '@bytecodealliance/componentize-js';

const [wit, js, out] = process.argv.slice(2);
const { component } = await componentize({
  sourcePath: resolve(js),
  witPath: resolve(wit),
  worldName: 'program',
  // The programs make no requests, and the host gives no wasi:http.
  disableFeatures: ['http', 'fetch-event'],
});
await writeFile(out, component);
