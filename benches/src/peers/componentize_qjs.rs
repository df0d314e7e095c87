//! componentize-qjs: QuickJS-NG in a component, from npm.
use super::{Artifact, Peer, Source, component, npm_version};
use crate::paths;
use anyhow::Result;
use std::path::Path;

pub struct ComponentizeQjs {
    /// `--opt-size`.
    pub small: bool,
}

impl Peer for ComponentizeQjs {
    fn name(&self) -> &'static str {
        if self.small {
            "componentize-qjs-small"
        } else {
            "componentize-qjs"
        }
    }

    fn prepare(&mut self) -> Result<String> {
        npm_version("componentize-qjs")
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let wasm = dir.join("app.wasm");
        let mut argv = vec![
            paths::npm_bin("componentize-qjs").display().to_string(),
            "--wit".into(),
            paths::benches()
                .join("peers/npm/world.wit")
                .display()
                .to_string(),
            "--world".into(),
            "program-async".into(),
            "--js".into(),
            component::module(source, dir)?.display().to_string(),
            "-o".into(),
            wasm.display().to_string(),
        ];
        if self.small {
            argv.push("--opt-size".into());
        }
        Ok((vec![argv], Artifact::Component { wasm }))
    }
}
