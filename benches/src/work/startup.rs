//! Start-up: instantiate and run, in a process that is up and in one that starts.
use super::interleave::{Job, interleave};
use super::{Peers, Plan, artifact};
use crate::inputs;
use crate::measure::wasm::{Loaded, Mode};
use crate::measure::{command, process};
use crate::peers::{Artifact, Kind};
use crate::results::Results;
use anyhow::Result;
use std::fs;
use std::time::Duration;

const ORDER: &str = r#"{"id":7,"items":[{"price":2.5,"qty":4}]}"#;

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    let sources = inputs::applications();
    for source in sources.iter().filter(|s| plan.has(&s.name)) {
        eprintln!("  {}", source.name);
        let stdin = if source.kind == Kind::Json { ORDER } else { "" };
        let mut made = Vec::new();
        for peer in peers {
            made.extend(artifact(&**peer, source, results).map(|a| (peer.name(), a)));
        }
        in_process(plan, &source.name, stdin, &made, results);
        whole_process(plan, &source.name, stdin, &made, results)?;
    }
    Ok(())
}

fn in_process(
    plan: &Plan,
    case: &str,
    stdin: &str,
    made: &[(&str, Artifact)],
    results: &mut Results,
) {
    let mut loaded = Vec::new();
    for (peer, artifact) in made.iter().filter(|(_, a)| a.wasm().is_some()) {
        let count = || Loaded::new(Mode::Fuel, artifact)?.fuel(stdin.as_bytes());
        match count().and_then(|fuel| Ok((fuel, Loaded::new(Mode::Pooling, artifact)?))) {
            Ok((fuel, ready)) => {
                results.add(
                    "start-up, instructions",
                    case,
                    peer,
                    "instructions",
                    &[fuel as f64],
                );
                loaded.push((*peer, ready));
            }
            Err(error) => results.absent(peer, case, format!("{error:#}")),
        }
    }
    let jobs: Vec<Job> = loaded
        .iter()
        .map(|(peer, ready)| -> Job {
            (
                (*peer).into(),
                Box::new(|| Ok(vec![ready.time(stdin.as_bytes())?])),
            )
        })
        .collect();
    let works = [("start-up, in process", "s")];
    interleave(
        case,
        &works,
        jobs,
        (20, plan.pick(100, 500)),
        Duration::from_secs(plan.pick(1, 5)),
        results,
    );
}

fn whole_process(
    plan: &Plan,
    case: &str,
    stdin: &str,
    made: &[(&str, Artifact)],
    results: &mut Results,
) -> Result<()> {
    let input = tempfile::NamedTempFile::new()?;
    fs::write(input.path(), stdin)?;
    let mut jobs: Vec<Job> = Vec::new();
    for (peer, artifact) in made {
        let argv = command(artifact)?;
        let input = input.path();
        jobs.push((
            (*peer).into(),
            Box::new(move || {
                Ok(vec![
                    process::run(&argv, Some(input), "/dev/null".as_ref())?.wall,
                ])
            }),
        ));
    }
    let works = [("start-up, whole process", "s")];
    interleave(
        case,
        &works,
        jobs,
        (5, plan.pick(7, 21)),
        Duration::from_secs(plan.pick(1, 5)),
        results,
    );
    Ok(())
}
