//// this in decorators and keys is the one outside
const dec = (label: any) => (_: any, context: any) => { console.log(label, context.kind); };
function f(this: any) {
  @dec(this.x) class A { @dec(this.x) m() {} @dec(this.x) static f = 1; @dec(this.x) [this.x]() {} @dec(this.x) static [this.x] = this.x; @dec(this.x) accessor [this.x + 1] = this.x; }
  const B = @dec(this.x) class { @dec(this.x) #p = 1; static [this.x] = 1; };
  return [Object.keys(B), (A as any)[this.x]].join();
}
console.log(f.call({ x: "outer" }));
//> outer method
//> outer method
//> outer accessor
//> outer field
//> outer field
//> outer class
//> outer field
//> outer class
//> outer,

//// await in decorators, keys and heritage
const dec = async (label: any) => (_: any, context: any) => { console.log(label, context.kind, context.name); };
const later = async (x: any) => x;
@(await dec("top")) class A extends (await later(Object)) { @(await dec("m")) [await later("m")]() {} static [await later("s")] = 1; static #p = 1; static p() { return A.#p; } }
console.log((A as any).s, A.p());
const make = async (i: number) => @(await dec(i)) class extends (await later(Array)) { @(await dec(i + 1)) [await later("k" + i)] = i; };
const [B, C] = await Promise.all([make(10), make(20)]);
console.log((new B() as any).k10, (new C() as any).k20, B.name);
async function g(i: number) { return class { @(await dec(i)) [await later("x")] = i; }; }
const [D, E] = await Promise.all([g(1), g(2)]);
console.log(new D().x, new E().x);
//> m method m
//> top class A
//> 1 1
//> 11 field k10
//> 10 class
//> 21 field k20
//> 20 class
//> 10 20
//> 1 field x
//> 2 field x
//> 1 2

//// yield in decorators, keys and heritage
const dec = (label: any) => (_: any, context: any) => { console.log(label, context.kind, String(context.name)); };
function* make(): any { return @dec(yield 1) class C extends (yield 2) { @dec(yield 3) [yield 4]() {} @dec(yield 5) static [yield 6] = 7; static self() { return C; } }; }
const one = make(), two = make();
one.next(); two.next();
one.next("A1"); two.next("A2");
one.next(Object); two.next(Array);
one.next("A3"); two.next("B3");
one.next("A4"); two.next("B4");
one.next("A5"); two.next("B5");
const A = one.next("A6").value, B = two.next("B6").value;
console.log(A.A6, B.B6, typeof new A().A4, typeof new B().B4, A.self() === A, B.self() === B, new B() instanceof Array);
//> A3 method A4
//> A5 field A6
//> A1 class C
//> B3 method B4
//> B5 field B6
//> A2 class C
//> 7 7 function function true true true

//// arguments, new.target and super in decorators
const dec = (label: any) => (_: any, context: any) => { console.log(label, context.name); };
function f() { return class { @dec(arguments[0]) m() {} [arguments[1]] = 1; }; }
const F = (f as any)("arg", "key"); console.log(Object.keys(new F()).join());
function G(this: any) { @dec(new.target === G) class X {} }
new (G as any)();
class Base { dec(label: any) { return dec(label); } }
class Derived extends Base { make() { return @(super.dec("super")) class Y { m() {} }; } }
new Derived().make();
//> arg m
//> key
//> true X
//> super Y

//// decorators are called as methods of what they are properties of
const object = {
  tag: "object",
  dec(this: any, _: any, context: any) { console.log(this?.tag, context.name); },
  get inner() { console.log("get"); return { tag: "inner", dec: this.dec }; },
  factory(this: any) { return this.dec; },
};
@object.dec @object.inner.dec @(object.dec) @(object["dec"]) @(object?.dec) @object.factory()
class A { @object.dec m() {} @(object.inner["d" + "ec"]) static x = 1; @((object as any).dec!) y = 1 }
class B {
  tag = "B"; #dec(this: any, _: any, context: any) { console.log(this.tag, context.name); }
  make() { @this.#dec class P { @this.#dec m() {} } }
  dec(this: any, _: any, context: any) { console.log("super", this.tag, context.name); }
}
new B().make();
class S extends B { make() { class Q { @(super.dec) m() {} } } }
new S().make();
const free = object.dec; @free class F {}
//> get
//> get
//> object m
//> inner x
//> object y
//> undefined A
//> object A
//> object A
//> object A
//> inner A
//> object A
//> B m
//> B P
//> super B m
//> undefined F

//// in arrow functions, parameters and initializers
const dec = (label: any) => (_: any, context: any) => { console.log(label, context.kind, context.name); };
const arrow = (x: any) => @dec(x) class { @dec(x) m() {} };
const object = (x: any) => ({ c: @dec(x) class {} });
const parameter = (c = @dec("parameter") class { @dec("in parameter") f = 1; }) => c;
function defaults({ c = class { @dec("pattern") m() {} } } = {}) { return c; }
class C { field = @dec(this.constructor.name) class { @dec("in field") m() {} }; static s = (() => @dec(this.name) class {})(); other = class { @dec("f") f = 1; }; }
arrow(1); arrow(2); object(3); new (parameter())(); defaults(); new C(); console.log(C.s.name);
console.log([1, 2].map((x) => @dec(x) class {}).length, ((x) => x)(@dec(4) class {}).name);
const curried = (x: any) => (y: any) => /* comment */ (@dec(x + y) class Sum {}); console.log(curried(1)(2).name);
//> C class
//> 1 method m
//> 1 class
//> 2 method m
//> 2 class
//> 3 class c
//> in parameter field f
//> parameter class c
//> pattern method m
//> in field method m
//> C class field
//> f field f
//>
//> 1 class
//> 2 class
//> 4 class
//> 2
//> 3 class Sum
//> Sum

//// private names in decorators
const dec = (f: any) => (_: any, context: any) => { later.push(f); };
const later: any[] = [];
class C { #x = 1; @dec((o: C) => o.#x) m() {} static #s = 2; @dec(() => C.#s) n() {} }
console.log(later[0](new C()), later[1]());
later.length = 0;
@((v: any) => class extends v {} as any) class D { #x = 1; @dec((o: any) => o.#x) m() {} static #s = 2; @dec(() => D.#s) n() {} }
console.log(later[0](new D()), later[1]());
//> 1 2
//> 1 2

//// the class's name is not initialized while decorators run
const dec = (f: any) => (_: any, context: any) => { try { f(); console.log("initialized"); } catch (error) { console.log((error as Error).name, context.kind); } };
const now = (f: any) => { try { f(); console.log("initialized"); } catch (error) { console.log((error as Error).name, "now"); } return () => {}; };
@dec(() => C) @now(() => C) class C { @now(() => C) m() {} @now(() => C) static f = 1; [(now(() => C), "k")] = 1; }
class D { @now(() => D) m() {} @now(() => D) static f = 1; }
const E = @dec(() => E) class F { @now(() => F) m() {} @dec(() => F) n() {} static x = F.name; };
console.log(E.x);
//> ReferenceError now
//> ReferenceError now
//> ReferenceError now
//> ReferenceError now
//> ReferenceError class
//> ReferenceError now
//> ReferenceError now
//> ReferenceError now
//> ReferenceError method
//> ReferenceError class
//> F

//// comments and lines between everything
const dec = (_: any, context: any) => { console.log(context.kind, String(context.name)); };
const factory = () => dec;
@dec // one
/* two */ @factory( // three
) // four
class /* five */ C /* six */ extends /* seven */ Object /* eight */ { // nine
  @dec // ten
  // eleven
  @factory() /* twelve */
  static /* thirteen */ async /* fourteen */ * /* fifteen */ m /* sixteen */ () {} // seventeen
  @dec /* eighteen */ accessor // nineteen
    /* twenty */ x // twenty-one
    = // twenty-two
    1 // twenty-three
  @dec y // twenty-four
  @dec /**/ static /* */ [/* } */ "z" /* { */] /* = */ = /* ; */ 2 /* ; */ ; // twenty-five
  static /* { */ w /* } */ = // twenty-six
    3 // twenty-seven
  static /* block */ { /* in */ } /* after */
}
console.log(new C().x, (C as any).z, C.w);
//> method m
//> method m
//> field z
//> field accessor
//> field y
//> class C
//> class C
//> 1 2 3

//// regular expressions, templates and objects as initializers
const dec = (_: any, context: any) => (v: any) => v;
class C { @dec a = /[@{}]/g; @dec b = `${"@dec"}`; @dec c = { d: 1 }; @dec e = [1, 2]; @dec f = 1 + 2; @dec g = (1, 2); @dec h = async () => await 1 }
const c = new C();
console.log(c.a.source, c.b, c.c.d, c.e.length, c.f, c.g, await c.h());
//> [@{}] @dec 1 2 3 2 1
