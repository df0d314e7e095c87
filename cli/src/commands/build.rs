//! `jsc build`
use super::{is_standard_stream, read_input};
use crate::args::{Build, Compile};
use crate::failure::Failure;
use crate::output::{Report, human_bytes, write_atomically, write_stdout};
use jsc_compiler::{Artifact, Compiler, Entry, InputMode, Kind, OutputMode};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

pub fn run(args: &Build, report: &Report) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let out = out_path(args)?;
    let artifact = compile(&args.entry, &args.compile, report)?;
    if is_standard_stream(&out) {
        write_stdout(&artifact.wasm)?;
    } else {
        write_atomically(&out, &artifact.wasm)?;
    }
    let name = if is_standard_stream(&out) {
        "stdout".into()
    } else {
        out.display().to_string()
    };
    let (size, kind) = (
        human_bytes(artifact.wasm.len()),
        describe(&artifact.metadata.kind),
    );
    let took = started.elapsed().as_millis();
    report.line(format_args!("  {name}  {size}  ({kind})  in {took} ms"));
    Ok(ExitCode::SUCCESS)
}

/// Compiles the program at `entry` and prints its warnings.
pub fn compile(entry: &Path, flags: &Compile, report: &Report) -> Result<Artifact, Failure> {
    let entry = if is_standard_stream(entry) {
        Entry::Stdin {
            name: "stdin.js".into(),
            source: read_input(entry)?,
        }
    } else {
        Entry::File(entry.to_owned())
    };
    let artifact = Compiler::new(flags.options()).build(&entry)?;
    for warning in &artifact.warnings {
        report.warning(warning);
    }
    for module in &artifact.metadata.modules {
        report.detail(format_args!(
            "  {:>8}  {}",
            human_bytes(module.bytes),
            module.name
        ));
    }
    for builtin in &artifact.metadata.builtins {
        report.detail(format_args!("   runtime  {builtin}"));
    }
    Ok(artifact)
}

fn out_path(args: &Build) -> Result<PathBuf, Failure> {
    match &args.out {
        Some(out) if is_same_file(out, &args.entry) => Err(Failure::Usage(format!(
            "{} is the program itself: -o would overwrite it",
            out.display()
        ))),
        Some(out) => Ok(out.clone()),
        None if is_standard_stream(&args.entry) => Err(Failure::Usage(
            "a program from stdin needs -o FILE, or -o - for stdout".into(),
        )),
        None => Ok(args.entry.with_extension("wasm")),
    }
}

/// Whether both paths lead to one existing file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    !is_standard_stream(a)
        && matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}

/// `function, json → json`, as `inspect` says it too.
pub fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Script => "script".into(),
        Kind::Library => "library".into(),
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
