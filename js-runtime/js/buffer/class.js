// How other modules see Buffer, which programs without it do not carry.

/** The class; undefined where no module brings it. */
export let BufferClass;
export const setBufferClass = (Class) => { BufferClass = Class; };

export const isBuffer = (value) => BufferClass !== undefined && value instanceof BufferClass;

/** Bytes that the caller owns from here on, as a Buffer in programs that have the class. */
export const toBuffer = (bytes) =>
  (BufferClass ? BufferClass.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes);
