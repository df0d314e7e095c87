// node:readline/promises: https://nodejs.org/docs/latest-v20.x/api/readline.html#promises-api
// Node.js 20's lib/readline/promises.js (MIT licence, Copyright Node.js contributors).
import { addAbortListener } from 'jsc:node/util';
import { Readline } from 'jsc:readline/readline';
import { Interface as _Interface, kQuestion, kQuestionCancel, kQuestionReject } from 'jsc:readline/interface';
import { AbortError } from 'jsc:node/errors';
import { validateAbortSignal } from 'jsc:node/validators';
import { kEmptyObject, SymbolDispose } from 'jsc:node/util';

class Interface extends _Interface {
  // eslint-disable-next-line no-useless-constructor
  constructor(input, output, completer, terminal) {
    super(input, output, completer, terminal);
  }
  question(query, options = kEmptyObject) {
    return new Promise((resolve, reject) => {
      let cb = resolve;

      if (options?.signal) {
        validateAbortSignal(options.signal, 'options.signal');
        if (options.signal.aborted) {
          return reject(
            new AbortError(undefined, { cause: options.signal.reason }));
        }

        const onAbort = () => {
          this[kQuestionCancel]();
          reject(new AbortError(undefined, { cause: options.signal.reason }));
        };
        const disposable = addAbortListener(options.signal, onAbort);

        cb = (answer) => {
          disposable[SymbolDispose]();
          resolve(answer);
        };
      }

      this[kQuestionReject] = reject;

      this[kQuestion](query, cb);
    });
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

export {
  Interface, Readline, createInterface,
};
export default {
  Interface, Readline, createInterface,
};
