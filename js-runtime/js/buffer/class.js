// How other modules see Buffer, which programs without it do not carry.

/** The class; undefined where no module brings it. */
export let BufferClass;
export const setBufferClass = (Class) => { BufferClass = Class; };

export const isBuffer = (value) => BufferClass !== undefined && value instanceof BufferClass;
