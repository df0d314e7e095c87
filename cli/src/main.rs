//! The command line of jsc: parses flags, calls the library, prints.
mod args;
mod commands;
mod failure;
mod output;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let report = output::Report::new(args.quiet, args.verbose);
    let result = match &args.command {
        Command::Build(build) => commands::build::run(build, &report),
        Command::Run(run) => commands::run::run(run, &report),
        Command::Inspect(inspect) => commands::inspect::run(inspect),
    };
    result.unwrap_or_else(|failure| failure.report())
}
