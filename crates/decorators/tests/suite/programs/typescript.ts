//// modifiers, types, generics
function dec<T>(_: T, context: any) { console.log(context.kind, context.name); }
function typed<T>() { return dec; }
interface I { a: number }
abstract class Base<T> { abstract x: T; abstract m(): void; }
@dec export abstract class C<T extends I = I> extends Base<T> implements I {
  @dec public readonly a: number = 1;
  @dec protected static readonly s: string = "s";
  @dec private p?: T;
  @dec override x!: T;
  @dec declared!: number
  @typed<string>() public override m<U>(this: C<T>, u?: U): void {}
  @dec public static async n<U>(u: U): Promise<U> { return u; }
  @dec public accessor acc: number = 2;
  @dec protected static accessor sacc: number = 3 as number;
  @dec private get g(): number { return 1; }
  [key: string]: any;
  declare d: number;
  abstract abs(): void;
  abstract prop: string;
  constructor(public one: number, private readonly two = 2) { super(); }
  overloaded(x: string): string;
  overloaded(x: number): number;
  @dec overloaded(x: any): any { return x; }
}
class D extends C { abs() {} prop = ""; }
const d = new D(10);
console.log(d.a, d.one, d.two, d.acc, d.overloaded(5), (C as any).sacc, Object.keys(d).sort().join());
//> method n
//> accessor sacc
//> method m
//> accessor acc
//> getter g
//> method overloaded
//> field s
//> field a
//> field p
//> field x
//> field declared
//> class C
//> 1 10 2 2 5 3 a,declared,one,p,prop,two,x

//// private overloads and parameter properties with decorated members
const dec = (_: any, context: any) => { console.log(context.kind, context.name); context.addInitializer(function (this: any) { console.log("extra", this.x); }); };
class A { constructor() { console.log("A"); } }
class C extends A {
  @dec field = 1;
  constructor(public x: number) { super(); console.log("constructor", this.x); }
  #m(x: string): string;
  #m(x: number): number;
  @dec #m(x: any) { return x; }
  call() { return this.#m(5); }
}
console.log(new C(3).call());
//> method #m
//> field field
//> A
//> extra undefined
//> extra undefined
//> constructor 3
//> 5

//// namespaces
const dec = (value: any, context: any) => { console.log(context.kind, context.name); return context.kind === "class" ? class extends value {} : undefined; };
namespace N {
  @dec export class A { @dec m() { return 1; } static self() { return A; } }
  export class B { @dec m() { return 2; } }
  export const same = () => A.self() === A;
  export const inner = () => @dec class Inner {};
}
console.log(new N.A().m(), new N.B().m(), N.same(), N.A.self() === N.A, N.inner().name);
//> method m
//> class A
//> method m
//> class Inner
//> 1 2 true true

//// a namespace that merges with a decorated class
const dec = (value: any, context: any) => class extends value { static replaced = true; } as any;
@dec class C { static x = 1; }
namespace C { export const y = 2; }
console.log(C.x, C.y, (C as any).replaced);
interface C { z: number }
//> 1 2 true

//// types of the same name, and as type arguments
const dec = (_: any, context: any) => {};
@dec class C { next?: C; make(): C { const c: C = new C(); return c as C satisfies C; } static list: Array<C> = [] as C[]; is(x: unknown): x is C { return x instanceof C; } static t: typeof C = C; }
const c: C = new C();
console.log(c.is(c.make()), C.t === C);
//> true true

//// declarations are left alone
const dec = (_: any, context: any) => {};
declare namespace N { class D { accessor x: number; } }
declare class E { accessor x: number; static accessor y: string; }
abstract class F { abstract accessor x: number; declare y: number; @dec z = 1; }
class G extends F { accessor x = 1; }
console.log(new G().x, new G().z);
//> 1 1

//// enums and casts around
const dec = (_: any, context: any) => { console.log(context.name); };
enum E { A = 1, B = (@dec class {}, 2) }
const C = <any>(@dec class { @dec m() {} });
let v = (@dec class X { @dec y!: number; @dec z?: string; @dec "q q"!: number; @dec ["c" + 1]!: number }) as unknown as { new (): any };
console.log(E.B, Object.keys(new v()).join());
//>
//> m
//> C
//> y
//> z
//> q q
//> c1
//> X
//> 2 y,z,q q,c1
