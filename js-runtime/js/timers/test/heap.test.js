// The order in which a heap gives its timers back.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { add, first, remove } from '../heap.js';

const timer = (due, order) => ({ due, order, place: -1 });

function drain() {
  const drained = [];
  for (let top; (top = first()); drained.push(top)) remove(top);
  return drained;
}

/** Numbers that look random and are the same in each run. */
function* numbers(seed) {
  for (;;) yield seed = (seed * 1103515245 + 12345) % 2 ** 31;
}

test('timers come out by due time, equal ones in the order in which they were set', () => {
  [[5, 0], [3, 1], [5, 2], [1, 3], [3, 4]].forEach(([due, order]) => add(timer(due, order)));
  assert.deepEqual(drain().map((t) => t.order), [3, 1, 4, 0, 2]);
});

test('what is taken out from anywhere leaves the others in order', () => {
  const random = numbers(1);
  const next = (below) => random.next().value % below;
  for (let round = 0; round < 200; round++) {
    const all = Array.from({ length: next(40) }, (_, order) => timer(next(10), order));
    all.forEach(add);
    const kept = all.filter((t) => next(3) || remove(t));
    assert.ok(all.every((t) => (t.place < 0) === !kept.includes(t)));
    assert.deepEqual(drain(), kept.sort((a, b) => a.due - b.due || a.order - b.order));
  }
});
