//! How the command line fails: one message, one exit code, decided here.
use jsc_compiler::CompileError;
use jsc_host::HostError;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;

/// A command that did not do what it was asked for.
#[derive(Debug)]
pub enum Failure {
    /// The program is at fault, or a file.
    Compile(Box<CompileError>),
    /// The embedded runtime could not run it.
    Host(Box<HostError>),
    /// A message of our own.
    Message(String),
    /// The flags do not fit together.
    Usage(String),
}

impl From<CompileError> for Failure {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Usage(message) => Failure::Usage(message),
            other => Failure::Compile(Box::new(other)),
        }
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        Failure::Host(Box::new(error))
    }
}

impl Failure {
    /// Prints the message to stderr; the result is the process's exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Failure::Compile(error) => {
                print(&rendered(&**error));
                ExitCode::from(1)
            }
            Failure::Host(error) => {
                print(&format!("error: {error}\n"));
                ExitCode::from(error.exit_code())
            }
            Failure::Message(message) => {
                print(&format!("error: {message}\n"));
                ExitCode::from(1)
            }
            Failure::Usage(message) => {
                print(&format!("error: {message}\n"));
                ExitCode::from(2)
            }
        }
    }
}

/// A closed stderr leaves nobody to tell.
fn print(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

fn rendered(error: &dyn Diagnostic) -> String {
    // anstream removes the colours where they are not wanted.
    let theme = if stderr().is_terminal() { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let mut text = String::new();
    let all: Vec<&dyn Diagnostic> = match error.related() {
        Some(related) if error.source_code().is_none() => related.collect(),
        _ => vec![error],
    };
    for diagnostic in all {
        if handler.render_report(&mut text, diagnostic).is_err() {
            text.push_str(&format!("error: {diagnostic}\n"));
        }
    }
    text
}
