//! docs/benchmarks.md and its plots.
use super::{quantity, svg, tables, targets};
use crate::paths;
use crate::results::Results;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// The plots: file, title, work, and the case, or none for the geometric mean over all.
const PLOTS: [(&str, &str, &str, Option<&str>); 5] = [
    (
        "steady",
        "Processor time of all programs, of Javy's",
        "steady, processor time",
        None,
    ),
    ("size", "Hello world, bytes", "size", Some("hello")),
    (
        "start-up",
        "Instantiate and run hello world, in process",
        "start-up, in process",
        Some("hello"),
    ),
    (
        "build",
        "Build of hello world",
        "build latency",
        Some("hello"),
    ),
    (
        "json",
        "JSON pipeline of 1 MB",
        "JSON, throughput",
        Some("array, 1 MB"),
    ),
];

/// Writes `benchmarks.md` and, beside it, the plots into `benchmarks/`.
pub fn write(dir: &Path, results: &Results) -> Result<()> {
    let plots = dir.join("benchmarks");
    fs::create_dir_all(&plots)?;
    let mut page = introduction(results);
    for (file, title, work, case) in PLOTS {
        let values = plotted(results, work, case);
        if values.len() < 2 {
            continue;
        }
        let unit = results
            .measurements
            .iter()
            .find(|m| m.work == work)
            .map_or("", |m| m.unit);
        let show = |v: f64| {
            if case.is_none() {
                format!("{v:.2} x")
            } else {
                quantity(v, unit)
            }
        };
        fs::write(
            plots.join(format!("{file}.svg")),
            svg::bars(title, &values, show),
        )?;
        page += &format!("![{title}](benchmarks/{file}.svg)\n\n");
    }
    page += &format!("## Targets\n\n{}\n", markdown(&targets::rows(results)));
    for (title, rows) in tables(results) {
        page += &format!("## {}\n\n{}\n", capital(&title), markdown(&rows));
    }
    page += &absences(results);
    Ok(fs::write(dir.join("benchmarks.md"), page)?)
}

fn plotted(results: &Results, work: &str, case: Option<&str>) -> Vec<(String, f64)> {
    let value = |peer: &String| match case {
        Some(case) => results.get(work, case, peer),
        None => results.ratio(work, peer, "javy").map(|(mean, _)| mean),
    };
    results
        .names(work, |m| &m.peer)
        .into_iter()
        .filter_map(|peer| Some((peer.clone(), value(&peer)?)))
        .collect()
}

fn introduction(results: &Results) -> String {
    let versions: String = results
        .versions
        .iter()
        .map(|v| format!("- {}: {}\n", v.name, v.version))
        .collect();
    format!(
        "# Benchmarks\n\n\
         Written by `sh benches/run.sh {}` (see [benches/README.md](../benches/README.md)), on one machine in one run: {}.\n\n\
         Runs of all peers are interleaved; a number is the median, `±` half of what lies between the tenth and the\n\
         ninetieth percentile. Modules and components run on an embedded Wasmtime from precompiled code. Whole\n\
         processes include the start of that host, or of Node. Processor time is user and system time of the process;\n\
         Porffor's contains its compiler. Instructions are Wasmtime's fuel, which repeats exactly. MB is 10⁶ bytes.\n\n\
         {versions}\n",
        portable(&results.arguments.join(" ")),
        results.machine.join(", ")
    )
}

fn absences(results: &Results) -> String {
    let mut out = String::new();
    if !results.absent.is_empty() {
        out += "## What could not be measured\n\n";
    }
    for a in &results.absent {
        let case = if a.case.is_empty() {
            String::new()
        } else {
            format!(", {}", a.case)
        };
        out += &format!(
            "- {}{case}: `{}`\n",
            a.peer,
            portable(&a.reason).replace('`', "'")
        );
    }
    out
}

/// Text without the names of this machine's folders.
fn portable(text: &str) -> String {
    let root = format!("{}/", paths::root().display());
    let text = text.replace(&root, "");
    match std::env::var("HOME") {
        Ok(home) if home.len() > 1 => text.replace(&home, "~"),
        _ => text,
    }
}

fn markdown(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        out += &line(row);
        if i == 0 {
            out += &format!("|---|{}\n", "--:|".repeat(row.len() - 1));
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
