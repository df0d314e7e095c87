//! What a program costs.
use crate::programs::Program;
use jsc_compiler::{Artifact, Compiler, Entry, Heap, Options, PreinitMode, PreinitOptions};
use jsc_host::{Host, Metering, RunOptions, Stdio};
use jsc_wasm_passes::touch::{TOUCHED, Touched, note_touched};
use wasmtime::{Config, Engine, Linker, Module, OptLevel, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::{I32Exit, WasiCtxBuilder};

pub struct Cost {
    pub name: String,
    /// Of the module.
    pub bytes: u64,
    /// Wasm instructions that a run executes.
    pub fuel: u64,
    pub heap: Heap,
    /// Pages of memory that a run touches, of 4 KiB.
    pub touched: Touched,
}

pub fn build(program: &Program, preinit: PreinitMode) -> Artifact {
    let entry = Entry::Stdin {
        name: "app.js".into(),
        source: program.text().into(),
    };
    let options = Options {
        preinit: PreinitOptions {
            mode: preinit,
            ..PreinitOptions::default()
        },
        ..Options::default()
    };
    Compiler::new(options)
        .build(&entry)
        .unwrap_or_else(|error| panic!("{}: {error}", program.name))
}

pub fn measure(program: &Program, artifact: &Artifact) -> Cost {
    let host = Host::new(Metering::Fuel).expect("the host works");
    let compiled = host.compile(&artifact.wasm).expect("the module is valid");
    let outcome = host
        .run(&compiled, &run_options(program))
        .unwrap_or_else(|error| panic!("{}: {error}", program.name));
    assert_eq!(
        (outcome.exit_code, &*outcome.stdout),
        (0, program.stdout.as_bytes()),
        "{}",
        program.name
    );
    Cost {
        name: program.name.into(),
        bytes: artifact.wasm.len() as u64,
        fuel: outcome.fuel_used.expect("the host counts fuel"),
        heap: artifact.metadata.heap,
        touched: touched(&artifact.wasm, program.stdin)
            .unwrap_or_else(|error| panic!("{}: {error}", program.name)),
    }
}

/// What a program is given; fuel where it is counted.
pub fn run_options(program: &Program) -> RunOptions {
    RunOptions {
        args: vec!["app.wasm".into()],
        stdio: Stdio::Captured {
            stdin: program.stdin.into(),
        },
        fuel: Some(u64::MAX),
        ..RunOptions::default()
    }
}

fn touched(wasm: &[u8], stdin: &'static str) -> wasmtime::Result<Touched> {
    let mut config = Config::new();
    config
        .wasm_multi_memory(true)
        .cranelift_opt_level(OptLevel::None);
    let engine = Engine::new(&config)?;
    let module = Module::new(&engine, note_touched(wasm)?)?;
    let mut linker = Linker::<WasiP1Ctx>::new(&engine);
    p1::add_to_linker_sync(&mut linker, |wasi| wasi)?;
    let wasi = WasiCtxBuilder::new()
        .args(&["app.wasm"])
        .stdin(MemoryInputPipe::new(stdin))
        .stdout(MemoryOutputPipe::new(usize::MAX))
        .build_p1();
    let mut store = Store::new(&engine, wasi);
    let instance = linker.instantiate(&mut store, &module)?;
    let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
    if let Err(error) = start.call(&mut store, ())
        && !matches!(error.downcast_ref(), Some(I32Exit(0)))
    {
        return Err(error);
    }
    let map = instance
        .get_memory(&mut store, TOUCHED)
        .ok_or_else(|| wasmtime::format_err!("nothing was noted"))?;
    Ok(Touched::count(map.data(&store)))
}
