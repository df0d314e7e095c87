use std::time::Instant;
use wasmtime::*;
use wasmtime_wasi::{WasiCtxBuilder, p1::{self, WasiP1Ctx}, p2::pipe::{MemoryOutputPipe, MemoryInputPipe}};
fn run(engine: &Engine, m: &Module, linker: &Linker<WasiP1Ctx>, fuel: bool, input: &[u8]) -> (f64, u64, usize) {
    let out = MemoryOutputPipe::new(1 << 28);
    let ctx = WasiCtxBuilder::new().stdout(out.clone()).stdin(MemoryInputPipe::new(bytes::Bytes::copy_from_slice(input))).build_p1();
    let mut store = Store::new(engine, ctx);
    if fuel { store.set_fuel(u64::MAX / 2).unwrap(); }
    let t = Instant::now();
    let i = linker.instantiate(&mut store, m).unwrap();
    let f = i.get_typed_func::<(), ()>(&mut store, "_start").unwrap();
    let r = f.call(&mut store, ());
    if let Err(e) = r { if e.downcast_ref::<wasmtime_wasi::I32Exit>().map(|x| x.0) != Some(0) { eprintln!("{e:?}"); } }
    let mem = i.get_memory(&mut store, "memory").unwrap().data_size(&store);
    let d = t.elapsed().as_secs_f64();
    let used = if fuel { u64::MAX / 2 - store.get_fuel().unwrap() } else { 0 };
    (d, used, mem)
}
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let input = std::env::var("STDIN_FILE").map(|f| std::fs::read(f).unwrap()).unwrap_or_default();
    let n: usize = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let plain = Engine::new(&Config::new()).unwrap();
    let mut c = Config::new(); c.consume_fuel(true);
    let fueled = Engine::new(&c).unwrap();
    let linker = |e: &Engine| { let mut l = Linker::new(e); p1::add_to_linker_sync(&mut l, |c: &mut WasiP1Ctx| c).unwrap(); l };
    let (lp, lf) = (linker(&plain), linker(&fueled));
    let ms: Vec<Module> = a.iter().map(|f| Module::from_file(&plain, f).unwrap()).collect();
    let mut times = vec![vec![]; a.len()];
    for _ in 0..n { for (k, m) in ms.iter().enumerate() { times[k].push(run(&plain, m, &lp, false, &input).0); } }
    let med = |v: &mut Vec<f64>| { v.sort_by(|a, b| a.total_cmp(b)); v[v.len() / 2] };
    let nofuel = std::env::var("NOFUEL").is_ok();
    let mut base = (0.0, 0u64);
    for (k, f) in a.iter().enumerate() {
        let t = med(&mut times[k]); let min = times[k][0];
        let (fu, mem) = if nofuel { (1, 0) } else { let m = Module::from_file(&fueled, f).unwrap(); let r = run(&fueled, &m, &lf, true, &input); (r.1, r.2) };
        if k == 0 { base = (min, fu); }
        println!("{:40} med {:8.2} ms min {:8.2} ms  x{:.3}  fuel {:>12} x{:.3} mem {}", f, t * 1e3, min * 1e3, min / base.0, fu, fu as f64 / base.1 as f64, mem);
    }
}
