// How node:events sees the listeners of a web EventTarget: undefined in programs that have none of those.

/** `listenersOf(value, type)`: the callbacks, oldest first; undefined for what is no EventTarget. */
export let listenersOf;
export const setListenersOf = (f) => { listenersOf = f; };
