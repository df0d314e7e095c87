// Brotli for CompressionStream and DecompressionStream, in programs that name it.
import { compress, decompress, run } from 'native:brotli';

/** Of 11: streams are compressed while somebody waits. */
const QUALITY = 5;
const WINDOW_BITS = 22;
const [GENERIC, UNKNOWN_SIZE] = [0, 0];

export const BROTLI = { compress: () => compress(QUALITY, WINDOW_BITS, GENERIC, UNKNOWN_SIZE), decompress, run };
