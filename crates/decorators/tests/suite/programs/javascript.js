//// all kinds in one class
const seen = [];
const dec = (value, context) => { seen.push(`${context.kind} ${String(context.name)}`); };
@dec export class C extends Array {
  @dec m() { return super.length; }
  @dec get g() { return 1 }
  @dec set g(v) {}
  @dec #p = 2
  @dec f = () => this.#p
  @dec accessor a = 3
  @dec static s = 4
  @dec static async *#gen() { yield C.s }
  static async first() { for await (const x of C.#gen()) return x }
}
console.log(seen.join(", "));
const c = new C(5);
console.log(c.m(), c.g, c.f(), c.a, await C.first());
//> method #gen, method m, getter g, setter g, accessor a, field s, field #p, field f, class C
//> 0 1 2 3 4

//// the names of helpers and temporaries are free
const __jsc_start = 1, __jsc1_d1 = 2;
const dec = () => {};
@dec class C { @dec x = __jsc_start + __jsc1_d1; }
console.log(new C().x);
//> 3
