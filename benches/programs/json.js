// JSON: documents built, written, read, revived, indented and searched.
function order(i) {
  return {
    id: i,
    customer: { name: `Customer ${i % 97}`, email: `c${i % 97}@example.com`, tags: ['new', 'vip', 'eu'].slice(0, i % 4) },
    items: Array.from({ length: 1 + (i % 5) }, (_, k) => ({ sku: `SKU-${(i * 7 + k) % 500}`, price: ((i * 31 + k * 17) % 10000) / 100, quantity: 1 + (k % 3) })),
    note: i % 10 === 0 ? 'line one\nline "two" \u00e9\u4e2d' : null,
    paid: i % 3 !== 0,
  };
}

const orders = Array.from({ length: 1200 }, (_, i) => order(i));
let text = '';
let total = 0;
for (let round = 0; round < 24; round++) {
  text = JSON.stringify(orders);
  for (const { items, paid } of JSON.parse(text)) {
    if (paid) for (const { price, quantity } of items) total += price * quantity;
  }
}

const revived = JSON.parse(text, (key, value) => (key === 'price' ? Math.round(value * 100) : value));
const filtered = JSON.stringify(revived, ['id', 'items', 'price']);
const pretty = JSON.stringify(orders.slice(0, 300), null, 2);
const lines = orders.map((o) => JSON.stringify(o)).join('\n');
let skus = 0;
for (const line of lines.split('\n')) skus += JSON.parse(line).items.filter((item) => item.sku.endsWith('7')).length;
const numbers = JSON.parse(JSON.stringify(Array.from({ length: 60000 }, (_, i) => (i % 2 ? i : i / 7))));

console.log('json', text.length, total.toFixed(2), filtered.length, pretty.length, lines.length, skus, numbers.reduce((a, b) => a + b, 0).toFixed(3));
