//! What is measured: one file for each kind of work.
mod build;
mod depth;
mod interleave;
mod json;
mod size;
mod startup;
mod steady;

use crate::peers::{self, Artifact, Peer, Source};
use crate::results::Results;
use anyhow::Result;
use std::fs;
use std::process::Command;

/// What to measure, and how long.
pub struct Plan {
    pub quick: bool,
    pub only: Vec<String>,
    pub work: Vec<String>,
}

impl Plan {
    /// Whether a case is asked for.
    pub fn has(&self, case: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|o| case.contains(o.as_str()))
    }

    /// One of two numbers, by how thorough the run is.
    pub fn pick<T>(&self, quick: T, full: T) -> T {
        if self.quick { quick } else { full }
    }
}

pub type Peers = [Box<dyn Peer>];

type Work = fn(&Plan, &Peers, &mut Results) -> Result<()>;

/// Runs all work that the plan asks for.
pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    peers::npm_install(&crate::paths::benches())?;
    results.arguments = std::env::args().skip(1).collect();
    results.machine = machine();
    let all: [(&str, Work); 6] = [
        ("size", size::run),
        ("depth", depth::run),
        ("startup", startup::run),
        ("build", build::run),
        ("json", json::run),
        ("steady", steady::run),
    ];
    for (name, work) in all {
        if plan.work.is_empty() || plan.work.iter().any(|w| w == name) {
            eprintln!("{name}");
            work(plan, peers, results)?;
        }
    }
    Ok(())
}

/// What a peer makes of a source; what fails becomes an absence.
fn artifact(peer: &dyn Peer, source: &Source, results: &mut Results) -> Option<Artifact> {
    if !peer.takes(source) {
        return None;
    }
    let version = results.versions.iter().find(|v| v.name == peer.name());
    let version = version.map(|v| v.version.clone()).unwrap_or_default();
    match peers::build(peer, source, &version) {
        Ok(artifact) => Some(artifact),
        Err(error) => {
            results.absent(peer.name(), &source.name, format!("{error:#}"));
            None
        }
    }
}

/// Processor, cores, memory and system, as far as the machine tells.
fn machine() -> Vec<String> {
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = peers::run(Command::new("uname").args(["-s", "-r", "-m"])).unwrap_or_default();
    [
        field("/proc/cpuinfo", "model name"),
        Some(format!("{cores} cores")),
        field("/proc/meminfo", "MemTotal").map(|m| format!("memory {m}")),
        Some(system.trim().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
