// Floating-point loops: planets that attract each other, and the spectral norm of a matrix.
const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS = 365.24;

function body(x, y, z, vx, vy, vz, mass) {
  return { x, y, z, vx: vx * DAYS, vy: vy * DAYS, vz: vz * DAYS, mass: mass * SOLAR_MASS };
}

const bodies = [
  body(0, 0, 0, 0, 0, 0, 1),
  body(4.84143144246472, -1.16032004402743, -0.103622044471123, 0.00166007664274404, 0.00769901118419740, -0.0000690460016972063, 0.000954791938424327),
  body(8.34336671824458, 4.12479856412430, -0.403523417114321, -0.00276742510726862, 0.00499852801234917, 0.0000230417297573764, 0.000285885980666131),
  body(12.8943695621391, -15.1111514016986, -0.223307578892656, 0.00296460137564762, 0.00237847173959481, -0.0000296589568540238, 0.0000436624404335156),
  body(15.3796971148509, -25.9193146099880, 0.179258772950371, 0.00268067772490389, 0.00162824170038242, -0.0000951592254519716, 0.0000515138902046611),
];

function advance(dt) {
  for (let i = 0; i < bodies.length; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const b = bodies[j];
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const square = dx * dx + dy * dy + dz * dz;
      const magnitude = dt / (square * Math.sqrt(square));
      a.vx -= dx * b.mass * magnitude;
      a.vy -= dy * b.mass * magnitude;
      a.vz -= dz * b.mass * magnitude;
      b.vx += dx * a.mass * magnitude;
      b.vy += dy * a.mass * magnitude;
      b.vz += dz * a.mass * magnitude;
    }
  }
  for (const b of bodies) {
    b.x += dt * b.vx;
    b.y += dt * b.vy;
    b.z += dt * b.vz;
  }
}

function energy() {
  let sum = 0;
  bodies.forEach((a, i) => {
    sum += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2);
    for (const b of bodies.slice(i + 1)) sum -= (a.mass * b.mass) / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  });
  return sum;
}

const entry = (i, j) => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);

function multiply(v, at) {
  const out = [];
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += at(i, j) * v[j];
    out.push(sum);
  }
  return out;
}

function spectralNorm(n) {
  let u = new Array(n).fill(1);
  let v;
  for (let i = 0; i < 4; i++) {
    v = multiply(multiply(u, entry), (i, j) => entry(j, i));
    u = multiply(multiply(v, entry), (i, j) => entry(j, i));
  }
  let uv = 0;
  let vv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(uv / vv);
}

for (let i = 0; i < 50000; i++) advance(0.01);
console.log('floats', energy().toFixed(9), spectralNorm(180).toFixed(9));
