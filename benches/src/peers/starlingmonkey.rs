//! ComponentizeJS: StarlingMonkey in a component, from npm.
use super::{Artifact, Peer, Source, component, npm_version};
use crate::paths;
use anyhow::Result;
use std::path::Path;

pub struct StarlingMonkey;

impl Peer for StarlingMonkey {
    fn name(&self) -> &'static str {
        "starlingmonkey"
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("@bytecodealliance/componentize-js")
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let wasm = dir.join("app.wasm");
        let npm = paths::benches().join("peers/npm");
        let argv = vec![
            "node".into(),
            npm.join("starlingmonkey.mjs").display().to_string(),
            npm.join("world.wit").display().to_string(),
            component::module(source, dir)?.display().to_string(),
            wasm.display().to_string(),
        ];
        Ok((vec![argv], Artifact::Component { wasm }))
    }
}
