// node:stream/web: https://nodejs.org/docs/latest-v20.x/api/webstreams.html
import * as streams from 'jsc:streams';
// Empty modules in programs that do not name their classes.
import * as compression from 'jsc:streams/compression';
import * as text from 'jsc:streams/text';

export const {
  ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableByteStreamController, ReadableStream,
  ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableStreamDefaultController, ReadableStreamDefaultReader,
  TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} = streams;
export const { TextDecoderStream, TextEncoderStream } = text;
export const { CompressionStream, DecompressionStream } = compression;

export default {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamBYOBRequest,
  ReadableByteStreamController, ReadableStreamDefaultController, TransformStream, TransformStreamDefaultController,
  WritableStream, WritableStreamDefaultController, WritableStreamDefaultWriter, ByteLengthQueuingStrategy,
  CountQueuingStrategy, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream,
};
