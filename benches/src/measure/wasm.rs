//! Modules and components on an embedded Wasmtime.
use crate::peers::Artifact;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use wasmtime::component::{self, Component, ResourceTable};
use wasmtime::{
    Config, Engine, InstanceAllocationStrategy, Linker, Module, PoolingAllocationConfig,
    Precompiled, Store,
};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::runtime::in_tokio;
use wasmtime_wasi::{I32Exit, WasiCtx, WasiCtxBuilder, WasiCtxView, WasiView};

/// How code is compiled and memory allocated.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// As Wasmtime's command line does by default.
    Plain,
    /// Memories, tables and stacks are reused between instances, as servers do.
    Pooling,
    /// Executed instructions are counted.
    Fuel,
}

pub fn engine(mode: Mode) -> Result<Engine> {
    let mut config = Config::new();
    config.consume_fuel(mode == Mode::Fuel);
    config.wasm_component_model_async(true);
    if mode == Mode::Pooling {
        let mut pool = PoolingAllocationConfig::new();
        pool.total_core_instances(32)
            .total_component_instances(8)
            .total_memories(16)
            .total_tables(32)
            .total_stacks(8)
            .table_elements(100_000)
            .max_core_instance_size(16 << 20)
            .max_component_instance_size(16 << 20);
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    }
    Ok(Engine::new(&config)?)
}

/// Compiles a module or component beside itself, once; [`exec`] maps the file.
pub fn precompiled(wasm: &Path) -> Result<PathBuf> {
    let out = wasm.with_extension("cwasm");
    let fresh = |p: &Path| p.metadata().and_then(|m| m.modified()).ok();
    if fresh(&out).is_none_or(|made| Some(made) < fresh(wasm)) {
        fs::write(&out, compile(&engine(Mode::Plain)?, wasm)?)?;
    }
    Ok(out)
}

/// Precompiled code of a module or component.
pub fn compile(engine: &Engine, wasm: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(wasm)?;
    let component = bytes.get(6) == Some(&1);
    Ok(if component {
        engine.precompile_component(&bytes)?
    } else {
        engine.precompile_module(&bytes)?
    })
}

/// The state of a component's store.
struct Host {
    wasi: WasiCtx,
    table: ResourceTable,
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

/// An artifact that is ready to be instantiated.
pub struct Loaded {
    engine: Engine,
    code: Code,
}

enum Code {
    Core {
        module: Module,
        linker: Linker<WasiP1Ctx>,
        plugin: Option<(String, Module)>,
    },
    Component {
        component: Component,
        linker: component::Linker<Host>,
    },
}

impl Loaded {
    /// Compiles an artifact for an engine of its own.
    pub fn new(mode: Mode, artifact: &Artifact) -> Result<Self> {
        let engine = engine(mode)?;
        match artifact {
            Artifact::Core { wasm, plugin } => {
                let module = Module::from_file(&engine, wasm)?;
                let plugin = match plugin {
                    Some((name, file)) => Some((name.clone(), Module::from_file(&engine, file)?)),
                    None => None,
                };
                Self::core(engine, module, plugin)
            }
            Artifact::Component { wasm } => {
                let component = Component::from_file(&engine, wasm)?;
                Self::component(engine, component)
            }
            Artifact::Process(_) => bail!("is no wasm"),
        }
    }

    fn core(engine: Engine, module: Module, plugin: Option<(String, Module)>) -> Result<Self> {
        let mut linker = Linker::new(&engine);
        p1::add_to_linker_sync(&mut linker, |wasi| wasi)?;
        Ok(Loaded {
            engine,
            code: Code::Core {
                module,
                linker,
                plugin,
            },
        })
    }

    fn component(engine: Engine, component: Component) -> Result<Self> {
        let mut linker = component::Linker::new(&engine);
        wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
        Ok(Loaded {
            engine,
            code: Code::Component { component, linker },
        })
    }

    /// Instantiates and runs to the end; gives the fuel used, if it is counted.
    ///
    /// What a component gives is handed to `print`.
    fn run(
        &self,
        wasi: &mut WasiCtxBuilder,
        fuel: bool,
        print: impl Fn(&str) -> io::Result<()>,
    ) -> Result<u64> {
        let budget = if fuel { u64::MAX } else { 0 };
        match &self.code {
            Code::Core {
                module,
                linker,
                plugin,
            } => {
                let mut store = Store::new(&self.engine, wasi.build_p1());
                if fuel {
                    store.set_fuel(budget)?;
                }
                let instance = match plugin {
                    None => linker.instantiate(&mut store, module)?,
                    Some((name, plugin)) => {
                        let mut linker = linker.clone();
                        let plugin = linker.instantiate(&mut store, plugin)?;
                        linker.instance(&mut store, name, plugin)?;
                        linker.instantiate(&mut store, module)?
                    }
                };
                let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
                finish(start.call(&mut store, ()))?;
                Ok(if fuel { budget - store.get_fuel()? } else { 0 })
            }
            Code::Component { component, linker } => in_tokio(async {
                let host = Host {
                    wasi: wasi.build(),
                    table: ResourceTable::new(),
                };
                let mut store = Store::new(&self.engine, host);
                if fuel {
                    store.set_fuel(budget)?;
                }
                let instance = linker.instantiate_async(&mut store, component).await?;
                let run = instance.get_typed_func::<(), (String,)>(&mut store, "run")?;
                let (text,) = run.call_async(&mut store, ()).await?;
                if text.is_empty() {
                    bail!("prints nothing");
                }
                print(&text)?;
                Ok(if fuel { budget - store.get_fuel()? } else { 0 })
            }),
        }
    }

    /// Seconds to instantiate and run once, with memory as stdin and stdout.
    pub fn time(&self, stdin: &[u8]) -> Result<f64> {
        let (mut wasi, _) = pipes(stdin);
        let start = Instant::now();
        self.run(&mut wasi, false, |_| Ok(()))?;
        Ok(start.elapsed().as_secs_f64())
    }

    /// Instructions executed in one run, which must print something.
    pub fn fuel(&self, stdin: &[u8]) -> Result<u64> {
        let (mut wasi, stdout) = pipes(stdin);
        let used = self.run(&mut wasi, true, |_| Ok(()))?;
        if matches!(self.code, Code::Core { .. }) && stdout.contents().is_empty() {
            bail!("prints nothing");
        }
        Ok(used)
    }
}

fn pipes(stdin: &[u8]) -> (WasiCtxBuilder, MemoryOutputPipe) {
    let stdout = MemoryOutputPipe::new(1 << 30);
    let mut wasi = WasiCtxBuilder::new();
    wasi.stdin(MemoryInputPipe::new(stdin.to_vec()))
        .stdout(stdout.clone());
    (wasi, stdout)
}

fn finish(result: wasmtime::Result<()>) -> Result<()> {
    match result {
        Err(error) => match error.downcast_ref::<I32Exit>() {
            Some(I32Exit(0)) => Ok(()),
            _ => Err(error.into()),
        },
        Ok(()) => Ok(()),
    }
}

/// Runs precompiled code with this process's stdin, stdout and stderr.
pub fn exec(artifact: &Path, plugin: Option<&str>) -> Result<()> {
    let engine = engine(Mode::Plain)?;
    // SAFETY: the files were made by `precompiled` with this Wasmtime.
    let loaded = unsafe {
        match Engine::detect_precompiled_file(artifact)? {
            Some(Precompiled::Component) => {
                let component = Component::deserialize_file(&engine, artifact)?;
                Loaded::component(engine, component)?
            }
            _ => {
                let module = Module::deserialize_file(&engine, artifact)?;
                let plugin = match plugin {
                    Some(text) => {
                        let (name, file) = text.split_once('=').context("--plugin NAME=FILE")?;
                        Some((name.to_owned(), Module::deserialize_file(&engine, file)?))
                    }
                    None => None,
                };
                Loaded::core(engine, module, plugin)?
            }
        }
    };
    let mut wasi = WasiCtxBuilder::new();
    wasi.inherit_stdio()
        .allow_blocking_current_thread(matches!(loaded.code, Code::Core { .. }));
    loaded.run(&mut wasi, false, |text| {
        io::stdout().write_all(text.as_bytes())
    })?;
    Ok(())
}
