// docs/run.mjs with a directory as the guest's `/`: node preopened.mjs DIR app.wasm [args...]
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
setFlagsFromString('--no-turbo-fast-api-calls'); // they crash once memory has grown: nodejs/node#53087
process.removeAllListeners('warning'); // node:wasi warns that it is experimental
const { WASI } = await import('node:wasi');
const [directory, ...args] = process.argv.slice(2);
const preopens = { '/': directory };
const wasi = new WASI({ version: 'preview1', args, env: process.env, preopens, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(args[0]), wasi.getImportObject());
process.exitCode = wasi.start(instance);
