//// where anonymous classes get names
const dec = (_: any, context: any) => { if (context.kind === "class") console.log(JSON.stringify(context.name)); };
let assigned: any, target: any = {}, symbol = Symbol("sym");
assigned = @dec class {};
assigned = null; assigned ??= @dec class {};
assigned = 0; assigned ||= (@dec class {});
assigned &&= @dec class {} as any;
target.property = @dec class {};
const { a = @dec class {}, b: c = @dec class {} } = {} as any;
[assigned = @dec class {}] = [];
({ assigned = @dec class {}, x: assigned = @dec class {} } = {} as any);
const object: any = { d: @dec class {}, "e f": @dec class {}, 0x10: @dec class {}, ["g" + 1]: @dec class {}, [symbol]: @dec class {} };
console.log(object["g1"].name, object[symbol].name, object[16].name);
((parameter = @dec class {}) => parameter)();
(({ p = @dec class {} } = {}) => p)();
const call = (x: any) => x.name;
console.log(JSON.stringify(call(@dec class {})), JSON.stringify([@dec class {}][0].name));
//> "assigned"
//> "assigned"
//> "assigned"
//> "assigned"
//> ""
//> "a"
//> "c"
//> "assigned"
//> "assigned"
//> "assigned"
//> "d"
//> "e f"
//> "16"
//> "g1"
//> "[sym]"
//> g1 [sym] 16
//> "parameter"
//> "p"
//> ""
//> ""
//> "" ""

//// names of anonymous classes whose members are decorated
const dec = (_: any, context: any) => {};
const a = class { @dec m() {} };
const object: any = { b: class { @dec static x = this.name; }, __proto__: class { @dec m() {} }, ["c" + 1]: class { @dec f = 1 } };
const list = [class { @dec m() {} }];
console.log(a.name, object.b.name, object.b.x, object.c1.name, JSON.stringify(Object.getPrototypeOf(object).name), JSON.stringify(list[0].name));
console.log(Object.getOwnPropertyNames(a).join(), JSON.stringify(Object.getOwnPropertyDescriptor(a, "name")));
//> a b b c1 "" ""
//> length,name,prototype {"value":"a","writable":false,"enumerable":false,"configurable":true}

//// in class fields
const dec = (_: any, context: any) => { if (context.kind === "class") console.log(JSON.stringify(context.name)); };
const key = Symbol("key");
class C {
  a = @dec class {};
  static b = @dec class {};
  #c = @dec class {};
  "d e" = @dec class {};
  [key] = @dec class {};
  accessor f = @dec class {};
  static accessor #g = @dec class {};
  @dec h = @dec class {};
  @dec [`i${1}`] = class { @dec m() {} };
  names() { return [this.a, C.b, this.#c, this["d e"], this[key], this.f, C.#g, this.h, (this as any).i1].map((c) => c.name).join(); }
}
console.log(new C().names());
@dec class D { static a = @dec class {}; static #b = class { @dec m() {} }; static [key] = @dec class {}; static c = () => {}; static b() { return D.#b.name; } }
console.log(D.a.name, D.b(), D[key].name, D.c.name);
//> "b"
//> "#g"
//> "a"
//> "#c"
//> "d e"
//> "[key]"
//> "f"
//> "h"
//> a,b,#c,d e,[key],f,#g,h,i1
//> "D"
//> "a"
//> "[key]"
//> a #b [key] c

//// with and without parentheses and types
const dec = (_: any, context: any) => { console.log(context.name); };
const a = (@dec class {});
const b = ((@dec class {}) as any);
const c = <any>(@dec class {});
const d = (@dec class {})!;
console.log(a.name, b.name, c.name, d.name);
//> a
//> b
//> c
//> d
//> a b c d
