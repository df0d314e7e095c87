//! Messages for programs: one JSON object on a line, told apart by `type`.
//! `docs/cli.md` describes them.
use super::Made;
use jsc_compiler::{Kind, Place, Problem};
use serde::Serialize;
use std::io::Write;

/// An error or a warning.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    r#type: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    /// The program that it is about, as its file was given.
    entry: Option<&'a str>,
    file: Option<&'a str>,
    /// Where in the file: the first label's range.
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    labels: Vec<Label>,
}

/// A stretch of the file; lines and columns as in [`jsc_compiler::Position`].
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Label {
    text: Option<String>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A module that was written.
#[derive(Debug, Serialize)]
struct Artifact<'a> {
    r#type: &'static str,
    entry: &'a str,
    output: &'a str,
    bytes: usize,
    kind: &'static str,
    ms: u128,
}

/// The line for a problem with the program at `entry`, if it is about one.
pub fn message(problem: &Problem, entry: Option<&str>) -> String {
    let labels: Vec<Label> = problem.places().into_iter().map(label).collect();
    let first = labels.first();
    line(&Message {
        r#type: "message",
        severity: match problem.is_warning() {
            true => "warning",
            false => "error",
        },
        message: problem.message(),
        help: problem.help_text(),
        entry,
        file: problem.file_name(),
        line: first.map(|label| label.line),
        column: first.map(|label| label.column),
        end_line: first.map(|label| label.end_line),
        end_column: first.map(|label| label.end_column),
        labels,
    })
}

/// The line for a module; none when there is none.
pub fn artifact(made: &Made<'_>) -> Option<String> {
    let module = made.result.as_ref().ok()?;
    Some(line(&Artifact {
        r#type: "artifact",
        entry: &made.entry,
        output: &made.output,
        bytes: module.bytes,
        kind: match module.metadata.kind {
            Kind::Script => "script",
            Kind::Library => "library",
            Kind::Handler { .. } => "handler",
            Kind::Function { .. } => "function",
        },
        ms: made.ms,
    }))
}

/// Prints a line to stderr. A closed stderr leaves nobody to tell.
pub fn print(line: &str) {
    let _ = std::io::stderr().write_all(line.as_bytes());
}

fn label(place: Place) -> Label {
    Label {
        text: place.text,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

/// Serializing what has only strings and numbers does not fail.
fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}
