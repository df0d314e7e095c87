// Arrays: the methods that programs use most, growth at both ends, destructuring, nested lists.
const people = Array.from({ length: 3000 }, (_, i) => ({ id: i, age: (i * 37) % 90, city: `city${i % 23}`, scores: [i % 10, (i * 3) % 10, (i * 7) % 10] }));

function report() {
  const adults = people.filter((p) => p.age >= 18);
  const mean = adults.reduce((sum, p) => sum + p.age, 0) / adults.length;
  const scores = adults.flatMap((p) => p.scores).map((s) => s * 2);
  const cities = [...new Set(adults.map(({ city }) => city))].length;
  const oldest = adults.find((p) => p.age === 89)?.id;
  return [mean.toFixed(3), scores.length, cities, oldest, adults.some((p) => p.age > 88), adults.every((p) => p.id >= 0)].join('/');
}

function queue(count) {
  const list = [];
  let sum = 0;
  for (let i = 0; i < count; i++) {
    list.push(i, i + 1);
    if (i % 2) sum += list.shift();
    if (i % 3 === 0) sum += list.pop();
  }
  return sum + list.length;
}

function chunk(list, size) {
  const out = [];
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size));
  return out;
}

function transpose(rows) {
  return rows[0].map((_, c) => rows.map((row) => row[c]));
}

function life(width, height, generations) {
  let cells = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => (x * x + y * 3 + x * y) % 5 < 2));
  for (let g = 0; g < generations; g++) {
    cells = cells.map((row, y) =>
      row.map((alive, x) => {
        let neighbours = 0;
        for (let dy = -1; dy <= 1; dy++) {
          const line = cells[y + dy];
          if (!line) continue;
          for (let dx = -1; dx <= 1; dx++) if ((dx || dy) && line[x + dx]) neighbours++;
        }
        return neighbours === 3 || (alive && neighbours === 2);
      }),
    );
  }
  return cells.flat().filter(Boolean).length;
}

let reports = '';
for (let i = 0; i < 120; i++) reports = report();
const list = Array.from({ length: 20000 }, (_, i) => i);
let spliced = 0;
for (let i = 0; i < 1500; i++) spliced += list.splice((i * 13) % 1000, 2, i, i + 1)[0];
const [first, second, ...others] = list;
const table = transpose(chunk(others.slice(0, 10000), 50));

console.log('arrays', reports, queue(5000), spliced, first + second, table.length, table.at(-1).at(-1), list.indexOf(19999), list.toReversed().join('').length, life(40, 40, 60));
