// The streams of node:zlib, but for brotli's.
import { classOf, Zlib } from 'jsc:zlib/stream';

export const [Deflate, createDeflate] = classOf('Deflate', Zlib);
export const [Inflate, createInflate] = classOf('Inflate', Zlib);
export const [Gzip, createGzip] = classOf('Gzip', Zlib);
export const [Gunzip, createGunzip] = classOf('Gunzip', Zlib);
export const [DeflateRaw, createDeflateRaw] = classOf('DeflateRaw', Zlib);
export const [InflateRaw, createInflateRaw] = classOf('InflateRaw', Zlib);
export const [Unzip, createUnzip] = classOf('Unzip', Zlib);
