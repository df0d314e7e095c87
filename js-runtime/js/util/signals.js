// Signals that could be sent to a worker; here they stay in the one thread that there is.
import { AbortController, AbortSignal } from 'jsc:abort';
import { ERR_INVALID_ARG_TYPE } from 'jsc:node/errors';

export const transferableAbortController = () => new AbortController();

export function transferableAbortSignal(signal) {
  if (!(signal instanceof AbortSignal)) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  return signal;
}
