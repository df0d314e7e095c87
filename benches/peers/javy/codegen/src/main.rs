//! `bench-javy init PLUGIN OUT`, `bench-javy static|dynamic PLUGIN JS OUT`: what
//! `javy init-plugin` and `javy build [-C dynamic]` do, with the libraries they use.
use anyhow::{Context, Result, bail};
use javy_codegen::{Generator, JS, LinkingKind, Plugin, SourceEmbedding};
use std::path::Path;
use std::{env, fs};
use wasm_opt::{OptimizationOptions, ShrinkLevel};
use wasmtime::{Engine, Linker, Store};
use wasmtime_wasi::WasiCtxBuilder;
use wasmtime_wizer::Wizer;

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["init", plugin, out] => init(Path::new(plugin), Path::new(out)).await,
        ["static", plugin, js, out] => build(LinkingKind::Static, plugin, js, out).await,
        ["dynamic", plugin, js, out] => build(LinkingKind::Dynamic, plugin, js, out).await,
        _ => bail!("usage: bench-javy init PLUGIN OUT | static|dynamic PLUGIN JS OUT"),
    }
}

/// Optimizes the plug-in, then runs `initialize-runtime` and keeps that function.
async fn init(plugin: &Path, out: &Path) -> Result<()> {
    OptimizationOptions::new_opt_level_3()
        .shrink_level(ShrinkLevel::Level0)
        .debug_info(false)
        .run(plugin, out)?;
    let engine = Engine::default();
    let mut store = Store::new(&engine, WasiCtxBuilder::new().inherit_stderr().build_p1());
    let wasm = Wizer::new()
        .init_func("initialize-runtime")
        .keep_init_func(true)
        .run(&mut store, &fs::read(out)?, async |store, module| {
            let mut linker = Linker::new(store.engine());
            wasmtime_wasi::p1::add_to_linker_async(&mut linker, |context| context)?;
            linker.define_unknown_imports_as_traps(module)?;
            linker.instantiate_async(store, module).await
        })
        .await?;
    fs::write(out, wasm).with_context(|| format!("cannot write {}", out.display()))
}

async fn build(linking: LinkingKind, plugin: &str, js: &str, out: &str) -> Result<()> {
    let mut generator = Generator::new(Plugin::new_from_path(plugin)?);
    generator
        .linking(linking)
        .source_embedding(SourceEmbedding::Compressed);
    let wasm = generator.generate(&JS::from_file(Path::new(js))?).await?;
    fs::write(out, wasm).with_context(|| format!("cannot write {out}"))
}
