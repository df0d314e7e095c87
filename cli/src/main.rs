//! The command line of jsc: parses flags, calls the library, prints.
mod args;
mod budget;
mod cache_folder;
mod choices;
mod commands;
mod config;
mod entries;
mod failure;
mod files;
mod pairs;
mod parallel;
mod report;
mod size;

use args::{Args, Command};
use clap::Parser;
use report::Report;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let report = Report::new(args.quiet, args.verbose, args.message_format());
    let result = match &args.command {
        Command::Build(build) => commands::build::run(build, &report),
        Command::Run(run) => commands::run::run(run, &report),
        Command::Inspect(inspect) => commands::inspect::run(inspect),
    };
    result.unwrap_or_else(|failure| report.failure(&failure, None))
}
