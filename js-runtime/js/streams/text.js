// TextEncoderStream and TextDecoderStream: https://encoding.spec.whatwg.org/#interface-textencoderstream.
import { TextDecoder, TextEncoder } from 'jsc:encoding';
import { TransformStream } from 'jsc:streams';
import { expose } from 'jsc:webidl';

const encoder = new TextEncoder();

/** Whether a text ends with a high surrogate. */
const endsWithHalf = (text) => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

class TextEncoderStream {
  /** A high surrogate that ended the last chunk, as long as its other half may come. */
  #leading = '';
  #transform = new TransformStream({
    transform: (chunk, controller) => {
      const text = this.#leading + `${chunk}`;
      this.#leading = endsWithHalf(text) ? text.at(-1) : '';
      const whole = this.#leading ? text.slice(0, -1) : text;
      if (whole) controller.enqueue(encoder.encode(whole));
    },
    flush: (controller) => {
      if (this.#leading) controller.enqueue(encoder.encode(this.#leading));
    },
  });

  get encoding() {
    void this.#transform;
    return 'utf-8';
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

class TextDecoderStream {
  #decoder;
  #transform = new TransformStream({
    transform: (chunk, controller) => {
      if (chunk === undefined) throw new TypeError('TextDecoderStream: a chunk is neither a buffer nor a view');
      this.#pass(this.#decoder.decode(chunk, { stream: true }), controller);
    },
    flush: (controller) => this.#pass(this.#decoder.decode(), controller),
  });

  constructor(label = 'utf-8', options = undefined) {
    this.#decoder = new TextDecoder(label, options);
  }

  get encoding() {
    return this.#decoder.encoding;
  }

  get fatal() {
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }

  #pass(text, controller) {
    if (text) controller.enqueue(text);
  }
}

[TextEncoderStream, TextDecoderStream].forEach(expose);

export { TextDecoderStream, TextEncoderStream };
