//! Bytes of artifacts: raw, compressed as servers do, and as precompiled code.
use super::{Peers, Plan, artifact};
use crate::inputs;
use crate::measure::wasm::{self, Mode};
use crate::results::Results;
use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    let sources = inputs::applications();
    for source in sources.iter().filter(|s| plan.has(&s.name)) {
        for peer in peers {
            let Some(artifact) = artifact(&**peer, source, results) else {
                continue;
            };
            let Some(file) = artifact.wasm() else {
                continue;
            };
            let bytes = fs::read(file)?;
            let mut add = |work: &str, size: usize| {
                results.add(work, &source.name, peer.name(), "B", &[size as f64])
            };
            add("size", bytes.len());
            add("size, gzip -9", gzip(&bytes)?);
            add("size, brotli -11", brotli(&bytes)?);
            if artifact_stands_alone(&artifact) {
                add(
                    "size, precompiled",
                    wasm::compile(&wasm::engine(Mode::Plain)?, file)?.len(),
                );
            }
        }
    }
    Ok(())
}

/// A module that needs a plug-in says nothing by its own compiled size.
fn artifact_stands_alone(artifact: &crate::peers::Artifact) -> bool {
    !matches!(
        artifact,
        crate::peers::Artifact::Core {
            plugin: Some(_),
            ..
        }
    )
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &Default::default())?;
    Ok(out.len())
}
