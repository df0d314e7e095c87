// One end of a compressed stream, fed and emptied step by step.

/** zlib's numbers. */
export const Z_OK = 0;
export const Z_STREAM_END = 1;
export const Z_NEED_DICT = 2;
export const Z_DATA_ERROR = -3;

/** What went wrong in the data; `status` is zlib's number. */
export class CodingError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Coder {
  #run;
  #open;
  #stream;
  #report = [0, Z_OK, undefined];
  /** No output comes after what there was: what follows in the input is not part of the stream. */
  isEnded = false;

  /**
   * @param run the native that makes a step
   * @param open makes the native stream, and again after `reset`; undefined for a dictionary that does not fit
   */
  constructor(run, open) {
    this.#run = run;
    this.#open = open;
    this.reset();
  }

  reset() {
    this.#stream = this.#open();
    if (!this.#stream) throw new CodingError(Z_DATA_ERROR, 'Bad dictionary');
    this.isEnded = false;
  }

  /**
   * Takes in bytes of `input` from `start` on and gives at most `room` bytes of output.
   * Returns the output and how many bytes were consumed; throws a CodingError.
   */
  step(input, start, room, flush) {
    const output = this.#run(this.#stream, input, start, room, flush, this.#report);
    const [consumed, status, message] = this.#report;
    if (status === Z_NEED_DICT || status < 0) throw new CodingError(status, message);
    this.isEnded = status === Z_STREAM_END;
    return { output, consumed };
  }
}

/** The pieces as one. */
export function join(pieces, length) {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
