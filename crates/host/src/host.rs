//! The three steps of a run: engine, compiled module, instance.
use crate::stdio::{Capture, ClosedStdout};
use crate::{HostError, Outcome, RunOptions, Trap};
use wasmtime::{Config, Engine, InstancePre, Linker, Module, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

/// Whether compiled code counts the instructions it executes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Metering {
    #[default]
    Off,
    /// Slower code, whose execution can be counted and limited.
    Fuel,
}

/// A Wasmtime engine with WASI preview 1. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    engine: Engine,
    metering: Metering,
}

/// A module compiled to machine code and linked with WASI. Cheap to clone.
#[derive(Clone)]
pub struct Compiled(InstancePre<WasiP1Ctx>);

impl Host {
    /// An engine with Wasmtime's default limits. Fails with
    /// [`HostError::Engine`] where Wasmtime cannot work.
    pub fn new(metering: Metering) -> Result<Self, HostError> {
        let mut config = Config::new();
        config.consume_fuel(metering == Metering::Fuel);
        let engine = Engine::new(&config).map_err(|e| HostError::Engine(format!("{e:#}")))?;
        Ok(Host { engine, metering })
    }

    /// Validates, compiles and links the bytes of a core module.
    ///
    /// Fails when the bytes are not a module, or the module is not a WASI
    /// preview 1 command.
    pub fn compile(&self, wasm: &[u8]) -> Result<Compiled, HostError> {
        check_preamble(wasm)?;
        let module =
            Module::new(&self.engine, wasm).map_err(|e| HostError::Invalid(format!("{e:#}")))?;
        check_start(&module)?;
        let linker = self
            .linker()
            .map_err(|e| HostError::Engine(format!("{e:#}")))?;
        let instance = linker
            .instantiate_pre(&module)
            .map_err(|e| HostError::Imports(format!("{e:#}")))?;
        Ok(Compiled(instance))
    }

    /// Runs `_start` of a fresh instance to its end.
    ///
    /// Fails with [`HostError::Trap`] when the program traps, with
    /// [`HostError::Directory`] when a preopened directory cannot be opened, and
    /// with [`HostError::NotMetered`] when `options` limits the fuel of a host
    /// that counts none. `compiled` must come from this host or a clone of it.
    pub fn run(&self, compiled: &Compiled, options: &RunOptions) -> Result<Outcome, HostError> {
        let (wasi, capture) = world(options)?;
        let mut store = Store::new(&self.engine, wasi);
        let budget = self.fill(&mut store, options)?;
        let result = compiled.0.instantiate(&mut store).and_then(|instance| {
            instance
                .get_typed_func::<(), ()>(&mut store, "_start")?
                .call(&mut store, ())
        });
        let fuel_used = budget.map(|budget| budget - store.get_fuel().unwrap_or(0));
        drop(store);
        let (stdout, stderr) = capture.take();
        match exit_code(result) {
            Ok(exit_code) => Ok(Outcome {
                exit_code,
                stdout,
                stderr,
                fuel_used,
            }),
            Err(reason) => Err(HostError::Trap(Box::new(Trap {
                reason,
                stdout,
                stderr,
            }))),
        }
    }

    /// Puts the fuel in the tank and says how much, if any is counted.
    fn fill(
        &self,
        store: &mut Store<WasiP1Ctx>,
        options: &RunOptions,
    ) -> Result<Option<u64>, HostError> {
        match (self.metering, options.fuel) {
            (Metering::Off, None) => Ok(None),
            (Metering::Off, Some(_)) => Err(HostError::NotMetered),
            (Metering::Fuel, limit) => {
                let budget = limit.unwrap_or(u64::MAX);
                store
                    .set_fuel(budget)
                    .map_err(|e| HostError::Engine(format!("{e:#}")))?;
                Ok(Some(budget))
            }
        }
    }

    fn linker(&self) -> wasmtime::Result<Linker<WasiP1Ctx>> {
        let mut linker = Linker::new(&self.engine);
        p1::add_to_linker_sync(&mut linker, |wasi| wasi)?;
        // Wasmtime's own traps on a code of 126 or more, which `process.exit(200)`
        // gives and every system can report.
        linker.allow_shadowing(true);
        linker.func_wrap("wasi_snapshot_preview1", "proc_exit", |code: i32| {
            Err::<(), _>(wasmtime::Error::from(I32Exit(code)))
        })?;
        Ok(linker)
    }
}

/// Tells apart what is no wasm at all, a component and (perhaps) a module, by
/// the first eight bytes: magic, version, layer.
fn check_preamble(wasm: &[u8]) -> Result<(), HostError> {
    match wasm {
        [0, b'a', b's', b'm', _, _, 1, 0, ..] => Err(HostError::Component),
        [0, b'a', b's', b'm', ..] => Ok(()),
        _ => Err(HostError::NotWasm),
    }
}

fn check_start(module: &Module) -> Result<(), HostError> {
    let start = module.get_export("_start");
    match start.as_ref().and_then(|export| export.func()) {
        Some(ty) if ty.params().len() == 0 && ty.results().len() == 0 => Ok(()),
        _ => Err(HostError::NoStart),
    }
}

/// The WASI world that `options` describes.
fn world(options: &RunOptions) -> Result<(WasiP1Ctx, Capture), HostError> {
    let mut wasi = WasiCtxBuilder::new();
    wasi.args(&options.args)
        .envs(&options.env)
        .allow_blocking_current_thread(true);
    for (path, guest) in &options.dirs {
        wasi.preopened_dir(path, guest, FsPerms::ReadWrite)
            .map_err(|error| HostError::Directory {
                path: path.clone(),
                reason: format!("{error:#}"),
            })?;
    }
    let capture = Capture::install(&options.stdio, &mut wasi);
    Ok((wasi.build_p1(), capture))
}

/// The exit code of a run that ended as a program may, or the reason it did not.
fn exit_code(result: wasmtime::Result<()>) -> Result<i32, String> {
    let Err(error) = result else { return Ok(0) };
    if let Some(I32Exit(code)) = error.downcast_ref() {
        Ok(*code)
    } else if error.downcast_ref::<ClosedStdout>().is_some() {
        Ok(0)
    } else {
        Err(describe(&error))
    }
}

/// The innermost cause first, then Wasmtime's context (the stack of wasm functions).
fn describe(error: &wasmtime::Error) -> String {
    let context = error.to_string();
    let cause = error.root_cause().to_string();
    if context == cause {
        cause
    } else {
        format!("{cause}\n{context}")
    }
}
