// Sorting: the engine's sort by numbers, strings and several keys, and three sorts by hand.
function sequence(count, seed) {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % 100003;
  });
}

function mergeSort(list) {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = mergeSort(list.slice(0, middle));
  const right = mergeSort(list.slice(middle));
  const out = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) out.push(left[i] <= right[j] ? left[i++] : right[j++]);
  while (i < left.length) out.push(left[i++]);
  while (j < right.length) out.push(right[j++]);
  return out;
}

function quickSort(list, low = 0, high = list.length - 1) {
  while (low < high) {
    const pivot = list[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (list[i] < pivot) i++;
      while (list[j] > pivot) j--;
      if (i <= j) {
        const t = list[i];
        list[i++] = list[j];
        list[j--] = t;
      }
    }
    quickSort(list, low, j);
    low = i;
  }
  return list;
}

function heapSort(list) {
  const sink = (at, end) => {
    for (let child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && list[child + 1] > list[child]) child++;
      if (list[at] >= list[child]) return;
      [list[at], list[child]] = [list[child], list[at]];
      at = child;
    }
  };
  for (let i = list.length >> 1; i >= 0; i--) sink(i, list.length);
  for (let end = list.length - 1; end > 0; end--) {
    [list[0], list[end]] = [list[end], list[0]];
    sink(0, end);
  }
  return list;
}

const check = (list) => list.reduce((h, x, i) => (Math.imul(h, 31) + x * (i % 7)) | 0, 0);
const numbers = sequence(60000, 1);
const people = sequence(18000, 2).map((n, i) => ({ age: n % 90, name: `n${n % 997}`, id: i }));

const byNumber = [...numbers].sort((a, b) => a - b);
const byText = sequence(15000, 3).sort();
const byKeys = people.toSorted((a, b) => a.age - b.age || (a.name < b.name ? -1 : a.name > b.name ? 1 : b.id - a.id));
const words = numbers.slice(0, 12000).map((n) => n.toString(36)).sort();

console.log(
  'sort',
  check(byNumber), check(byText), check(byKeys.map((p) => p.id)), words[100], words.at(-1),
  check(mergeSort(numbers.slice(0, 24000))), check(quickSort([...numbers])), check(heapSort(numbers.slice(0, 18000))),
);
