//// what decorators may return
const give = (x: any) => () => x;
const attempt = (f: () => unknown) => { try { f(); console.log("fine"); } catch (error) { console.log((error as Error).name); } };
for (const x of [undefined, null, 1, {}, () => {}] as any[]) {
  attempt(() => { @give(x) class C {} });
  attempt(() => { class C { @give(x) m() {} } });
  attempt(() => { class C { @give(x) static get g() { return 1; } } });
  attempt(() => { class C { @give(x) #f = 1; } });
  attempt(() => { class C { @give(x) accessor a = 1; } });
}
attempt(() => { class C { @give({ get: 1 }) accessor a = 1; } });
attempt(() => { class C { @give({ set: null }) accessor a = 1; } });
attempt(() => { class C { @give({ init: "" }) accessor a = 1; } });
//> fine
//> fine
//> fine
//> fine
//> fine
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> TypeError
//> fine
//> fine
//> fine
//> fine
//> fine
//> TypeError
//> TypeError
//> TypeError
//> TypeError

//// what is not a function
const attempt = (f: () => unknown) => { try { f(); console.log("fine"); } catch (error) { console.log((error as Error).name); } };
const no: any = undefined, object: any = { x: 1 };
attempt(() => { @no class C {} });
attempt(() => { class C { @no m() {} } });
attempt(() => { class C { @object.x m() {} } });
attempt(() => { class C { @((_: any, context: any) => context.addInitializer(1)) m() {} } });
//> TypeError
//> TypeError
//> TypeError
//> TypeError

//// initializers come too late
let late: any;
const dec = (_: any, context: any) => { late = context.addInitializer; };
class C { @dec m() {} }
try { late(() => {}); console.log("fine"); } catch (error) { console.log((error as Error).name); }
//> TypeError

//// the wrong receiver
const dec = (_: any, context: any) => {};
class C { @dec accessor x = 1; @dec #m() {} static m(o: any) { o.#m(); } }
for (const f of [() => C.m({}), () => (C.prototype as any).x]) { try { f(); console.log("fine"); } catch (error) { console.log((error as Error).name); } }
//> TypeError
//> TypeError
