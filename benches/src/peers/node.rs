//! Node, the reference with a JIT compiler.
use super::{Artifact, Peer, Source, bundle, npm_version, run};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

pub struct Node;

impl Peer for Node {
    fn name(&self) -> &'static str {
        "node"
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("esbuild")?;
        Ok(run(Command::new("node").arg("--version"))?
            .trim()
            .to_owned())
    }

    fn takes(&self, _: &Source) -> bool {
        true
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let js = dir.join("app.mjs");
        let commands = vec![bundle(source, "node", "esm", &js)];
        Ok((
            commands,
            Artifact::Process(vec!["node".into(), js.display().to_string()]),
        ))
    }
}
