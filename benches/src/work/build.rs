//! Build latency: from sources to an artifact, whole processes, into an empty folder.
use super::interleave::{Job, interleave};
use super::{Peers, Plan};
use crate::inputs;
use crate::measure::process;
use crate::peers::{Kind, Peer, Source};
use crate::results::Results;
use anyhow::Result;
use std::path::Path;
use std::time::Duration;

pub fn run(plan: &Plan, peers: &Peers, results: &mut Results) -> Result<()> {
    let sources = [
        inputs::app("hello", Kind::Script),
        inputs::typescript_app()?,
        inputs::big_bundle()?,
    ];
    for source in sources.iter().filter(|s| plan.has(&s.name)) {
        eprintln!("  {}", source.name);
        let cache = tempfile::tempdir()?;
        let mut jobs: Vec<Job> = vec![(
            "node -e 0".into(),
            Box::new(|| {
                let argv = ["node", "-e", "0"].map(String::from);
                Ok(vec![process::run(&argv, None, "/dev/null".as_ref())?.wall])
            }),
        )];
        for peer in peers
            .iter()
            .filter(|p| p.takes(source) && !matches!(p.name(), "node" | "qjs" | "porffor" | "rust"))
        {
            jobs.push((peer.name().into(), Box::new(|| build(&**peer, source))));
            if peer.name() == "jsc" {
                let job = || rebuild(&**peer, source, cache.path());
                jobs.push(("jsc, unchanged".into(), Box::new(job)));
            }
        }
        let rounds = plan.pick((1, 5), (3, 15));
        interleave(
            &source.name,
            &[("build latency", "s")],
            jobs,
            rounds,
            Duration::from_secs(plan.pick(2, 10)),
            results,
        );
    }
    Ok(())
}

/// jsc with a cache, which has the program since the first run.
fn rebuild(jsc: &dyn Peer, source: &Source, cache: &Path) -> Result<Vec<f64>> {
    let dir = tempfile::tempdir()?;
    let (commands, _) = jsc.plan(source, dir.path())?;
    let mut wall = 0.0;
    for mut argv in commands {
        argv.retain(|argument| argument != "--no-cache");
        let variable = format!("XDG_CACHE_HOME={}", cache.display());
        argv.splice(0..0, ["env".to_owned(), variable]);
        wall += process::run(&argv, None, "/dev/null".as_ref())?.wall;
    }
    Ok(vec![wall])
}

fn build(peer: &dyn Peer, source: &Source) -> Result<Vec<f64>> {
    let dir = tempfile::tempdir()?;
    let (commands, _) = peer.plan(source, dir.path())?;
    let mut wall = 0.0;
    for argv in commands {
        wall += process::run(&argv, None, "/dev/null".as_ref())?.wall;
    }
    Ok(vec![wall])
}
