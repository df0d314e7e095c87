//! Runs a program on the precompiled engine: its snapshot is put into a new
//! instance's memory. Compiling a module takes most of a second, this some
//! milliseconds, so that thousands of programs can be tried.
use crate::runtime::Finished;
use jsc_compiler::Snapshot;
use wasmparser::{DataKind, Operator, Parser, Payload};
use wasmtime::{Linker, Module, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;
use wasmtime_wasi::{I32Exit, WasiCtxBuilder};

/// The engine, ready to run snapshots.
pub struct Engine {
    module: Module,
    linker: Linker<WasiP1Ctx>,
}

impl Engine {
    /// # Errors
    /// When this machine lacks what the engine was compiled for.
    pub fn new() -> wasmtime::Result<Self> {
        let module = jsc_engine::load()?;
        let mut linker = Linker::new(module.engine());
        p1::add_to_linker_sync(&mut linker, |wasi| wasi)?;
        linker.func_wrap("jsc", "native_stack", || 0i32)?;
        Ok(Engine { module, linker })
    }

    /// Runs a program with an environment, and nothing on stdin.
    ///
    /// # Errors
    /// When it traps, or the snapshot is malformed.
    pub fn run(&self, snapshot: &Snapshot, env: &[(&str, &str)]) -> wasmtime::Result<Finished> {
        let (stdout, stderr) = (
            MemoryOutputPipe::new(usize::MAX),
            MemoryOutputPipe::new(usize::MAX),
        );
        let wasi = WasiCtxBuilder::new()
            .args(&["app"])
            .envs(env)
            .stdout(stdout.clone())
            .stderr(stderr.clone())
            .build_p1();
        let mut store = Store::new(self.module.engine(), wasi);
        store.set_epoch_deadline(u64::MAX / 2);
        let instance = self.linker.instantiate(&mut store, &self.module)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| wasmtime::format_err!("the engine exports no memory"))?;
        let missing = pages(&snapshot.image)?.saturating_sub(memory.size(&store));
        memory.grow(&mut store, missing)?;
        memory.data_mut(&mut store).fill(0);
        for (offset, bytes) in segments(&snapshot.image)? {
            memory.write(&mut store, offset, bytes)?;
        }
        let start = instance.get_typed_func::<(), ()>(&mut store, snapshot.start)?;
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
