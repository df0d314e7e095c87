// Where the modules that call a program's callbacks meet those that have a say in it: process.nextTick and
// AsyncLocalStorage, in the programs that have them.

/** Called when a callback of the event loop, or a CommonJS entry, has returned. */
export let endTurn = () => {};
export const setEndTurn = (f) => { endTurn = f; };

/** What is to be called instead of a callback that waits for its turn. */
export let bindCallback = (callback) => callback;
export const setBindCallback = (f) => { bindCallback = f; };
