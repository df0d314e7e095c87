//// public method: value, context, replacement
function dec(value: any, context: any) {
  console.log(typeof value, value.name, Object.keys(context).sort().join());
  console.log(context.kind, context.name, context.static, context.private);
  return function (this: any, x: number) { return value.call(this, x) * 10; };
}
class C { base = 1; @dec m(x: number) { return this.base + x; } }
console.log(new C().m(2), C.prototype.m.length, Object.keys(C.prototype).length);
const property = Object.getOwnPropertyDescriptor(C.prototype, "m")!;
console.log(property.writable, property.enumerable, property.configurable);
//> function m access,addInitializer,kind,metadata,name,private,static
//> method m false false
//> 30 1 0
//> true false true

//// static method
const dec = (value: any, context: any) => {
  console.log(context.kind, context.name, context.static, context.private);
  return (...args: any[]) => ["wrapped", value(...args)];
};
class C { @dec static m(x: number) { return x; } }
console.log(C.m(2));
//> method m true false
//> [ 'wrapped', 2 ]

//// private method
const dec = (value: any, context: any) => {
  console.log(value.name, context.name, context.private, context.static, typeof context.access.set);
  globalThis.access = context.access;
  return function (this: any) { return value.call(this) + 1; };
};
class C {
  x = 1;
  @dec #m() { return this.x; }
  call() { return this.#m(); }
  write() { try { (this as any).#m = 1; } catch (error) { return (error as Error).name; } }
  static is(o: object) { return #m in o; }
}
const c = new C();
console.log(c.call(), c.write(), C.is(c), C.is({}));
console.log(access.has(c), access.has({}), access.get(c).call(c));
console.log(Reflect.ownKeys(C.prototype).join());
try { access.get({}); } catch (error) { console.log((error as Error).name); }
//> #m #m true false undefined
//> 2 TypeError true false
//> true false 2
//> constructor,call,write
//> TypeError

//// private static method
const dec = (value: any, context: any) => {
  console.log(value.name, context.name, context.private, context.static);
  return () => value() + 1;
};
class C { @dec static #m() { return 1; } static call() { return C.#m(); } }
console.log(C.call(), Object.getOwnPropertyNames(C).join());
//> #m #m true true
//> 2 length,name,prototype,call

//// private async and generator methods keep their kind and super
const dec = (value: any, context: any) => { console.log(context.name, value.constructor.name); };
class A { name() { return "A"; } }
class C extends A {
  name() { return "C"; }
  @dec async #a() { return super.name(); }
  @dec *#g() { yield super.name(); }
  @dec async *#ag() { yield this.name(); }
  async all() { return [await this.#a(), [...this.#g()], (await this.#ag().next()).value]; }
}
console.log(JSON.stringify(await new C().all()));
//> #a AsyncFunction
//> #g GeneratorFunction
//> #ag AsyncGeneratorFunction
//> ["A",["A"],"C"]

//// getters and setters
const log = (value: any, context: any) => {
  console.log(context.kind, context.name, value.name, typeof context.access.get, typeof context.access.set);
};
const twice = (value: any, context: any) => context.kind === "getter"
  ? function (this: any) { return value.call(this) * 2; }
  : function (this: any, v: number) { value.call(this, v * 2); };
class C {
  v = 1;
  @log @twice get x() { return this.v; }
  @log @twice set x(v: number) { this.v = v; }
  @twice get y() { return this.v; }
  set y(v: number) { this.v = v; }
}
const c = new C();
console.log(c.x); c.x = 5; console.log(c.v, c.x, c.y); c.y = 7; console.log(c.v);
//> getter x  function undefined
//> setter x  undefined function
//> 2
//> 10 20 20
//> 7

//// private getters and setters
const log = (value: any, context: any) => {
  console.log(context.kind, context.name, value.name, context.private, typeof context.access.get, typeof context.access.set);
};
const twice = (value: any, context: any) => context.kind === "getter"
  ? function (this: any) { return value.call(this) * 2; }
  : function (this: any, v: number) { value.call(this, v * 2); };
class C {
  v = 1;
  @log @twice get #x() { return this.v; }
  @log @twice set #x(v: number) { this.v = v; }
  @twice get #y() { return this.v; }
  set #y(v: number) { this.v = v; }
  @twice static get #s() { return 21; }
  run() { console.log(this.#x); this.#x = 5; console.log(this.v, this.#x, this.#y); this.#y = 7; console.log(this.v, C.#s); }
}
new C().run();
//> getter #x  true function undefined
//> setter #x  true undefined function
//> 2
//> 10 20 20
//> 7 42

//// static getters and setters
const twice = (value: any, context: any) => {
  console.log(context.kind, context.static);
  return context.kind === "getter" ? () => value() * 2 : (v: number) => value(v * 2);
};
let v = 1;
class C { @twice static get x() { return v; } @twice static set x(x: number) { v = x; } }
C.x = 4; console.log(v, C.x);
//> getter true
//> setter true
//> 8 16

//// field: initializers, outermost first
const add = (s: string) => (value: any, context: any) => {
  console.log(value, context.kind, context.name, context.static, context.private);
  return function (this: any, initial: any) { console.log("init", s, this instanceof C); return initial + s; };
};
class C { @add("a") @add("b") x = "0"; @add("c") y: any; @add("d") "z z" = 1; @add("e") 12 = 2; }
const c: any = new C();
console.log(c.x, c.y, c["z z"], c[12], Object.keys(c).join());
//> undefined field x false false
//> undefined field x false false
//> undefined field y false false
//> undefined field z z false false
//> undefined field 12 false false
//> init a true
//> init b true
//> init c true
//> init d true
//> init e true
//> 0ab undefinedc 1d 2e 12,x,y,z z

//// private field
const add = (s: string) => (value: any, context: any) => {
  console.log(value, context.kind, context.name, context.static, context.private);
  globalThis.access = context.access;
  return (initial: any) => initial + s;
};
class C { @add("a") #x = "0"; get() { return this.#x; } }
const c = new C();
console.log(c.get(), access.get(c), access.has(c), access.has({}));
access.set(c, 5); console.log(c.get());
//> undefined field #x false true
//> 0a 0a true false
//> 5

//// static fields
const add = (s: string) => (value: any, context: any) => {
  console.log(context.name, context.static, context.private);
  return function (this: any, initial: any) { return [initial, s, this.name]; };
};
class C { @add("a") static x = this.name; @add("b") static #y = 2; @add("c") static z; static y = this.#y; }
console.log(JSON.stringify(C.x), JSON.stringify(C.z), JSON.stringify(C.y));
//> x true false
//> #y true true
//> z true false
//> ["C","a","C"] [null,"c","C"] [2,"b","C"]

//// accessor: value, context, result
const dec = (value: any, context: any) => {
  console.log(context.kind, context.name, context.static, context.private, Object.keys(value).join(), value.get.name, value.set.name);
  return {
    init(this: any, v: number) { console.log("init", v, this instanceof C); return v + 1; },
    get(this: any) { return value.get.call(this) * 10; },
    set(this: any, v: number) { value.set.call(this, v + 100); },
  };
};
class C { @dec accessor x = 1; }
const c = new C();
console.log(c.x); c.x = 5; console.log(c.x, Object.keys(c).length, "x" in C.prototype);
//> accessor x false false get,set get x set x
//> init 1 true
//> 20
//> 1050 0 true

//// accessors: private, static, private static
const dec = (value: any, context: any) => {
  console.log(context.name, context.static, context.private, value.get.name, value.set.name);
  return { init: (v: number) => v + 1, get(this: any) { return value.get.call(this) * 10; } };
};
class C {
  @dec accessor #x = 1;
  @dec static accessor y = 2;
  @dec static accessor #z = 3;
  run() { console.log(this.#x, C.y, C.#z); this.#x = 5; C.y = 6; C.#z = 7; console.log(this.#x, C.y, C.#z); }
}
new C().run();
//> y true false get y set y
//> #z true true get #z set #z
//> #x false true get #x set #x
//> 20 30 40
//> 50 60 70

//// accessors without decorators
const k = Symbol("k");
let evaluated = 0;
class C {
  accessor x = 1;
  accessor y;
  static accessor z = () => 0;
  accessor #p = 5;
  accessor [(evaluated++, k)] = function () {};
  accessor "quoted key" = class {};
  accessor 7 = 8
  static accessor
    w = 9
  all() { return [this.x, this.y, C.z.name, this.#p, (this as any)[k].name, this["quoted key"].name, this[7], C.w]; }
}
const c = new C();
console.log(JSON.stringify(c.all()), evaluated);
c.x = 2; c.y = 3; (c as any)[k] = 4; console.log(c.x, c.y, (c as any)[k], Object.keys(c).length);
const { get, set } = Object.getOwnPropertyDescriptor(C.prototype, "x")!;
console.log(get!.name, set!.name, set!.length);
//> [1,null,"z",5,"[k]","quoted key",8,null] 1
//> 2 3 4 1
//> get x set x 1

//// a static accessor belongs to its class only
class C { static accessor x = 1; }
class D extends C {}
try { console.log(D.x); } catch (error) { console.log((error as Error).name); }
//> TypeError

//// computed keys
const order: string[] = [];
const key = (name: any) => ({ toString() { order.push(`key ${String(name)}`); return name; } });
const dec = (name: string) => { order.push(`@${name}`); return (_: any, context: any) => { order.push(`apply ${String(context.name)}`); }; };
const symbol = Symbol("s");
class C {
  @dec("1") [key("a") as any]() { return 1; }
  @dec("2") static [key("b") as any] = () => 2;
  @dec("3") accessor [key("c") as any] = 3;
  @dec("4") get [key("d") as any]() { return 4; }
  @dec("5") [symbol] = 5;
  @dec("6") static accessor [key("e") as any] = 6;
}
console.log(order.join("; "));
const c: any = new C();
console.log(c.a(), (C as any).b(), (C as any).b.name, c.c, c.d, c[symbol], (C as any).e, order.length);
//> @1; key a; @2; key b; @3; key c; @4; key d; @5; @6; key e; apply e; apply a; apply c; apply d; apply b; apply Symbol(s)
//> 1 2 b 3 4 5 6 17

//// access of public members
const all: any = {};
const dec = (_: any, context: any) => { all[context.name] = context.access; };
class C {
  @dec m() { return 1; }
  @dec get g() { return 2; }
  @dec set s(v: number) { console.log("set", v); }
  @dec f = 3;
  @dec accessor a = 4;
}
for (const name in all) console.log(name, Object.keys(all[name]).sort().join());
const c = new C();
console.log(all.m.get(c)(), all.g.get(c), all.f.get(c), all.a.get(c), all.f.has(c), all.f.has({}));
all.s.set(c, 1); all.f.set(c, 8); all.a.set(c, 9); console.log(c.f, c.a);
//> m get,has
//> g get,has
//> s has,set
//> a get,has,set
//> f get,has,set
//> 1 2 3 4 true false
//> set 1
//> 8 9

//// anonymous functions in decorated members have their names
const dec = () => {};
const k = Symbol("k");
class C {
  @dec f = () => {};
  @dec g = function () {};
  @dec h = class { static x = this.name; };
  @dec #p = () => {};
  @dec accessor a = (() => {}) as any;
  @dec [k] = () => {};
  @dec static s = () => {};
  @dec "a b" = () => {};
  @dec 1e3 = () => {};
  names() { return [this.f, this.g, this.h, this.#p, this.a, this[k], C.s, this["a b"], this[1e3]].map((f: any) => f.name).join(); }
}
const c = new C();
console.log(c.names(), c.h.x);
//> f,g,h,#p,a,[k],s,a b,1000 h

//// fields and methods with odd names and no semicolons
const dec = (_: any, context: any) => { console.log(context.kind, context.name); };
class C {
  get
  @dec x = 1
  static
  @dec y
  @dec static async
  @dec get set() { return 1 }
  async
  @dec accessor = 3
  @dec accessor constructors = 4
}
class D {
  @dec get get() { return 1 }
  @dec async = 2
  @dec async async2() {}
  @dec static static() {}
  @dec accessor accessor = 4
  static accessor static2 = 5
  static
}
console.log(Object.keys(new C()).sort().join(), D.static.name)
console.log(Object.keys(new D()).sort().join())
//> getter set
//> accessor constructors
//> field async
//> field x
//> field y
//> field accessor
//> method static
//> getter get
//> method async2
//> accessor accessor
//> field async
//> accessor,async,get,static,x,y static
//> async,static
