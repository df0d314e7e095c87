// A ray tracer: spheres over a checkered floor, with shadows and reflections.
class Vector {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  plus(o) {
    return new Vector(this.x + o.x, this.y + o.y, this.z + o.z);
  }

  minus(o) {
    return new Vector(this.x - o.x, this.y - o.y, this.z - o.z);
  }

  times(k) {
    return new Vector(this.x * k, this.y * k, this.z * k);
  }

  dot(o) {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }

  unit() {
    return this.times(1 / Math.sqrt(this.dot(this)));
  }

  reflect(normal) {
    return this.minus(normal.times(2 * this.dot(normal)));
  }
}

class Sphere {
  constructor(center, radius, color, mirror) {
    this.center = center;
    this.radius = radius;
    this.color = color;
    this.mirror = mirror;
  }

  hit(origin, direction) {
    const to = this.center.minus(origin);
    const along = to.dot(direction);
    const inside = this.radius ** 2 - (to.dot(to) - along * along);
    if (inside < 0) return Infinity;
    const distance = along - Math.sqrt(inside);
    return distance > 1e-4 ? distance : Infinity;
  }

  normal(point) {
    return point.minus(this.center).unit();
  }

  colorAt() {
    return this.color;
  }
}

class Floor {
  mirror = 0.15;

  hit(origin, direction) {
    const distance = -origin.y / direction.y;
    return distance > 1e-4 ? distance : Infinity;
  }

  normal() {
    return new Vector(0, 1, 0);
  }

  colorAt({ x, z }) {
    return (Math.floor(x) + Math.floor(z)) & 1 ? new Vector(0.9, 0.9, 0.9) : new Vector(0.15, 0.15, 0.15);
  }
}

const scene = [
  new Floor(),
  new Sphere(new Vector(0, 1, 4), 1, new Vector(0.9, 0.2, 0.2), 0.4),
  new Sphere(new Vector(-2, 0.7, 3), 0.7, new Vector(0.2, 0.8, 0.3), 0.2),
  new Sphere(new Vector(1.8, 0.5, 2.5), 0.5, new Vector(0.2, 0.3, 0.9), 0.3),
];
const light = new Vector(-4, 6, -3);

function nearest(origin, direction) {
  let distance = Infinity;
  let object;
  for (const candidate of scene) {
    const d = candidate.hit(origin, direction);
    if (d < distance) {
      distance = d;
      object = candidate;
    }
  }
  return { distance, object };
}

function trace(origin, direction, depth) {
  const { distance, object } = nearest(origin, direction);
  if (!object) return new Vector(0.5, 0.7, 1).times(1 - Math.max(0, direction.y) * 0.6);
  const point = origin.plus(direction.times(distance));
  const normal = object.normal(point);
  const toLight = light.minus(point);
  const far = Math.sqrt(toLight.dot(toLight));
  const lit = nearest(point, toLight.unit()).distance >= far;
  const brightness = 0.15 + (lit ? Math.max(0, normal.dot(toLight.unit())) * 0.85 : 0);
  const own = object.colorAt(point).times(brightness);
  if (depth === 0 || object.mirror === 0) return own;
  const reflected = trace(point, direction.reflect(normal), depth - 1);
  return own.times(1 - object.mirror).plus(reflected.times(object.mirror));
}

function render(width, height) {
  const eye = new Vector(0, 1.2, -3);
  let checksum = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const direction = new Vector((x - width / 2) / width, (height / 2 - y) / width, 1).unit();
      const color = trace(eye, direction, 3);
      for (const channel of [color.x, color.y, color.z]) checksum = (checksum * 31 + Math.round(Math.min(1, channel) * 255)) % 1000000007;
    }
  }
  return checksum;
}

console.log('raytracer', render(170, 124));
