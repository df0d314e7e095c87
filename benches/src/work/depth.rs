//! How deep JavaScript functions may call each other on stock Wasmtime.
use super::{Peers, Plan, artifact};
use crate::inputs;
use crate::measure::{command, process};
use crate::peers::Kind;
use crate::results::Results;
use anyhow::Result;
use std::fs;

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    let source = inputs::app("depth", Kind::Program);
    if !plan.has(&source.name) {
        return Ok(());
    }
    for peer in peers.iter().filter(|p| p.name() != "porffor") {
        let Some(artifact) = artifact(&**peer, &source, results) else {
            continue;
        };
        let stdout = tempfile::NamedTempFile::new()?;
        // Running out of stack ends some peers with a trap: what they printed before counts.
        process::run_to_any_end(&command(&artifact)?, None, stdout.path())?;
        match fs::read_to_string(stdout.path())?
            .lines()
            .last()
            .and_then(|l| l.trim().parse::<f64>().ok())
        {
            Some(depth) => results.add(
                "recursion depth",
                "plain function",
                peer.name(),
                "frames",
                &[depth],
            ),
            None => results.absent(peer.name(), "depth", "prints nothing before it fails"),
        }
    }
    Ok(())
}
