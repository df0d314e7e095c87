// How deep a plain function may call itself: tries deeper and deeper and prints each depth that was reached,
// so that the last line tells, even when the next depth ends the process.
function down(n) {
  return n === 0 ? 0 : down(n - 1) + 1;
}

try {
  for (let depth = 100; depth < 1000000; depth = Math.ceil(depth * 1.02)) console.log(down(depth));
} catch (error) {
  if (!(error instanceof RangeError || error.name === 'InternalError')) throw error;
}
