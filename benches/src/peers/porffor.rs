//! Porffor, an ahead-of-time compiler, from npm. Its module imports what only its own runner gives,
//! so it runs in Node, as its documentation has it; compiling is part of that process.
use super::{Artifact, Peer, Source, bundle, npm_version};
use crate::paths;
use anyhow::Result;
use std::path::Path;

pub struct Porffor;

impl Peer for Porffor {
    fn name(&self) -> &'static str {
        "porffor"
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("porffor")
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let js = dir.join("app.js");
        let commands = vec![bundle(source, "none", "iife", &js)];
        Ok((
            commands,
            Artifact::Process(vec![
                paths::npm_bin("porf").display().to_string(),
                js.display().to_string(),
            ]),
        ))
    }
}
