// async/await: chains, Promise combinators, async iteration, a worker pool, errors that cross awaits.
const later = (value) => Promise.resolve(value);

async function chain(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await later(i);
  return sum;
}

async function nested(depth) {
  return depth === 0 ? 1 : (await nested(depth - 1)) + 1;
}

async function* pages(count) {
  for (let page = 0; page < count; page++) yield await later([page, page + 1, page + 2]);
}

async function paged(count) {
  let sum = 0;
  for await (const page of pages(count)) for (const item of page) sum += item;
  return sum;
}

async function pool(tasks, workers) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const at = next++;
      results[at] = await tasks[at]();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

async function failures(count) {
  let caught = 0;
  for (let i = 0; i < count; i++) {
    try {
      if (i % 3 === 0) await Promise.reject(new Error(`no ${i}`));
      await later();
    } catch (error) {
      caught += error.message.length;
    } finally {
      caught++;
    }
  }
  return caught;
}

async function combinators(count) {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [a, b] = await Promise.all([later(i), later(i + 1)]);
    const settled = await Promise.allSettled([later(a), Promise.reject(b)]);
    sum += settled.filter((s) => s.status === 'fulfilled').length + (await Promise.race([later(a), later(b)]));
    sum += await Promise.any([Promise.reject(a), later(b)]);
  }
  return sum;
}

async function main() {
  let deep = 0;
  for (let i = 0; i < 400; i++) deep += await nested(100);
  const pooled = await pool(Array.from({ length: 20000 }, (_, i) => async () => (await later(i)) * 2), 8);
  return [
    await chain(160000), deep, await paged(20000), pooled.reduce((a, b) => a + b, 0), await failures(24000),
    await combinators(8000), await later(1).then((x) => x + 1).then((x) => x * 10),
  ];
}

main().then((results) => console.log('async', ...results));
