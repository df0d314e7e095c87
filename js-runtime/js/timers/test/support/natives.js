// The natives of the timers, with a clock that the test turns.

/** The program's time, and the function that the event loop would call. */
export const loop = { time: 1000, runOne: undefined };

export const now = () => loop.time;
export const setHook = (hook) => { loop.runOne = hook; };
