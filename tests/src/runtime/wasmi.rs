//! wasmi, with the WASI of `wasi-common`.
use super::{Finished, Process, Runtime, argv, trap};
use std::fmt::Display;
use std::io::Cursor;
use wasmi::{Engine, Linker, Module, Store, StoreLimits, StoreLimitsBuilder};
use wasmi_wasi::wasi_common::pipe::{ReadPipe, WritePipe};
use wasmi_wasi::{Dir, WasiCtx, WasiCtxBuilder, ambient_authority};

/// What a program may allocate: filling all that 32 bits can address takes an
/// interpreter minutes, and shows no more than filling this.
const MEMORY_BYTES: usize = 768 << 20;

/// Interprets; 1,000 nested calls and a value stack of 1 MB.
pub struct Wasmi;

struct World {
    wasi: WasiCtx,
    limits: StoreLimits,
}

type Output = WritePipe<Cursor<Vec<u8>>>;

impl Runtime for Wasmi {
    fn name(&self) -> &'static str {
        "wasmi"
    }

    fn run(&self, wasm: &[u8], process: &Process) -> Result<Finished, String> {
        let stdout = Output::new_in_memory();
        let stderr = Output::new_in_memory();
        let wasi = world(process, stdout.clone(), stderr.clone())?;
        let result = start(wasm, wasi);
        let (stdout, stderr) = (written(stdout)?, written(stderr)?);
        match result {
            Ok(exit) => Ok(Finished {
                stdout,
                stderr,
                exit,
            }),
            Err(reason) => Err(trap(reason, &stdout, &stderr)),
        }
    }
}

fn world(process: &Process, stdout: Output, stderr: Output) -> Result<WasiCtx, String> {
    let mut wasi = WasiCtxBuilder::new();
    wasi.args(&argv(process))
        .and_then(|wasi| wasi.envs(&process.env))
        .map_err(text)?
        .stdin(Box::new(ReadPipe::from(process.stdin.clone())))
        .stdout(Box::new(stdout))
        .stderr(Box::new(stderr));
    if let Some(root) = &process.root {
        let root = Dir::open_ambient_dir(root, ambient_authority()).map_err(text)?;
        wasi.preopened_dir(root, "/").map_err(text)?;
    }
    Ok(wasi.build())
}

/// The exit code of `_start`.
fn start(wasm: &[u8], wasi: WasiCtx) -> Result<i32, String> {
    let engine = Engine::default();
    let module = Module::new(&engine, wasm).map_err(text)?;
    let mut linker = Linker::new(&engine);
    wasmi_wasi::add_to_linker(&mut linker, |world: &mut World| &mut world.wasi).map_err(text)?;
    let limits = StoreLimitsBuilder::new().memory_size(MEMORY_BYTES).build();
    let mut store = Store::new(&engine, World { wasi, limits });
    store.limiter(|world| &mut world.limits);
    let instance = linker
        .instantiate_and_start(&mut store, &module)
        .map_err(text)?;
    let start = instance
        .get_typed_func::<(), ()>(&store, "_start")
        .map_err(text)?;
    match start.call(&mut store, ()) {
        Ok(()) => Ok(0),
        Err(error) => error.i32_exit_status().ok_or_else(|| error.to_string()),
    }
}

/// What was written to a pipe whose other owners are gone.
fn written(pipe: Output) -> Result<Vec<u8>, String> {
    pipe.try_into_inner()
        .map(Cursor::into_inner)
        .map_err(|_| "output is still in use".to_string())
}

fn text(error: impl Display) -> String {
    error.to_string()
}
