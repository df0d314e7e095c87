//! One file for each subcommand.
pub mod build;
pub mod inspect;
pub mod run;

use crate::failure::Failure;
use crate::files::reason;
use jsc_compiler::{Entry, InputMode, Kind, OutputMode, Preinit};
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Everything in a file, or in stdin for `-`.
///
/// # Errors
/// One line with the path and the system's reason.
fn read_input(path: &Path) -> Result<Vec<u8>, Failure> {
    if is_standard_stream(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        return read
            .map(|_| bytes)
            .map_err(|e| Failure::message(format!("cannot read stdin: {}", reason(&e))));
    }
    std::fs::read(path)
        .map_err(|e| Failure::message(format!("cannot read {}: {}", path.display(), reason(&e))))
}

/// The library's name for the program at a path argument.
fn entry(path: &Path) -> Result<Entry, Failure> {
    Ok(match is_standard_stream(path) {
        true => Entry::Stdin {
            name: "stdin.js".into(),
            source: read_input(path)?,
        },
        false => Entry::File(path.to_owned()),
    })
}

/// Whether a path argument means stdin or stdout.
pub fn is_standard_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The canonical working directory.
fn cwd() -> Result<PathBuf, Failure> {
    let cwd = std::env::current_dir().and_then(|cwd| cwd.canonicalize());
    cwd.map_err(|e| Failure::message(format!("cannot find the current directory: {}", reason(&e))))
}

/// `function, json → json`, as `build` and `inspect` say it.
fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Script => "script".into(),
        Kind::Library => "library".into(),
        Kind::Handler { .. } => "handler, CGI".into(),
        Kind::Function {
            export,
            input,
            output,
        } => {
            let name = if export == "default" {
                String::new()
            } else {
                format!(" {export}")
            };
            format!(
                "function{name}, {} → {}",
                input_name(*input),
                output_name(*output)
            )
        }
    }
}

fn input_name(mode: InputMode) -> &'static str {
    match mode {
        InputMode::Json => "json",
        InputMode::Ndjson => "ndjson",
        InputMode::Text => "text",
        InputMode::Bytes => "bytes",
    }
}

fn output_name(mode: OutputMode) -> &'static str {
    match mode {
        OutputMode::Json => "json",
        OutputMode::Text => "text",
        OutputMode::Bytes => "bytes",
    }
}

/// Names of evaluated modules that the report's heading lists.
const MAX_NAMES: usize = 4;

/// What was evaluated while the program was built, and what is left for run time
/// and why.
fn preinit_report(preinit: &Preinit) -> String {
    let Preinit { evaluated, left } = preinit;
    let all = evaluated.len() + left.len();
    let mut names = evaluated
        .iter()
        .take(MAX_NAMES)
        .cloned()
        .collect::<Vec<_>>();
    if evaluated.len() > MAX_NAMES {
        names.push("…".into());
    }
    let names = match names.is_empty() {
        true => String::new(),
        false => format!(" ({})", names.join(", ")),
    };
    let mut text = format!(
        "  evaluated at build    {} of {all} modules{names}\n",
        evaluated.len()
    );
    let width = left.iter().map(|left| left.module.len()).max().unwrap_or(0);
    for (i, row) in left.iter().enumerate() {
        let title = if i == 0 { "left for run time" } else { "" };
        let _ = writeln!(
            text,
            "  {title:<20}  {:<width$}  {}",
            row.module, row.reason
        );
    }
    text
}
