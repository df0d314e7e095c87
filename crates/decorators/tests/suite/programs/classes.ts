//// class: value, context, replacement
const dec = (value: any, context: any) => {
  console.log(typeof value, value.name, context.kind, context.name, Object.keys(context).sort().join());
  return class extends value { extra = 1; };
};
@dec class C { x = 2; }
const c: any = new C();
console.log(c.extra, c.x, C.name);
//> function C class C addInitializer,kind,metadata,name
//> 1 2

//// a replaced class has the static members
const replace = (value: any) => class Replacement extends value {};
const plain = (_: any, context: any) => {};
let inBlock: any;
@replace class C {
  static a = this;
  static b = () => this;
  static #c = C;
  @plain static d = this.name;
  static { inBlock = this; }
  static getC() { return C.#c; }
  static self() { return C; }
  self() { return C; }
  static [("x" + "y") as "xy"] = 1;
  static e;
}
console.log(C.name, C.a === C, C.b() === C, C.getC() === C, C.d, inBlock === C, C.self() === C, new C().self() === C);
console.log(Object.getOwnPropertyNames(C).sort().join());
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(C)).sort().join());
//> Replacement true true true Replacement true true true
//> a,b,d,e,length,name,prototype,xy
//> getC,length,name,prototype,self

//// private static members of a replaced class
const replace = (value: any) => class extends value {};
const dec = (value: any, context: any) => { console.log(context.kind, context.name, context.static); };
@replace class C {
  static #count = 0;
  static #next() { return ++this.#count; }
  static get #double() { return this.#count * 2; }
  static set #double(v: number) { this.#count = v / 2; }
  static accessor #acc = "acc";
  static accessor pub = "pub";
  @dec static #decorated() { return super.toString === Function.prototype.toString && this === C; }
  @dec static #field = 5;
  id = C.#next();
  static run() {
    C.#double = 20;
    return [C.#next(), C.#double, C.#acc, C.pub, C.#decorated(), C.#field, C.#count++, C.#count].join();
  }
  static has(o: object) { return [#count in o, #next in o, #double in o, #acc in o].join(); }
}
console.log(new C().id, new C().id, C.run(), C.has(C), C.has(Object.getPrototypeOf(C)));
console.log(Reflect.ownKeys(Object.getPrototypeOf(C)).map(String).join());
//> method #decorated true
//> field #field true
//> 1 2 11,22,acc,pub,true,5,11,12 true,true,true,true false,false,false,false
//> length,name,prototype,pub,run,has

//// private static members without replacement
const dec = (_: any) => {};
@dec class C {
  static #x = 1;
  static #m() { return this.#x; }
  static y = C.#m();
  static { this.#x = 7; }
  static async *#g() { yield* [1, 2]; }
  static async all() { const list = []; for await (const x of this.#g()) list.push(x); return list; }
  static x() { return C.#x; }
}
console.log(C.y, C.x(), (await C.all()).join());
//> 1 7 1,2

//// super in static initializers
const dec = (value: any) => class extends value {};
class A { static who() { return `A of ${this.name}`; } static x = 5; }
@dec class C extends A {
  static a = super.who();
  static b = (() => super.x)();
  static { console.log(super.who()); }
  @((_: any, c: any) => {}) static m() { return super.who(); }
}
console.log(C.a, C.b, C.m());
//> A of
//> A of  5 A of

//// the class's name inside, shadowed and not
const dec = (value: any) => class Other extends value {};
@dec class C {
  static a() { return [C, typeof C, { C }.C, [C][0]]; }
  static b(C: any) { return C; }
  static c() { { const C = 1; return C; } }
  static d() { return class C {}; }
  static e() { return class { static x = C; }.x; }
  static f({ C } = { C: 2 }) { return C; }
}
console.log(C.a().map((x) => x === C || x).join(), C.b(3), C.c(), C.d() === (C as any), C.e() === C, C.f());
//> true,function,true,true 3 1 false true 2

//// the class's name cannot be assigned inside, but outside
const dec = (_: any) => {};
@dec class C {
  static set() { try { (C as any) = 1; return "set"; } catch (error) { return (error as Error).name; } }
  static destructure() { try { ({ C } = { C: 1 } as any); return "set"; } catch (error) { return (error as Error).name; } }
  static increment() { try { (C as any)++; return "set"; } catch (error) { return (error as Error).name; } }
}
console.log(C.set(), C.destructure(), C.increment());
const D: any = C;
(C as any) = 5 as any;
console.log(C, typeof D);
//> TypeError TypeError TypeError
//> 5 function

//// class expressions
const dec = (name: string) => (value: any, context: any) => { console.log(name, context.kind, context.name, value.name); };
const A = @dec("a") class {};
const B = @dec("b") class Named { static self() { return Named; } @dec("m") m() {} };
const list = [@dec("c") class {}, new (@dec("d") class D {})(), (@dec("e") class { static x = 1; }).x];
console.log(A.name, B.name, B.self() === B, typeof Named, (list[0] as any).name, list[2]);
class E extends (@dec("f") class { f() { return "f"; } }) {}
console.log(new E().f());
//> a class A A
//> m method m m
//> b class Named Named
//> c class
//> d class D D
//> e class
//> A Named true undefined  1
//> f class
//> f

//// each evaluation of an expression is of its own
const classes: any[] = [];
const tag = (i: number) => (value: any, context: any) => { context.metadata.tag = i; if (context.kind === "field") return () => i; };
for (let i = 0; i < 3; i++) classes.push(@tag(i) class C { @tag(i) x = 0; static self() { return C; } @tag(i) #p = 0; get p() { return this.#p; } });
console.log(classes.map((C) => [C[Symbol.metadata].tag, new C().x, C.self() === C, new C().p].join()).join(" "));
//> 0,0,true,0 1,1,true,1 2,2,true,2

//// recursion while a class is evaluated
const dec = (label: string) => (value: any, context: any) => { context.metadata.list = [...(context.metadata.list ?? []), label]; };
function make(depth: number): any {
  return @dec(`class ${depth}`) class extends (depth > 0 ? make(depth - 1) : Object) {
    @dec(`method ${depth}`) [`m${depth > 0 ? make(0).name : ""}`]() {}
  };
}
const C = make(2);
console.log(C[Symbol.metadata].list.join("; "));
console.log(Object.getPrototypeOf(C)[Symbol.metadata].list.length);
//> method 0; class 0; method 1; class 1; method 2; class 2
//> 4

//// nested classes with decorators
const dec = (label: string) => (value: any, context: any) => { console.log(label, context.kind, context.name); };
@dec((@dec("in argument") class Inner {}).name)
class Outer {
  @dec("method") method() {
    @dec("local") class Local { @dec("field") x = Outer.y; }
    return new Local().x;
  }
  @((@dec("decorator") class { static f = dec("made"); }).f) static made = 1;
  static y = @dec("static initializer") class { @dec("deep") static z = Outer; };
  field = (@dec("field initializer") class { @dec("deeper") w = 1; });
  [(@dec("key") class { static toString() { return "k"; } }) as any]() {}
}
console.log(new Outer().method() === Outer.y, Outer.y.z === Outer, new Outer().field.name, Outer.made);
//> in argument class Inner
//> decorator class
//> key class
//> method method method
//> made field made
//> Inner class Outer
//> deep field z
//> static initializer class y
//> deeper field w
//> field initializer class field
//> field field x
//> local class Local
//> deeper field w
//> field initializer class field
//> true true field 1

//// a decorator that returns a proxy
const traced = (value: any) => new Proxy(value, { construct: (target, args) => { console.log("new", args.join()); return Reflect.construct(target, args); } });
@traced class C { static #n = 0; static made() { return C.#n; } constructor(x: number) { C.#n += x; } }
new C(1); new C(2);
console.log(C.made());
//> new 1
//> new 2
//> 3

//// instances made in a class decorator
const once = (value: any) => { const instance = new value(); return function () { return instance; } as any; };
const twice = (_: any, context: any): any => context.kind === "field" ? (v: number) => v * 2 : { init: (v: number) => v * 2 };
@once class C { @twice x = 1; #y = 2; y() { return this.#y; } @twice accessor z = 3; }
console.log(new C() === new C(), new C().x, new C().y(), new C().z);
//> true 2 2 6

//// a class declared in a block, a loop, a switch, a function
const dec = (_: any, context: any) => { console.log(context.name); };
{ @dec class A { @dec x = 1; } console.log(new A().x); }
for (const i of [1, 2]) { @dec class B { @dec x = i; } console.log(new B().x); }
switch (1) { case 1: @dec class S { static x = 1; } console.log(S.x); }
function f() { return new C(); @dec class C {} }
try { f(); } catch (error) { console.log((error as Error).name); }
function g() { @dec class C { @dec m() { return 1 } } return new C().m() }
console.log(g())
//> x
//> A
//> 1
//> x
//> B
//> 1
//> x
//> B
//> 2
//> S
//> 1
//> ReferenceError
//> m
//> C
//> 1

//// a field that calls, a getter that throws: what is thrown passes
const dec = (_: any, context: any) => { if (context.kind === "class") throw new RangeError("no"); };
try { @dec class C {} } catch (error) { console.log((error as Error).message); }
const later = (_: any, context: any) => { context.addInitializer(() => { throw new RangeError("later"); }); };
class D { @later m() {} }
try { new D(); } catch (error) { console.log((error as Error).message); }
//> no
//> later

//// a static member called name
const dec = (value: any, context: any) => { console.log(context.name, typeof value.name); };
@dec class A { static name = "field"; }
@dec class B { static name() { return "method"; } }
const C = @dec class { static get name() { return "getter"; } };
const D = class { @((_: any, c: any) => {}) m() {} static name() { return "method"; } };
console.log(A.name, (B as any).name(), C.name, (D as any).name());
//> A string
//> B function
//> C string
//> field method getter method
