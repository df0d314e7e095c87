// A stream of one of node:zlib's kinds, step by step: what src/node_zlib.cc of Node.js 20 does between two callbacks.
import { CodingError, join } from 'jsc:zlib/coder';
import { constants } from 'jsc:zlib/constants';
import { codingError, endOfFile } from 'jsc:zlib/errors';

const { Z_BLOCK, Z_FINISH, Z_NO_FLUSH, Z_PARTIAL_FLUSH, BROTLI_OPERATION_FINISH } = constants;

/** The first two bytes of gzip. */
const [ID1, ID2] = [0x1f, 0x8b];

export class Handle {
  #kind;
  #prepared;
  #hasMembers;
  /** Undefined while the format is to be told from the first two bytes. */
  #coder;
  /** The first of the two bytes came alone and was kept. */
  #keptId = false;

  /** A stream of `kind` under options that `kind.prepare` checked. */
  constructor(kind, prepared) {
    this.#kind = kind;
    this.#prepared = prepared;
    this.#hasMembers = kind.hasMembers;
    if (!kind.detects) this.#open();
  }

  #open(format) {
    this.#hasMembers &&= format !== 'deflate';
    this.#coder = this.#guard(() => this.#prepared.coder(format));
  }

  /** Lets go of what the stream holds. */
  close() {
    this.#coder = undefined;
  }

  reset() {
    this.#coder?.reset();
    this.#keptId = false;
  }

  /**
   * Takes in bytes of `input` from `start` on and gives at most `room` bytes of output. Where it gives fewer, it has
   * done all it could. `flush` is one of Node's numbers for the kind.
   * @returns {{ output: Uint8Array, consumed: number }}
   */
  step(input, start, room, flush) {
    return this.#guard(() => {
      const isWaiting = !this.#coder && !this.#detect(input, start);
      const done = isWaiting ? this.#keep(input, start) : this.#stepMembers(input, start, room, nativeFlush(flush, this.#kind));
      const finishes = flush === (this.#kind.isBrotli ? BROTLI_OPERATION_FINISH : Z_FINISH);
      if (finishes && !this.#coder?.isEnded && done.output.length < room) throw endOfFile();
      return done;
    });
  }

  /** Tells gzip from zlib, if that is possible yet. */
  #detect(input, start) {
    const rest = input.length - start;
    if (rest === 0 || (rest === 1 && !this.#keptId && input[start] === ID1)) return false;
    const isGzip = this.#keptId ? input[start] === ID2 : input[start] === ID1 && input[start + 1] === ID2;
    this.#open(isGzip ? 'gzip' : 'deflate');
    // A first byte alone gives no output.
    if (this.#keptId) this.#coder.step(Uint8Array.of(ID1), 0, 1, Z_NO_FLUSH);
    return true;
  }

  #keep(input, start) {
    const consumed = input.length - start;
    this.#keptId ||= consumed === 1;
    return { output: new Uint8Array(), consumed };
  }

  /** What follows a member is another, unless it is zeros. */
  #stepMembers(input, start, room, flush) {
    const pieces = [];
    let at = start;
    let filled = 0;
    do {
      if (this.#coder.isEnded) {
        if (!this.#hasMembers || at === input.length || input[at] === 0) break;
        this.#coder.reset();
      }
      const { output, consumed } = this.#coder.step(input, at, room - filled, flush);
      at += consumed;
      filled += output.length;
      pieces.push(output);
    } while (this.#coder.isEnded && filled < room);
    return { output: join(pieces, filled), consumed: at - start };
  }

  #guard(work) {
    try {
      return work();
    } catch (error) {
      throw error instanceof CodingError ? codingError(error, this.#kind, this.#prepared.hasDictionary) : error;
    }
  }
}

/** What the native takes for a flush; to the end of a block is less than it can do. */
const nativeFlush = (flush, { isBrotli }) => (!isBrotli && flush === Z_BLOCK ? Z_PARTIAL_FLUSH : flush);
