//! QuickJS-NG for this machine, compiled from the sources that jsc's engine is compiled from.
use super::{Artifact, Peer, Source, bundle, npm_version, run};
use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCES: [&str; 8] = [
    "qjs.c",
    "quickjs.c",
    "quickjs-libc.c",
    "libregexp.c",
    "libunicode.c",
    "dtoa.c",
    "gen/repl.c",
    "gen/standalone.c",
];

pub struct Qjs;

impl Peer for Qjs {
    fn name(&self) -> &'static str {
        "qjs"
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("esbuild")?;
        let (dir, version) = sources()?;
        if !binary().exists() {
            fs::create_dir_all(paths::out().join("qjs"))?;
            run(Command::new("cc")
                .current_dir(dir)
                .args(["-O2", "-D_GNU_SOURCE", "-DNDEBUG", "-w", "-I."])
                .args(SOURCES)
                .arg("-o")
                .arg(binary())
                .args(["-lm", "-lpthread", "-ldl"]))?;
        }
        Ok(format!("QuickJS-NG of rquickjs-sys {version}, cc -O2"))
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let js = dir.join("app.js");
        let commands = vec![bundle(source, "none", "iife", &js)];
        Ok((
            commands,
            Artifact::Process(vec![
                binary().display().to_string(),
                js.display().to_string(),
            ]),
        ))
    }
}

fn binary() -> PathBuf {
    paths::out().join("qjs/qjs")
}

/// Where cargo unpacked the engine's sources, and their version.
fn sources() -> Result<(PathBuf, String)> {
    let output = run(Command::new("cargo")
        .current_dir(paths::root().join("js-runtime"))
        .args(["metadata", "--format-version", "1", "--locked"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&output)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages
        .into_iter()
        .find(|p| p["name"] == "rquickjs-sys")
        .context("no rquickjs-sys")?;
    let manifest = package["manifest_path"].as_str().context("no manifest")?;
    let version = package["version"].as_str().unwrap_or_default().to_owned();
    Ok((Path::new(manifest).with_file_name("quickjs"), version))
}
