// node:stream/promises: https://nodejs.org/docs/latest-v20.x/api/stream.html#streams-promises-api
import { finished } from 'jsc:stream/end-of-stream';
import { pipelineImpl } from 'jsc:stream/pipeline';
import { isIterable, isNodeStream, isWebStream } from 'jsc:stream/utils';

const isOptions = (value) =>
  value && typeof value === 'object' && !isNodeStream(value) && !isIterable(value) && !isWebStream(value);

/** Connects streams; the promise is fulfilled when the last has ended. The last argument may be { signal, end }. */
export function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    const { signal, end } = isOptions(streams.at(-1)) ? streams.pop() : {};
    pipelineImpl(streams, (error, value) => (error ? reject(error) : resolve(value)), { signal, end });
  });
}

export { finished };
export default { finished, pipeline };
