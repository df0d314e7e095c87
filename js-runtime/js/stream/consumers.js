// node:stream/consumers: https://nodejs.org/docs/latest-v20.x/api/webstreams.html#utility-consumers
import { Buffer } from 'jsc:buffer';
import { TextDecoder } from 'jsc:encoding';
import { ERR_NOT_SUPPORTED } from 'jsc:node/errors';

async function chunksOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const toBytes = (chunk) => (ArrayBuffer.isView(chunk) ?
  new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.from(chunk));

export async function arrayBuffer(stream) {
  const bytes = Buffer.concat((await chunksOf(stream)).map(toBytes));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

export async function buffer(stream) {
  return Buffer.from(await arrayBuffer(stream));
}

/** Needs a program that names `Blob`. */
export async function blob(stream) {
  const { Blob } = globalThis;
  if (Blob === undefined) throw new ERR_NOT_SUPPORTED('stream/consumers.blob()', 'the program does not name Blob');
  return new Blob(await chunksOf(stream));
}

export async function text(stream) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode(undefined, { stream: false });
}

export async function json(stream) {
  return JSON.parse(await text(stream));
}

export default { arrayBuffer, blob, buffer, text, json };
