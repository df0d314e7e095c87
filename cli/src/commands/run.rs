//! `jsc run`
use super::{build, cwd, read_input};
use crate::args::Run;
use crate::cache_folder;
use crate::choices::Choices;
use crate::config;
use crate::failure::Failure;
use crate::report::Report;
use jsc_compiler::{Compiler, Options};
use jsc_host::{HostError, RunOptions, Stdio};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The four bytes that every WebAssembly binary starts with.
const WASM_MAGIC: &[u8] = b"\0asm";

pub fn run(args: &Run, report: &Report) -> Result<ExitCode, Failure> {
    let wasm = module(args, report)?;
    let name = args
        .program
        .file_name()
        .map_or_else(|| "-".into(), |n| n.to_string_lossy().into_owned());
    let options = RunOptions {
        args: std::iter::once(name)
            .chain(args.args.iter().cloned())
            .collect(),
        env: args.env.iter().filter_map(|pair| variable(pair)).collect(),
        dirs: args.dirs.iter().map(|dir| directory(dir)).collect(),
        stdio: Stdio::Inherit,
        fuel: None,
    };
    let outcome = jsc_host::run(&wasm, &options).map_err(|error| failure(&args.program, error))?;
    Ok(ExitCode::from(outcome.exit_code as u8))
}

/// A file with a wasm extension or contents is run as it is.
fn module(args: &Run, report: &Report) -> Result<Vec<u8>, Failure> {
    if args.program.extension().is_some_and(|e| e == "wasm") {
        return read_input(&args.program);
    }
    if args.program.is_file() {
        let bytes = read_input(&args.program)?;
        if bytes.starts_with(WASM_MAGIC) {
            return Ok(bytes);
        }
    }
    compiled(args, report)
}

fn compiled(args: &Run, report: &Report) -> Result<Vec<u8>, Failure> {
    let cwd = cwd()?;
    let config = config::load(&args.compile.config, &args.program, &cwd)?;
    let choices = Choices::of_flags(&args.compile, &cwd).over(config);
    let compiler = Compiler::new(Options {
        cache: cache_folder::of(&args.compile),
        ..choices.options()
    });
    let deny = choices.deny_warnings.unwrap_or_default();
    let mut warnings = Vec::new();
    let artifact = build::compile(&args.program, &compiler, deny, &mut warnings)?;
    report.warnings(&warnings, Some(&args.program.display().to_string()));
    build::list_modules(&artifact.metadata, &artifact.reached, report);
    Ok(artifact.wasm)
}

/// What is wrong with the file names it; what is wrong with the world or
/// happened in the run does not.
fn failure(program: &Path, error: HostError) -> Failure {
    match error {
        HostError::NotWasm
        | HostError::Component
        | HostError::Invalid(_)
        | HostError::NoStart
        | HostError::Imports(_) => Failure::message(format!("{}: {error}", program.display())),
        other => other.into(),
    }
}

/// `NAME=VALUE`, or the value that `NAME` has here; None when it has none.
fn variable(pair: &str) -> Option<(String, String)> {
    match pair.split_once('=') {
        Some((name, value)) => Some((name.into(), value.into())),
        None => Some((pair.into(), std::env::var(pair).ok()?)),
    }
}

/// `HOST::GUEST`, or one path for both.
fn directory(dir: &str) -> (PathBuf, String) {
    let (host, guest) = dir.split_once("::").unwrap_or((dir, dir));
    (host.into(), guest.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_are_mapped() {
        assert_eq!(directory("data::/in"), ("data".into(), "/in".into()));
        assert_eq!(directory("."), (".".into(), ".".into()));
    }

    #[test]
    fn variables_may_hold_equals_signs() {
        assert_eq!(variable("A=b=c"), Some(("A".into(), "b=c".into())));
        assert_eq!(variable("A="), Some(("A".into(), String::new())));
    }
}
