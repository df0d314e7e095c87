//! Runs a program on the precompiled engine: its snapshot is put into a new
//! instance's memory. Compiling a module takes most of a second, this some
//! milliseconds, so that thousands of programs can be tried. Time passes while the program
//! waits, and a microsecond whenever it asks: timers come in the order of their delays.
use crate::runtime::{Finished, Process, argv};
use jsc_abi::exports;
use jsc_compiler::{Kind, Metadata, SECTION};
use std::time::{SystemTime, UNIX_EPOCH};
use wasmparser::{DataKind, Operator, Parser, Payload};
use wasmtime::{Caller, Extern, Linker, Module, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

const WASI: &str = "wasi_snapshot_preview1";

/// Errors of WASI preview 1.
const EFAULT: i32 = 21;
const ENOSYS: i32 = 52;

/// The engine, ready to run snapshots.
pub struct Engine {
    module: Module,
    linker: Linker<World>,
}

struct World {
    wasi: WasiP1Ctx,
    /// Nanoseconds, on every clock.
    now: u64,
}

impl World {
    /// What `process` sees, from the present on.
    fn new(
        process: &Process,
        stdout: &MemoryOutputPipe,
        stderr: &MemoryOutputPipe,
    ) -> wasmtime::Result<Self> {
        let mut wasi = WasiCtxBuilder::new();
        wasi.args(&argv(process))
            .envs(&process.env)
            .stdin(MemoryInputPipe::new(process.stdin.clone()))
            .stdout(stdout.clone())
            .stderr(stderr.clone());
        if let Some(root) = &process.root {
            wasi.preopened_dir(root, "/", FsPerms::ReadWrite)?;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        Ok(World {
            wasi: wasi.build_p1(),
            now: now.as_nanos() as u64,
        })
    }
}

impl Engine {
    /// # Errors
    /// When this machine lacks what the engine was compiled for.
    pub fn new() -> wasmtime::Result<Self> {
        let module = jsc_engine::load()?;
        let mut linker = Linker::new(module.engine());
        p1::add_to_linker_sync(&mut linker, |world: &mut World| &mut world.wasi)?;
        linker.allow_shadowing(true);
        linker.func_wrap(WASI, "clock_time_get", clock_time_get)?;
        linker.func_wrap(WASI, "poll_oneoff", poll_oneoff)?;
        linker.func_wrap("jsc", "native_stack", || 0i32)?;
        Ok(Engine { module, linker })
    }

    /// Runs an artifact of `jsc build`: its data segments hold the program's snapshot.
    ///
    /// # Errors
    /// When it traps, or is no such artifact.
    pub fn run_artifact(&self, wasm: &[u8], process: &Process) -> wasmtime::Result<Finished> {
        let start = match metadata(wasm)?.kind {
            Kind::Function { .. } => exports::START_FUNCTION,
            _ => exports::START,
        };
        self.run(wasm, start, process)
    }

    /// Runs a program: `image` is a module with the data segments of its snapshot, and
    /// `start` the engine's export that runs it.
    ///
    /// # Errors
    /// When it traps, or the image is malformed.
    pub fn run(&self, image: &[u8], start: &str, process: &Process) -> wasmtime::Result<Finished> {
        let (stdout, stderr) = (
            MemoryOutputPipe::new(usize::MAX),
            MemoryOutputPipe::new(usize::MAX),
        );
        let world = World::new(process, &stdout, &stderr)?;
        let mut store = Store::new(self.module.engine(), world);
        store.set_epoch_deadline(u64::MAX / 2);
        let instance = self.linker.instantiate(&mut store, &self.module)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| wasmtime::format_err!("the engine exports no memory"))?;
        let missing = pages(image)?.saturating_sub(memory.size(&store));
        memory.grow(&mut store, missing)?;
        memory.data_mut(&mut store).fill(0);
        for (offset, bytes) in segments(image)? {
            memory.write(&mut store, offset, bytes)?;
        }
        let start = instance.get_typed_func::<(), ()>(&mut store, start)?;
        let result = start.call(&mut store, ());
        drop(store);
        let exit = match result {
            Ok(()) => 0,
            Err(error) => match error.downcast_ref::<I32Exit>() {
                Some(I32Exit(code)) => *code,
                None => return Err(error),
            },
        };
        Ok(Finished {
            stdout: stdout.contents().into(),
            stderr: stderr.contents().into(),
            exit,
        })
    }
}

fn clock_time_get(mut caller: Caller<'_, World>, _clock: i32, _precision: i64, at: i32) -> i32 {
    const MICROSECOND: u64 = 1000;
    let world = caller.data_mut();
    world.now += MICROSECOND;
    let now = world.now;
    write(&mut caller, at as u32 as usize, &now.to_le_bytes())
}

/// Waits for one clock, in no time; streams are always ready.
fn poll_oneoff(mut caller: Caller<'_, World>, from: i32, to: i32, count: i32, events: i32) -> i32 {
    const CLOCK: u8 = 0;
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return EFAULT;
    };
    // Where the fields are: `__wasi_subscription_t` and `__wasi_event_t` of wasi-libc.
    let mut subscription = [0; 48];
    if memory
        .read(&caller, from as u32 as usize, &mut subscription)
        .is_err()
    {
        return EFAULT;
    }
    if count != 1 {
        return ENOSYS;
    }
    let mut event = [0; 32];
    event[..8].copy_from_slice(&subscription[..8]);
    event[10] = subscription[8];
    if subscription[8] == CLOCK {
        let timeout: [u8; 8] = subscription[24..32].try_into().unwrap_or_default();
        caller.data_mut().now += u64::from_le_bytes(timeout);
    }
    match write(&mut caller, to as u32 as usize, &event) {
        0 => write(&mut caller, events as u32 as usize, &1u32.to_le_bytes()),
        errno => errno,
    }
}

fn write(caller: &mut Caller<'_, World>, at: usize, bytes: &[u8]) -> i32 {
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return EFAULT;
    };
    match memory.write(caller, at, bytes) {
        Ok(()) => 0,
        Err(_) => EFAULT,
    }
}

fn metadata(wasm: &[u8]) -> wasmtime::Result<Metadata> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload?
            && section.name() == SECTION
        {
            return Ok(serde_json::from_slice(section.data())?);
        }
    }
    wasmtime::bail!("jsc did not build this module")
}

fn pages(image: &[u8]) -> wasmtime::Result<u64> {
    for payload in Parser::new(0).parse_all(image) {
        if let Payload::MemorySection(memories) = payload? {
            let first = memories.into_iter().next().transpose()?;
            return Ok(first.map_or(0, |memory| memory.initial));
        }
    }
    Ok(0)
}

fn segments(image: &[u8]) -> wasmtime::Result<Vec<(usize, &[u8])>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(image) {
        let Payload::DataSection(data) = payload? else {
            continue;
        };
        for segment in data {
            let segment = segment?;
            if let DataKind::Active { offset_expr, .. } = segment.kind
                && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
            {
                segments.push((value as u32 as usize, segment.data));
            }
        }
    }
    Ok(segments)
}
