//! Measures jsc side by side with its peers: `make bench`.
//!
//! [`peers`] makes artifacts of programs, [`work`] says what is measured,
//! [`measure`] runs artifacts, [`report`] prints and draws the results.
mod inputs;
mod measure;
mod paths;
mod peers;
mod report;
mod results;
mod work;

use anyhow::Result;
use clap::{Parser, Subcommand};
use results::Results;
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "Measures jsc side by side with its peers")]
struct Args {
    #[command(subcommand)]
    internal: Option<Internal>,
    /// Fewer programs, peers and runs: under three minutes
    #[arg(long)]
    quick: bool,
    /// Only cases whose name contains one of these
    #[arg(long, value_delimiter = ',', value_name = "CASE")]
    only: Vec<String>,
    /// Only these peers
    #[arg(long, value_delimiter = ',', value_name = "PEER")]
    peers: Vec<String>,
    /// Only these parts: build, size, startup, steady, json, depth
    #[arg(long, value_delimiter = ',', value_name = "WORK")]
    work: Vec<String>,
    /// Write the results as JSON ("-" is stdout)
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write docs/benchmarks.md and its plots below this folder
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,
    /// The jsc to measure [default: target/release/jsc]
    #[arg(long, value_name = "FILE")]
    jsc: Option<PathBuf>,
}

/// What the harness runs of itself, in processes of their own.
#[derive(Subcommand)]
enum Internal {
    /// Run precompiled code to its end
    #[command(hide = true)]
    Exec {
        artifact: PathBuf,
        #[arg(long)]
        plugin: Option<String>,
    },
    /// Run a command and write what it used
    #[command(hide = true)]
    Spawn {
        report: PathBuf,
        #[arg(trailing_var_arg = true)]
        command: Vec<String>,
    },
}

fn main() -> Result<()> {
    let args = Args::parse();
    match args.internal {
        Some(Internal::Exec { artifact, plugin }) => {
            measure::wasm::exec(&artifact, plugin.as_deref())
        }
        Some(Internal::Spawn { report, command }) => measure::process::spawn(&report, &command),
        None => bench(&args),
    }
}

fn bench(args: &Args) -> Result<()> {
    let plan = work::Plan {
        quick: args.quick,
        only: args.only.clone(),
        work: args.work.clone(),
    };
    let jsc = args
        .jsc
        .clone()
        .unwrap_or_else(|| paths::root().join("target/release/jsc"));
    let mut results = Results::default();
    let peers = peers::ready(&jsc, &args.peers, args.quick, &mut results);
    work::run(&plan, &peers, &mut results)?;
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&results)? + "\n";
        match file.to_str() {
            Some("-") => print!("{text}"),
            _ => std::fs::write(file, text)?,
        }
    }
    if args.json.as_ref().is_none_or(|f| f.as_os_str() != "-") {
        print!("{}", report::terminal(&results));
    }
    if let Some(dir) = &args.docs {
        report::markdown::write(dir, &results)?;
    }
    Ok(())
}
