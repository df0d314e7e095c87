// Matrices as arrays of arrays and as flat arrays: products, elimination, shortest paths.
function random(rows, columns, seed) {
  let state = seed;
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    }),
  );
}

function multiply(a, b) {
  const rows = a.length;
  const inner = b.length;
  const columns = b[0].length;
  const out = [];
  for (let i = 0; i < rows; i++) {
    const row = new Array(columns).fill(0);
    for (let k = 0; k < inner; k++) {
      const factor = a[i][k];
      const other = b[k];
      for (let j = 0; j < columns; j++) row[j] += factor * other[j];
    }
    out.push(row);
  }
  return out;
}

function determinant(matrix) {
  const m = matrix.map((row) => [...row]);
  let det = 1;
  for (let c = 0; c < m.length; c++) {
    let pivot = c;
    for (let r = c + 1; r < m.length; r++) if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) pivot = r;
    if (pivot !== c) {
      [m[c], m[pivot]] = [m[pivot], m[c]];
      det = -det;
    }
    det *= m[c][c];
    for (let r = c + 1; r < m.length; r++) {
      const factor = m[r][c] / m[c][c];
      for (let k = c; k < m.length; k++) m[r][k] -= factor * m[c][k];
    }
  }
  return det;
}

function shortestPaths(n) {
  const distance = new Float64Array(n * n).fill(Infinity);
  for (let i = 0; i < n; i++) {
    distance[i * n + i] = 0;
    for (let step = 1; step <= 5; step++) distance[i * n + ((i * 3 + step * 7) % n)] = step + (i % 4);
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const via = distance[i * n + k];
      for (let j = 0; j < n; j++) {
        const candidate = via + distance[k * n + j];
        if (candidate < distance[i * n + j]) distance[i * n + j] = candidate;
      }
    }
  }
  return distance.reduce((sum, d) => sum + d, 0);
}

const product = multiply(random(150, 150, 1), random(150, 150, 2));
const trace = product.reduce((sum, row, i) => sum + row[i], 0);
console.log('matrix', trace.toFixed(6), determinant(random(120, 120, 3)).toExponential(6), shortestPaths(120));
