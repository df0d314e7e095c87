// The streams of brotli for node:zlib.
import { classOf, Zlib } from 'jsc:zlib/stream';

function Brotli(options, kind) {
  Reflect.apply(Zlib, this, [options, kind]);
}
Object.setPrototypeOf(Brotli.prototype, Zlib.prototype);
Object.setPrototypeOf(Brotli, Zlib);

export const [BrotliCompress, createBrotliCompress] = classOf('BrotliCompress', Brotli);
export const [BrotliDecompress, createBrotliDecompress] = classOf('BrotliDecompress', Brotli);
