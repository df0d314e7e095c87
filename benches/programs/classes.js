// Classes: inheritance, private fields and methods, accessors, statics, polymorphic calls.
class Shape {
  static #count = 0;
  #name;

  constructor(name) {
    this.#name = name;
    Shape.#count++;
  }

  static get count() {
    return Shape.#count;
  }

  get name() {
    return this.#name;
  }

  area() {
    return 0;
  }

  describe() {
    return `${this.name}:${this.area().toFixed(1)}`;
  }
}

class Rectangle extends Shape {
  #width;
  #height;

  constructor(width, height, name = 'rectangle') {
    super(name);
    this.#width = width;
    this.#height = height;
  }

  area() {
    return this.#width * this.#height;
  }

  set scale(factor) {
    this.#width *= factor;
    this.#height *= factor;
  }
}

class Square extends Rectangle {
  constructor(side) {
    super(side, side, 'square');
  }

  describe() {
    return `[${super.describe()}]`;
  }
}

class Circle extends Shape {
  constructor(radius) {
    super('circle');
    this.radius = radius;
  }

  area() {
    return Math.PI * this.radius ** 2;
  }
}

class Stack {
  #items = [];
  #size = 0;

  #check() {
    if (this.#size === 0) throw new RangeError('empty');
  }

  push(item) {
    this.#items[this.#size++] = item;
    return this;
  }

  pop() {
    this.#check();
    return this.#items[--this.#size];
  }

  get size() {
    return this.#size;
  }

  static isStack(value) {
    return #items in value;
  }
}

class Vector {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  add(o) {
    return new Vector(this.x + o.x, this.y + o.y, this.z + o.z);
  }

  scale(k) {
    return new Vector(this.x * k, this.y * k, this.z * k);
  }

  dot(o) {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }
}

let area = 0;
let text = 0;
for (let i = 0; i < 35000; i++) {
  const shapes = [new Rectangle(i % 10, 3), new Square(i % 7), new Circle(i % 5)];
  shapes[0].scale = 2;
  for (const shape of shapes) {
    area += shape.area();
    if (i % 8 === 0) text += shape.describe().length;
  }
}

const stack = new Stack();
let popped = 0;
for (let i = 0; i < 300000; i++) {
  stack.push(i);
  if (i % 3 === 2) popped += stack.pop();
}

let v = new Vector(1, 2, 3);
const step = new Vector(0.5, -0.25, 0.125);
let dots = 0;
for (let i = 0; i < 200000; i++) {
  v = v.add(step).scale(0.999);
  dots += v.dot(step);
}

console.log('classes', area.toFixed(3), text, Shape.count, popped, stack.size, Stack.isStack(stack), dots.toFixed(6));
