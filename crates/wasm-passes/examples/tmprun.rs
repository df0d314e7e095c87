use wasmtime::*;
// minimal fake WASI: enough to run
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let engine = Engine::default();
    let m = Module::new(&engine, std::fs::read(&a[1]).unwrap()).unwrap();
    let args: Vec<Vec<u8>> = std::iter::once("x".to_string())
        .chain(a[2..].iter().cloned())
        .map(|s| {
            let mut b = s.into_bytes();
            b.push(0);
            b
        })
        .collect();
    let mut s = Store::new(&engine, args);
    let mut l: Linker<Vec<Vec<u8>>> = Linker::new(&engine);
    const W: &str = "wasi_snapshot_preview1";
    fn mem(c: &mut Caller<'_, Vec<Vec<u8>>>) -> Memory {
        c.get_export("memory").unwrap().into_memory().unwrap()
    }
    l.func_wrap(
        W,
        "args_sizes_get",
        |mut c: Caller<'_, Vec<Vec<u8>>>, n: i32, b: i32| -> i32 {
            let k = c.data().len() as u32;
            let t: u32 = c.data().iter().map(|a| a.len() as u32).sum();
            let m = mem(&mut c);
            m.write(&mut c, n as usize, &k.to_le_bytes()).unwrap();
            m.write(&mut c, b as usize, &t.to_le_bytes()).unwrap();
            0
        },
    )
    .unwrap();
    l.func_wrap(
        W,
        "args_get",
        |mut c: Caller<'_, Vec<Vec<u8>>>, p: i32, b: i32| -> i32 {
            let a = c.data().clone();
            let m = mem(&mut c);
            let (mut p, mut b) = (p as usize, b as usize);
            for x in a {
                m.write(&mut c, p, &(b as u32).to_le_bytes()).unwrap();
                m.write(&mut c, b, &x).unwrap();
                p += 4;
                b += x.len();
            }
            0
        },
    )
    .unwrap();
    l.func_wrap(
        W,
        "fd_write",
        |mut c: Caller<'_, Vec<Vec<u8>>>, _fd: i32, iov: i32, n: i32, out: i32| -> i32 {
            let m = mem(&mut c);
            let mut t = 0u32;
            for k in 0..n {
                let mut b = [0; 8];
                m.read(&c, (iov + 8 * k) as usize, &mut b).unwrap();
                let p = u32::from_le_bytes(b[..4].try_into().unwrap()) as usize;
                let q = u32::from_le_bytes(b[4..].try_into().unwrap());
                print!(
                    "{}",
                    String::from_utf8_lossy(&m.data(&c)[p..p + q as usize])
                );
                t += q;
            }
            m.write(&mut c, out as usize, &t.to_le_bytes()).unwrap();
            0
        },
    )
    .unwrap();
    l.define_unknown_imports_as_default_values(&mut s, &m)
        .unwrap();
    let i = l.instantiate(&mut s, &m).unwrap();
    if let Err(e) = i
        .get_typed_func::<(), ()>(&mut s, "_start")
        .unwrap()
        .call(&mut s, ())
    {
        println!("TRAP {:?}", e.downcast_ref::<Trap>());
    }
}
