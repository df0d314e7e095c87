// Objects as dictionaries: computed keys, enumeration, deletion, spreads, grouping.
const NAMES = Array.from({ length: 400 }, (_, i) => `key_${(i * 37) % 400}`);

function count(rounds) {
  const counts = {};
  for (let i = 0; i < rounds; i++) {
    const name = NAMES[(i * i) % NAMES.length];
    counts[name] = (counts[name] || 0) + 1;
  }
  let sum = 0;
  for (const key in counts) sum += counts[key] * key.length;
  return sum;
}

function sparse(rounds) {
  const table = {};
  for (let i = 0; i < rounds; i++) table[(i * 2654435761) % 1000] = i;
  for (const key of Object.keys(table)) if (key % 3 === 0) delete table[key];
  return Object.values(table).reduce((a, b) => a + b, 0);
}

function records(rounds) {
  const fields = ['id', 'name', 'price', 'stock', 'color', 'weight'];
  const groups = {};
  for (let i = 0; i < rounds; i++) {
    const record = {};
    for (const field of fields) record[field] = field.length * i;
    const copy = { ...record, [`extra${i % 5}`]: i };
    const { id, ...rest } = copy;
    (groups[id % 7] ??= []).push(Object.keys(rest).length + (('stock' in rest) ? 1 : 0));
  }
  return Object.entries(groups).map(([key, list]) => `${key}:${list.length}`).join(',');
}

function deepMerge(a, b) {
  const out = { ...a };
  for (const [key, value] of Object.entries(b)) {
    out[key] = value && typeof value === 'object' && Object.hasOwn(out, key) ? deepMerge(out[key], value) : value;
  }
  return out;
}

function trie(words) {
  const root = {};
  for (const word of words) {
    let node = root;
    for (const letter of word) node = node[letter] ??= {};
    node.$ = (node.$ ?? 0) + 1;
  }
  const walk = (node) => Object.keys(node).reduce((sum, key) => sum + (key === '$' ? node.$ : walk(node[key]) + 1), 0);
  return walk(root);
}

let merged = {};
for (let i = 0; i < 6000; i++) merged = deepMerge(merged, { [NAMES[i % 40]]: { a: i, b: { [`c${i % 9}`]: i } } });
console.log('dynamic-keys', count(600000), sparse(240000), records(24000), JSON.stringify(merged).length, trie(NAMES.concat(NAMES.map((n) => `${n}x`))));
