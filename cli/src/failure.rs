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
    /// The embedded runtime could not run the program.
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

impl Failure {
    /// Prints the message to stderr; the result is the process's exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Failure::Compile(error) => {
                print(&rendered(error));
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

/// A code frame for each problem that has a place in a text, a line for any other.
fn rendered(error: &CompileError) -> String {
    let mut text = String::new();
    let related: Vec<&dyn Diagnostic> = error.related().into_iter().flatten().collect();
    if related.is_empty() {
        render(error, &mut text);
    }
    related
        .into_iter()
        .for_each(|problem| render(problem, &mut text));
    if let CompileError::Frontend(errors) = error
        && errors.omitted() > 0
    {
        text.push_str(&format!("and {} more errors\n", errors.omitted()));
    }
    text
}

fn render(problem: &dyn Diagnostic, text: &mut String) {
    // anstream removes the colours where they are not wanted.
    let theme = if stderr().is_terminal() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(100);
    let is_plain = problem.source_code().is_none() && problem.help().is_none();
    if is_plain || handler.render_report(text, problem).is_err() {
        text.push_str(&format!("error: {problem}\n"));
    }
}
