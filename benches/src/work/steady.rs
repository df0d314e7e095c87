//! Steady speed: processor time of programs that compute, and the instructions that they execute.
use super::interleave::{Job, interleave};
use super::{Peers, Plan, artifact};
use crate::inputs;
use crate::measure::wasm::{Loaded, Mode};
use crate::measure::{command, process};
use crate::peers::Source;
use crate::results::Results;
use anyhow::{Result, bail};
use std::fs;
use std::time::Duration;

/// The programs of the quick run: calls, floats, strings, objects, JSON.
const QUICK: [&str; 5] = ["fib", "floats", "strings", "classes", "json"];

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    for source in inputs::programs()?.iter().filter(|s| plan.has(&s.name)) {
        if plan.quick && plan.only.is_empty() && !QUICK.contains(&&*source.name) {
            continue;
        }
        eprintln!("  {}", source.name);
        program(plan, peers, source, results)?;
    }
    Ok(())
}

fn program(plan: &Plan, peers: &Peers, source: &Source, results: &mut Results) -> Result<()> {
    let mut jobs: Vec<Job> = Vec::new();
    let mut expected: Option<String> = None;
    for peer in peers {
        let Some(artifact) = artifact(&**peer, source, results) else {
            continue;
        };
        let argv = command(&artifact)?;
        match output(&argv) {
            Ok(text) if *expected.get_or_insert_with(|| text.clone()) == text => {}
            Ok(text) => {
                results.absent(peer.name(), &source.name, format!("prints {}", text.trim()));
                continue;
            }
            Err(error) => {
                results.absent(peer.name(), &source.name, format!("{error:#}"));
                continue;
            }
        }
        if !plan.quick && matches!(peer.name(), "jsc" | "javy" | "componentize-qjs") {
            match Loaded::new(Mode::Fuel, &artifact).and_then(|loaded| loaded.fuel(b"")) {
                Ok(fuel) => results.add(
                    "steady, instructions",
                    &source.name,
                    peer.name(),
                    "instructions",
                    &[fuel as f64],
                ),
                Err(error) => results.absent(peer.name(), &source.name, format!("{error:#}")),
            }
        }
        jobs.push((
            peer.name().into(),
            Box::new(move || {
                let usage = process::run(&argv, None, "/dev/null".as_ref())?;
                Ok(vec![usage.cpu, usage.peak_memory])
            }),
        ));
    }
    let works = [
        ("steady, processor time", "s"),
        ("steady, peak memory", "B"),
    ];
    interleave(
        &source.name,
        &works,
        jobs,
        (3, plan.pick(3, 7)),
        Duration::from_secs(plan.pick(2, 4)),
        results,
    );
    Ok(())
}

/// What a command prints, colours apart.
fn output(argv: &[String]) -> Result<String> {
    let stdout = tempfile::NamedTempFile::new()?;
    process::run(argv, None, stdout.path())?;
    let text = plain(&fs::read_to_string(stdout.path())?);
    if text.trim().is_empty() {
        bail!("prints nothing");
    }
    Ok(text)
}

/// Text without the escape sequences of terminals.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\x1b' {
            chars.find(char::is_ascii_alphabetic);
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn colours_are_taken_out() {
        assert_eq!(super::plain("fib \x1b[33m196418\x1b[0m\n"), "fib 196418\n");
    }
}
