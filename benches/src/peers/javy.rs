//! Javy, static and dynamic: `peers/javy` makes the modules that its command line makes.
use super::{Artifact, Peer, Source, bundle, npm_version, run};
use crate::paths;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What PyPI's libclang is pinned to: Javy generates its bindings when it is built.
const LIBCLANG: &str = "libclang==18.1.1";
const VERSION: &str = "javy-codegen 4.0.0, javy-plugin-api 7.1.0";

pub struct Javy {
    pub dynamic: bool,
}

impl Peer for Javy {
    fn name(&self) -> &'static str {
        if self.dynamic { "javy-dynamic" } else { "javy" }
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("esbuild")?;
        if !codegen().exists() {
            eprintln!(
                "  building Javy's code generator, Binaryen included: half an hour on two cores"
            );
            let dir = paths::benches().join("peers/javy/codegen");
            cargo_build(
                Command::new("cargo").current_dir(dir),
                "javy-codegen",
                &["--release", "--locked"],
            )?;
        }
        if !plugin().exists() {
            eprintln!("  building Javy's plug-in");
            build_plugin()?;
        }
        Ok(VERSION.into())
    }

    fn takes(&self, source: &Source) -> bool {
        // The dynamic module shares the engine: it is measured where the module itself matters.
        !self.dynamic || source.name == "hello" || source.name == "depth"
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let (js, wasm) = (dir.join("app.js"), dir.join("app.wasm"));
        let build = [
            codegen(),
            if self.dynamic {
                "dynamic".into()
            } else {
                "static".into()
            },
            plugin(),
            js.clone(),
            wasm.clone(),
        ];
        let commands = vec![
            bundle(source, "javy", "iife", &js),
            build
                .iter()
                .map(|p: &PathBuf| p.display().to_string())
                .collect(),
        ];
        let plugin = self
            .dynamic
            .then(|| ("javy-default-plugin-v3".to_owned(), plugin()));
        Ok((commands, Artifact::Core { wasm, plugin }))
    }
}

fn codegen() -> PathBuf {
    paths::out().join("javy-codegen/release/bench-javy")
}

fn plugin() -> PathBuf {
    paths::out().join("javy-plugin.wasm")
}

fn cargo_build(cargo: &mut Command, target_dir: &str, args: &[&str]) -> Result<()> {
    run(cargo
        .arg("build")
        .args(args)
        .arg("--target-dir")
        .arg(paths::out().join(target_dir)))?;
    Ok(())
}

/// Compiles the plug-in with the wasm C compiler of `.toolchain`, then optimizes and initializes it.
fn build_plugin() -> Result<()> {
    let out = paths::out();
    let zig = paths::root().join(".toolchain/ziglang/ziglang");
    if !zig.join("zig").exists() {
        bail!("no C compiler for wasm: run `make setup`");
    }
    let libclang = out.join("libclang");
    if !libclang.exists() {
        run(Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
            .arg(&libclang)
            .arg(LIBCLANG))?;
    }
    let include = zig.join("lib");
    let headers = [
        "include",
        "libc/include/wasm-wasi-musl",
        "libc/include/generic-musl",
    ];
    let headers: String = headers
        .iter()
        .map(|h| format!(" -isystem {}", include.join(h).display()))
        .collect();
    let drop_target =
        "for a do shift; case \"$a\" in --target=*) ;; *) set -- \"$@\" \"$a\" ;; esac; done\n";
    let cc = script(
        "wasm-cc",
        &format!(
            "{drop_target}exec '{}' cc -target wasm32-wasi \"$@\"",
            zig.join("zig").display()
        ),
    )?;
    let ar = script(
        "wasm-ar",
        &format!("exec '{}' ar \"$@\"", zig.join("zig").display()),
    )?;
    cargo_build(
        Command::new("cargo")
            .current_dir(paths::benches().join("peers/javy/plugin"))
            .env("RQUICKJS_SYS_NO_WASI_SDK", "1")
            .env("LIBCLANG_PATH", libclang.join("clang/native"))
            .env(
                "BINDGEN_EXTRA_CLANG_ARGS_wasm32_wasip1",
                format!("--target=wasm32-wasi -nostdinc{headers} -Wno-everything"),
            )
            .env("CC_wasm32_wasip1", cc)
            .env("AR_wasm32_wasip1", ar),
        "javy-plugin",
        &["--release", "--locked", "--target", "wasm32-wasip1"],
    )?;
    let built = out.join("javy-plugin/wasm32-wasip1/release/bench_javy_plugin.wasm");
    run(Command::new(codegen()).arg("init").arg(built).arg(plugin()))
        .context("initializing the plug-in")?;
    Ok(())
}

/// An executable shell script.
fn script(name: &str, body: &str) -> Result<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let path = paths::out().join(name);
    fs::write(&path, format!("#!/bin/sh\n{body}\n"))?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Ok(path)
}
