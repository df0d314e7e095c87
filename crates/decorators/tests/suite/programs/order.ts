//// evaluation, application, initialization
const log = (...what: any[]) => console.log(...what);
const d = (name: string) => {
  log("eval", name);
  return (value: any, context: any) => {
    log("apply", name);
    context.addInitializer(function (this: any) { log("extra", name); });
    if (context.kind === "field") return (v: any) => (log("init", name), v);
    if (context.kind === "accessor") return { init: (v: any) => (log("init", name), v) };
  };
};
const t = (value: any) => (log("value", value), value);
@d("class 1") @d("class 2")
class C extends (log("heritage"), Object) {
  @d("field 1") @d("field 2") [t("field")] = t("field value");
  plain = t("plain value");
  @d("static field") static [t("static field")] = t("static field value");
  static { log("block"); }
  @d("method 1") @d("method 2") [t("method")]() {}
  @d("static method") static [t("static method")]() {}
  @d("accessor") accessor [t("accessor")] = t("accessor value");
  @d("static accessor") static accessor [t("static accessor")] = t("static accessor value");
  @d("getter") get [t("getter")]() { return 1; }
  @d("setter") static set [t("setter")](v: any) {}
  @d("private") #p = t("private value");
  @d("private method") #m() {}
  static last = t("last");
  constructor() { super(); log("constructor"); }
}
log("--");
new C();
//> eval class 1
//> eval class 2
//> heritage
//> eval field 1
//> eval field 2
//> value field
//> eval static field
//> value static field
//> eval method 1
//> eval method 2
//> value method
//> eval static method
//> value static method
//> eval accessor
//> value accessor
//> eval static accessor
//> value static accessor
//> eval getter
//> value getter
//> eval setter
//> value setter
//> eval private
//> eval private method
//> apply static method
//> apply static accessor
//> apply setter
//> apply method 2
//> apply method 1
//> apply accessor
//> apply getter
//> apply private method
//> apply static field
//> apply field 2
//> apply field 1
//> apply private
//> apply class 2
//> apply class 1
//> extra static method
//> extra setter
//> value static field value
//> init static field
//> extra static field
//> block
//> value static accessor value
//> init static accessor
//> extra static accessor
//> value last
//> extra class 2
//> extra class 1
//> --
//> extra method 2
//> extra method 1
//> extra getter
//> extra private method
//> value field value
//> init field 1
//> init field 2
//> extra field 2
//> extra field 1
//> value plain value
//> value accessor value
//> init accessor
//> extra accessor
//> value private value
//> init private
//> extra private
//> constructor

//// the same without decorators of the class
const log = (...what: any[]) => console.log(...what);
const d = (name: string) => {
  log("eval", name);
  return (value: any, context: any) => {
    log("apply", name);
    context.addInitializer(function (this: any) { log("extra", name); });
    if (context.kind === "field") return (v: any) => (log("init", name), v);
    if (context.kind === "accessor") return { init: (v: any) => (log("init", name), v) };
  };
};
const t = (value: any) => (log("value", value), value);
class C extends (log("heritage"), Object) {
  @d("field 1") @d("field 2") [t("field")] = t("field value");
  plain = t("plain value");
  @d("static field") static [t("static field")] = t("static field value");
  static { log("block"); }
  @d("method 1") @d("method 2") [t("method")]() {}
  @d("static method") static [t("static method")]() {}
  @d("accessor") accessor [t("accessor")] = t("accessor value");
  @d("static accessor") static accessor [t("static accessor")] = t("static accessor value");
  @d("getter") get [t("getter")]() { return 1; }
  @d("setter") static set [t("setter")](v: any) {}
  @d("private") #p = t("private value");
  @d("private method") #m() {}
  static last = t("last");
  constructor() { super(); log("constructor"); }
}
log("--");
new C();
//> heritage
//> eval field 1
//> eval field 2
//> value field
//> eval static field
//> value static field
//> eval method 1
//> eval method 2
//> value method
//> eval static method
//> value static method
//> eval accessor
//> value accessor
//> eval static accessor
//> value static accessor
//> eval getter
//> value getter
//> eval setter
//> value setter
//> eval private
//> eval private method
//> apply static method
//> apply static accessor
//> apply setter
//> apply method 2
//> apply method 1
//> apply accessor
//> apply getter
//> apply private method
//> apply static field
//> apply field 2
//> apply field 1
//> apply private
//> extra static method
//> extra setter
//> value static field value
//> init static field
//> extra static field
//> block
//> value static accessor value
//> init static accessor
//> extra static accessor
//> value last
//> --
//> extra method 2
//> extra method 1
//> extra getter
//> extra private method
//> value field value
//> init field 1
//> init field 2
//> extra field 2
//> extra field 1
//> value plain value
//> value accessor value
//> init accessor
//> extra accessor
//> value private value
//> init private
//> extra private
//> constructor

//// several extra initializers of one decorator, with this
const dec = (_: any, context: any) => {
  context.addInitializer(function (this: any) { console.log(context.kind, 1, this.name ?? "instance"); });
  context.addInitializer(function (this: any) { console.log(context.kind, 2, Object.keys(this).join()); });
};
class C { @dec m() {} @dec static m() {} @dec f = 1; @dec static f = 1; @dec accessor a = 1; g = 2; }
new C();
//> method 1 C
//> method 2
//> field 1 C
//> field 2 f
//> method 1 instance
//> method 2
//> field 1 instance
//> field 2 f
//> accessor 1 instance
//> accessor 2 f

//// class initializers see the static members
const dec = (value: any, context: any) => {
  console.log("apply", value.x, context.kind, context.name);
  context.addInitializer(function (this: any) { console.log("extra", this.x, this.self() === this); });
};
let seen: any;
@dec class C { static x = 1; static { seen = this; } static self() { return C; } }
console.log(seen === C);
//> apply undefined class C
//> extra 1 true
//> true

//// instances of a base class and a derived class
const d = (name: string) => (_: any, context: any) => { context.addInitializer(() => console.log("extra", name)); };
class A { @d("A.m") m() {} @d("A.f") f = console.log("A.f"); constructor() { console.log("A"); } }
class B extends A { @d("B.m") m() {} @d("B.f") f: any = console.log("B.f"); constructor() { console.log("B before"); super(); console.log("B after"); } }
new B();
//> B before
//> extra A.m
//> A.f
//> extra A.f
//> A
//> extra B.m
//> B.f
//> extra B.f
//> B after

//// super in several places, default constructor
const dec = (_: any, context: any) => { context.addInitializer(function (this: any) { console.log("extra", this.constructor.name); }); };
class A {}
class B extends A { @dec m() {} constructor(x: boolean) { if (x) { super(); } else { (() => super())(); } } }
class D extends A { @dec m() {} }
new B(true); new B(false); new D();
//> extra B
//> extra B
//> extra D

//// metadata is shared by decorators and inherited
const note = (value: any) => (_: any, context: any) => { (context.metadata[context.kind] ??= []).push(value); };
@note("C") class C { @note("x") x = 1; @note("y") y = 2; @note("m") m() {} }
const metadata: any = (C as any)[Symbol.metadata];
console.log(JSON.stringify(metadata), Object.getPrototypeOf(metadata));
class D extends C { @note("z") static z = 1; }
const derived: any = (D as any)[Symbol.metadata];
console.log(Object.getPrototypeOf(derived) === metadata, derived.class.join(), Object.keys(derived).length);
class E extends D {}
console.log((E as any)[Symbol.metadata] === derived, Object.hasOwn(E, Symbol.metadata), Object.hasOwn(D, Symbol.metadata));
class N { plain = 1; accessor x = 1; }
console.log((N as any)[Symbol.metadata]);
//> {"method":["m"],"field":["x","y"],"class":["C"]} null
//> true C 0
//> true false true
//> undefined

//// metadata of a class that extends null
const dec = (_: any, context: any) => { context.metadata.x = 1; };
class C extends null { @dec static m() {} }
console.log((C as any)[Symbol.metadata].x, Object.getPrototypeOf((C as any)[Symbol.metadata]));
//> 1 null

//// the binding of a decorated class is there for what decorators keep
const later: any[] = [];
const dec = (f: any) => (_: any, context: any) => { later.push(f); };
@dec(() => C) class C { @dec(() => C) m() {} @dec(() => C) static f = 1; }
console.log(later.map((f) => f() === C).join());
//> true,true,true
