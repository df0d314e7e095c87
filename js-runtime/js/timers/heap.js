// The pending timers, the one due first on top: a binary heap whose members know their place, so
// that one can be taken out wherever it is.

const heap = [];

/** Timers due at the same time run in the order in which they were set. */
const isBefore = (a, b) => a.due < b.due || (a.due === b.due && a.order < b.order);

function place(timer, index) {
  heap[index] = timer;
  timer.place = index;
}

function siftUp(timer, index) {
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(timer, heap[parent])) break;
    place(heap[parent], index);
    index = parent;
  }
  place(timer, index);
}

function siftDown(timer, index) {
  const { length } = heap;
  for (let child; (child = 2 * index + 1) < length; index = child) {
    if (child + 1 < length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], timer)) break;
    place(heap[child], index);
  }
  place(timer, index);
}

/** The timer that is due first, or undefined. */
export const first = () => heap[0];

export function add(timer) {
  siftUp(timer, heap.length);
}

/** Takes a timer out; its place is -1 from then on. */
export function remove(timer) {
  const index = timer.place;
  const last = heap.pop();
  if (last !== timer) {
    siftUp(last, index);
    siftDown(last, last.place);
  }
  timer.place = -1;
}
