// How the second of two clones of a body gets its chunks: https://streams.spec.whatwg.org/#readablestream-tee with
// cloneForBranch2, in programs that clone.
import { cloneWithTransfer } from 'jsc:structured-clone';

export const cloneChunk = (chunk) => cloneWithTransfer(chunk, []).clone;
