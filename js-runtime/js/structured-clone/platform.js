// What the interfaces tell structuredClone of their objects:
// https://html.spec.whatwg.org/multipage/structured-data.html#serializable-objects and #transferable-objects.

/** The prototypes of all interfaces: what inherits from one, and is of no kind below, cannot be cloned. */
export const interfaces = new Set();

/** `{ is(value), clone(value) }`: the serializable objects, and how another one is made. */
export const serializables = [];

/**
 * `{ is(value), check(value), transfer(value) }`: the transferable objects, the message of the DataCloneError for one that
 * cannot be transferred now, and how what becomes of one is made, which leaves it unusable.
 */
export const transferables = [];
