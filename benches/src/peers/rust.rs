//! Rust's hello world, the least that a module which prints does.
use super::{Artifact, Peer, Source, run};
use crate::paths;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

pub struct Rust;

impl Peer for Rust {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn prepare(&mut self) -> Result<String> {
        Ok(run(Command::new("rustc")
            .arg("--version")
            .current_dir(paths::root()))?
        .trim()
        .to_owned())
    }

    fn takes(&self, source: &Source) -> bool {
        source.name == "hello"
    }

    fn plan(&self, _: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let wasm = dir.join("app.wasm");
        let argv = [
            "rustc",
            "-O",
            "--target",
            "wasm32-wasip1",
            "-C",
            "strip=symbols",
            "-o",
        ];
        let mut argv: Vec<String> = argv.map(String::from).to_vec();
        argv.extend([
            wasm.display().to_string(),
            paths::benches().join("apps/hello.rs").display().to_string(),
        ]);
        Ok((vec![argv], Artifact::Core { wasm, plugin: None }))
    }
}
