// DeltaBlue, the incremental constraint solver of Freeman-Benson and Maloney, written anew for these benchmarks:
// chains of equal variables and projections with a scale and an offset, edited and solved again.
const REQUIRED = 0;
const PREFERRED = 2;
const DEFAULT = 4;
const WEAKEST = 6;

class Variable {
  constructor(name, value = 0) {
    this.name = name;
    this.value = value;
    this.constraints = [];
    this.determinedBy = null;
    this.mark = 0;
    this.strength = WEAKEST;
    this.stay = true;
  }
}

class Constraint {
  constructor(strength, ...variables) {
    this.strength = strength;
    this.variables = variables;
    this.output = null;
  }

  get isInput() {
    return false;
  }

  isSatisfied() {
    return this.output !== null;
  }

  inputs() {
    return this.variables.filter((v) => v !== this.output);
  }

  /** Picks the variable to determine: the weakest that this constraint is stronger than. */
  choose(mark) {
    this.output = null;
    let weakest = this.strength;
    for (const v of this.candidates()) {
      if (v.mark !== mark && v.strength > weakest) {
        weakest = v.strength;
        this.output = v;
      }
    }
  }

  candidates() {
    return this.variables;
  }

  inputsKnown(mark) {
    return this.inputs().every((v) => v.mark === mark || v.stay || v.determinedBy === null);
  }

  recalculate() {
    const inputs = this.inputs();
    this.output.strength = inputs.reduce((weakest, v) => Math.max(weakest, v.strength), this.strength);
    this.output.stay = !this.isInput && inputs.every((v) => v.stay);
    if (this.output.stay) this.execute();
  }

  execute() {}
}

class Stay extends Constraint {}

class Edit extends Constraint {
  get isInput() {
    return true;
  }
}

class Equal extends Constraint {
  execute() {
    const [a, b] = this.variables;
    if (this.output === b) b.value = a.value;
    else a.value = b.value;
  }
}

class Scale extends Constraint {
  constructor(strength, source, scale, offset, destination) {
    super(strength, source, scale, offset, destination);
  }

  candidates() {
    return [this.variables[3], this.variables[0]];
  }

  execute() {
    const [source, scale, offset, destination] = this.variables;
    if (this.output === destination) destination.value = source.value * scale.value + offset.value;
    else source.value = Math.trunc((destination.value - offset.value) / scale.value);
  }
}

class Planner {
  constructor() {
    this.mark = 0;
  }

  add(constraint) {
    for (const v of constraint.variables) v.constraints.push(constraint);
    const mark = ++this.mark;
    for (let overridden = this.satisfy(constraint, mark); overridden !== null; ) overridden = this.satisfy(overridden, mark);
    return constraint;
  }

  satisfy(constraint, mark) {
    constraint.choose(mark);
    if (!constraint.isSatisfied()) {
      if (constraint.strength === REQUIRED) throw new Error('a required constraint cannot be satisfied');
      return null;
    }
    for (const v of constraint.inputs()) v.mark = mark;
    const { output } = constraint;
    const overridden = output.determinedBy;
    if (overridden !== null) overridden.output = null;
    output.determinedBy = constraint;
    if (!this.propagate(constraint, mark)) throw new Error('a cycle');
    output.mark = mark;
    return overridden;
  }

  remove(constraint) {
    const { output } = constraint;
    for (const v of constraint.variables) v.constraints = v.constraints.filter((c) => c !== constraint);
    constraint.output = null;
    if (output === null) return;
    const unsatisfied = this.release(output);
    unsatisfied.sort((a, b) => a.strength - b.strength);
    for (const c of unsatisfied) {
      const mark = ++this.mark;
      for (let overridden = this.satisfy(c, mark); overridden !== null; ) overridden = this.satisfy(overridden, mark);
    }
  }

  /** What can be satisfied again when nothing determines a variable any more. */
  release(variable) {
    variable.determinedBy = null;
    variable.strength = WEAKEST;
    variable.stay = true;
    const unsatisfied = [];
    const todo = [variable];
    while (todo.length > 0) {
      const v = todo.pop();
      for (const c of v.constraints) if (!c.isSatisfied()) unsatisfied.push(c);
      for (const c of this.consumers(v)) {
        c.recalculate();
        todo.push(c.output);
      }
    }
    return unsatisfied;
  }

  consumers(variable) {
    return variable.constraints.filter((c) => c !== variable.determinedBy && c.isSatisfied());
  }

  propagate(constraint, mark) {
    const todo = [constraint];
    while (todo.length > 0) {
      const c = todo.pop();
      if (c.output.mark === mark && c !== constraint) return false;
      c.recalculate();
      todo.push(...this.consumers(c.output));
    }
    return true;
  }

  /** The constraints to execute, in order, when the inputs change. */
  plan(sources) {
    const mark = ++this.mark;
    const plan = [];
    const todo = [...sources];
    while (todo.length > 0) {
      const c = todo.pop();
      if (c.output.mark !== mark && c.inputsKnown(mark)) {
        plan.push(c);
        c.output.mark = mark;
        todo.push(...this.consumers(c.output));
      }
    }
    return plan;
  }

  change(variable, values) {
    const edit = this.add(new Edit(PREFERRED, variable));
    const plan = this.plan([edit]);
    for (const value of values) {
      variable.value = value;
      for (const c of plan) c.execute();
    }
    this.remove(edit);
  }
}

function chain(length) {
  const planner = new Planner();
  const variables = Array.from({ length: length + 1 }, (_, i) => new Variable(`v${i}`));
  for (let i = 0; i < length; i++) planner.add(new Equal(REQUIRED, variables[i], variables[i + 1]));
  planner.add(new Stay(DEFAULT, variables[length]));
  planner.change(variables[0], Array.from({ length: 40 }, (_, i) => i));
  if (variables[length].value !== 39) throw new Error('the chain is not solved');
  return variables.reduce((sum, v) => sum + v.value, 0);
}

function projection(count) {
  const planner = new Planner();
  const scale = new Variable('scale', 10);
  const offset = new Variable('offset', 1000);
  planner.add(new Stay(REQUIRED, scale));
  planner.add(new Stay(REQUIRED, offset));
  const pairs = [];
  for (let i = 0; i < count; i++) {
    const source = new Variable(`s${i}`, i);
    const destination = new Variable(`d${i}`, i);
    planner.add(new Stay(DEFAULT, source));
    planner.add(new Scale(REQUIRED, source, scale, offset, destination));
    pairs.push([source, destination]);
  }
  const [source, destination] = pairs[count - 1];
  planner.change(source, [17]);
  if (destination.value !== 1170) throw new Error('the projection is not solved forwards');
  planner.change(destination, [1050]);
  if (source.value !== 5) throw new Error('the projection is not solved backwards');
  return pairs.reduce((sum, [s, d]) => sum + s.value * 3 + d.value, 0);
}

let checksum = 0;
for (let i = 0; i < 2; i++) checksum += chain(400) + projection(220);
console.log('deltablue', checksum);
