// The time origin of https://w3c.github.io/hr-time/: what timestamps of events and performance
// entries are relative to.
import { now as monotonic, wallTime } from 'native:clock';

/** Readings of both clocks when the program first asks, which is as early as it can tell. */
let origin;

export function start() {
  // A run begins before it first looks at a clock, if only by a microsecond.
  origin ??= { monotonic: monotonic() - 0.001, wall: wallTime() - 0.001 };
  return origin;
}

/** Milliseconds since the origin. */
export function now() {
  const { monotonic: from } = start();
  return monotonic() - from;
}
