//! jsc itself, the release binary.
use super::{Artifact, Kind, Peer, Source, run};
use anyhow::{Context, Result, bail};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Jsc(pub PathBuf);

impl Peer for Jsc {
    fn name(&self) -> &'static str {
        "jsc"
    }

    fn prepare(&mut self) -> Result<String> {
        if !self.0.exists() {
            bail!("{} is missing: run `make dist`", self.0.display());
        }
        self.0 = self.0.canonicalize()?;
        let version = run(Command::new(&self.0).arg("--version")).context("jsc")?;
        // Two builds of one version differ in what they make.
        let mut hash = DefaultHasher::new();
        std::fs::read(&self.0)?.hash(&mut hash);
        Ok(format!(
            "{} ({:08x})",
            version.trim().trim_start_matches("jsc "),
            hash.finish() as u32
        ))
    }

    fn takes(&self, _: &Source) -> bool {
        true
    }

    fn plan(&self, source: &Source, dir: &Path) -> Result<(Vec<Vec<String>>, Artifact)> {
        let wasm = dir.join("app.wasm");
        let mut argv = vec![
            self.0.display().to_string(),
            "build".into(),
            "--no-cache".into(),
            source.entry.display().to_string(),
            "-o".into(),
            wasm.display().to_string(),
        ];
        match source.kind {
            Kind::Ndjson => argv.extend(["--input".into(), "ndjson".into()]),
            Kind::Program => argv.extend(["--preinit".into(), "none".into()]),
            Kind::Script | Kind::Json => {}
        }
        Ok((vec![argv], Artifact::Core { wasm, plugin: None }))
    }
}
