// Runs a WASI preview 1 command under Node 20 or later: node run.mjs app.wasm [args...]
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
setFlagsFromString('--no-turbo-fast-api-calls'); // they crash once memory has grown: nodejs/node#53087
process.removeAllListeners('warning'); // node:wasi warns that it is experimental
const { WASI } = await import('node:wasi');
const args = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args, env: process.env, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(args[0]), wasi.getImportObject());
process.exitCode = wasi.start(instance);
