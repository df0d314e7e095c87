//! JSON pipelines, from stdin to stdout: throughput of whole processes, and their peak memory.
use super::interleave::{Job, interleave};
use super::{Peers, Plan, artifact};
use crate::inputs;
use crate::measure::{command, process};
use crate::peers::Kind;
use crate::results::Results;
use anyhow::{Result, bail};
use std::fs;
use std::time::Duration;

const SIZES: [(&str, u64); 3] = [
    ("1 KB", 1_000),
    ("1 MB", 1_000_000),
    ("100 MB", 100_000_000),
];

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    for (name, bytes) in &SIZES[..plan.pick(2, 3)] {
        for (kind, app) in [(Kind::Json, "array"), (Kind::Ndjson, "ndjson")] {
            let case = format!("{app}, {name}");
            if plan.has(&case) {
                eprintln!("  {case}");
                pipeline(plan, peers, &case, (kind, app, *bytes), results)?;
            }
        }
    }
    Ok(())
}

fn pipeline(
    plan: &Plan,
    peers: &Peers,
    case: &str,
    (kind, app, bytes): (Kind, &str, u64),
    results: &mut Results,
) -> Result<()> {
    let source = inputs::app(app, kind);
    let input = inputs::records(bytes, kind == Kind::Ndjson)?;
    let length = fs::metadata(&input)?.len() as f64;
    let stdout = tempfile::NamedTempFile::new()?;
    let mut jobs: Vec<Job> = Vec::new();
    // A function has no adapter for peers without a way to read stdin.
    for peer in peers
        .iter()
        .filter(|p| matches!(p.name(), "jsc" | "javy" | "node"))
    {
        let Some(artifact) = artifact(&**peer, &source, results) else {
            continue;
        };
        let argv = command(&artifact)?;
        let (input, stdout) = (&input, stdout.path());
        jobs.push((
            peer.name().into(),
            Box::new(move || {
                let usage = process::run(&argv, Some(input), stdout)?;
                if (fs::metadata(stdout)?.len() as f64) < length {
                    bail!("writes less than it reads");
                }
                Ok(vec![length / usage.wall, usage.peak_memory])
            }),
        ));
    }
    let works = [("JSON, throughput", "B/s"), ("JSON, peak memory", "B")];
    interleave(
        case,
        &works,
        jobs,
        (plan.pick(2, 3), plan.pick(3, 9)),
        Duration::from_secs(plan.pick(1, 5)),
        results,
    );
    Ok(())
}
