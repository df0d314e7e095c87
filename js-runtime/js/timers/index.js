// setTimeout, setInterval and setImmediate as Node.js has them:
// https://nodejs.org/docs/latest-v20.x/api/timers.html. The event loop calls `runOne` after the
// microtasks are done; as in Node, a round has the timers that are due, then the immediates that
// were set before they came up. Nothing here reads a clock until a timer is set.

import { setHook } from 'native:timers';
import { now } from 'native:clock';
import { validateFunction } from 'jsc:errors';
import { add, first, remove } from 'jsc:timers/heap';
import { bindCallback, endTurn } from 'jsc:turns';

const { apply } = Reflect;

const SHORTEST = 1;
const LONGEST = 2 ** 31 - 1;

/** What is pending and keeps the program alive. */
let referenced = 0;
/** Timeouts whose number a program has seen, and may pass to clearTimeout. */
const numbered = new Map();
let lastNumber = 0;
let nextOrder = 0;
/** Immediates for the next round. */
let immediates = [];

/** Has the event loop ask for timers from here on: it need not as long as there never was one. */
let hook = () => {
  hook = () => {};
  setHook(runOne);
};

/** What a public object stands for; undefined for other values. */
let timerOf, immediateOf;
const isObject = (value) => typeof value === 'object' && value !== null;

class Timeout {
  #timer;

  static {
    timerOf = (value) => (isObject(value) && #timer in value ? value.#timer : undefined);
  }

  constructor(callback, delay, args, repeats) {
    delay *= 1;
    this.#timer = {
      callback, args, repeats,
      delay: delay >= SHORTEST && delay <= LONGEST ? Math.trunc(delay) : SHORTEST,
      due: 0, order: 0, place: -1,
      isReferenced: true,
      timeout: this,
    };
    start(this.#timer);
  }

  /** Starts the delay anew. */
  refresh() {
    const timer = this.#timer;
    if (timer.callback) {
      stop(timer);
      start(timer);
    }
    return this;
  }

  ref() {
    setReferenced(this.#timer, true, this.#timer.place >= 0);
    return this;
  }

  unref() {
    setReferenced(this.#timer, false, this.#timer.place >= 0);
    return this;
  }

  hasRef() {
    return this.#timer.isReferenced;
  }

  /** Whether it will not run again. */
  get _destroyed() {
    return this.#timer.callback === undefined || this.#timer.place < 0;
  }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    const timer = this.#timer;
    timer.number ??= ++lastNumber;
    if (timer.callback) numbered.set(timer.number, this);
    return timer.number;
  }

  [Symbol.dispose]() {
    clearTimeout(this);
  }
}

class Immediate {
  #immediate;

  static {
    immediateOf = (value) => (isObject(value) && #immediate in value ? value.#immediate : undefined);
  }

  constructor(callback, args) {
    this.#immediate = { callback, args, isReferenced: true, immediate: this };
    hook();
    immediates.push(this.#immediate);
    referenced++;
  }

  ref() {
    setReferenced(this.#immediate, true, this.#immediate.callback);
    return this;
  }

  unref() {
    setReferenced(this.#immediate, false, this.#immediate.callback);
    return this;
  }

  hasRef() {
    return this.#immediate.isReferenced;
  }

  /** Whether it will not run again. */
  get _destroyed() {
    return this.#immediate.callback === undefined;
  }

  [Symbol.dispose]() {
    clearImmediate(this);
  }
}

function setReferenced(item, isReferenced, isPending) {
  if (isPending && item.isReferenced !== isReferenced) referenced += isReferenced ? 1 : -1;
  item.isReferenced = isReferenced;
}

function start(timer, from = now()) {
  hook();
  timer.due = from + timer.delay;
  timer.order = nextOrder++;
  add(timer);
  if (timer.isReferenced) referenced++;
}

function stop(timer) {
  if (timer.place < 0) return;
  remove(timer);
  if (timer.isReferenced) referenced--;
}

function fire(timer) {
  stop(timer);
  const from = timer.repeats ? now() : 0;
  try {
    apply(timer.callback, timer.timeout, timer.args);
  } finally {
    // Unless it was cleared or refreshed, an interval goes on from where its callback began.
    if (timer.repeats && timer.callback && timer.place < 0) start(timer, from);
    else if (timer.place < 0) numbered.delete(timer.number);
  }
}

export function setTimeout(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(bindCallback(callback), delay, args, false);
}

export function setInterval(callback, delay, ...args) {
  validateFunction(callback, 'callback');
  return new Timeout(bindCallback(callback), delay, args, true);
}

export function setImmediate(callback, ...args) {
  validateFunction(callback, 'callback');
  return new Immediate(bindCallback(callback), args);
}

/** Takes a Timeout of either kind, or its number, also as text. */
export function clearTimeout(timeout) {
  const isNumber = typeof timeout === 'number' || typeof timeout === 'string';
  const timer = timerOf(isNumber ? numbered.get(Number(timeout)) : timeout);
  if (!timer) return;
  stop(timer);
  timer.callback = undefined;
  numbered.delete(timer.number);
}

export function clearInterval(timeout) {
  clearTimeout(timeout);
}

export function clearImmediate(value) {
  const immediate = immediateOf(value);
  if (immediate) takeImmediate(immediate);
}

/** The callback, which then cannot be had again. */
function takeImmediate(immediate) {
  const { callback } = immediate;
  if (callback && immediate.isReferenced) referenced--;
  immediate.callback = undefined;
  return callback;
}

/** The round in progress; between rounds it has neither timers nor immediates left. */
const round = {
  inTimers: false,
  /** Timers from this number on were set during the round, and are for the next. */
  limit: 0,
  time: 0,
  /** The immediates of this round, and the first that has not run. */
  immediates: [],
  next: 0,
};

/** Begins a round, unless nothing is due: then returns how long to wait, -1 for ever. */
function begin() {
  if (referenced === 0) return -1;
  round.time = now();
  const wait = immediates.length ? 0 : first().due - round.time;
  if (wait > 0) return wait;
  round.limit = nextOrder;
  round.inTimers = true;
  return 0;
}

/**
 * Whether a timer is for this round. Where immediates wait, that of the shortest delay counts as
 * due: which of setTimeout(f, 0) and setImmediate(f) comes first is then no matter of chance.
 */
const isDue = (timer) => timer.order < round.limit &&
  (timer.due <= round.time || (timer.delay === SHORTEST && immediates.length > 0));

/** Called once, when nothing is left to wait for. */
let atEnd;

export function setAtEnd(callback) {
  hook();
  atEnd = callback;
}

function runAtEnd() {
  const callback = atEnd;
  atEnd = undefined;
  callback();
  endTurn();
  return 0;
}

/** Runs one callback and returns 0; or says how many milliseconds to wait, -1 for ever. */
function runOne() {
  for (;;) {
    if (round.inTimers) {
      const timer = first();
      if (timer && isDue(timer)) {
        fire(timer);
        endTurn();
        return 0;
      }
      round.inTimers = false;
      round.immediates = immediates;
      round.next = 0;
      immediates = [];
    }
    while (round.next < round.immediates.length) {
      const item = round.immediates[round.next++];
      const callback = takeImmediate(item);
      if (callback) {
        apply(callback, item.immediate, item.args);
        endTurn();
        return 0;
      }
    }
    const wait = begin();
    if (wait < 0 && atEnd) return runAtEnd();
    if (wait) return wait;
  }
}

/** Makes `promised` what util.promisify gives for one of the functions that start a timer. */
export function setPromisified(start, promised) {
  Object.defineProperty(start, Symbol.for('nodejs.util.promisify.custom'), { value: promised, configurable: true });
}

// Those of node:timers/promises, which take options too, replace these in programs that have them.
setPromisified(setTimeout, (delay, value) => new Promise((resolve) => setTimeout(resolve, delay, value)));
setPromisified(setImmediate, (value) => new Promise((resolve) => setImmediate(resolve, value)));

Object.assign(globalThis, {
  setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate,
});
