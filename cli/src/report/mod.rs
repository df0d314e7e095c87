//! What a command says: to people, or to programs as JSON lines. All of it goes
//! to stderr, so that stdout is for what was asked for.
mod human;
mod json;

pub use human::human_bytes;

use crate::args::MessageFormat;
use crate::failure::Failure;
use jsc_compiler::Problem;
use std::fmt::Display;
use std::process::ExitCode;

pub struct Report {
    quiet: bool,
    verbose: bool,
    format: MessageFormat,
}

/// What became of an entry.
pub struct Made<'a> {
    /// As it was given.
    pub entry: String,
    /// Where its module went; `-` for stdout.
    pub output: String,
    /// The module, or how many errors there were.
    pub result: Result<Module<'a>, usize>,
    /// How long it took.
    pub ms: u128,
}

/// A module that was written.
pub struct Module<'a> {
    pub bytes: usize,
    /// In words.
    pub kind: String,
    pub metadata: &'a jsc_compiler::Metadata,
}

impl Report {
    pub fn new(quiet: bool, verbose: bool, format: MessageFormat) -> Self {
        Report {
            quiet,
            verbose,
            format,
        }
    }

    /// A line that only `--verbose` shows, and only to people.
    pub fn detail(&self, text: impl Display) {
        if self.verbose && self.format == MessageFormat::Human {
            human::print(&format!("{text}\n"));
        }
    }

    /// Warnings about a program; `--quiet` hides them.
    pub fn warnings(&self, problems: &[Problem], entry: Option<&str>) {
        if !self.quiet {
            self.problems(problems, entry);
        }
    }

    /// What is wrong, with a program if it is about one; the result is the exit
    /// code that it asks for.
    pub fn failure(&self, failure: &Failure, entry: Option<&str>) -> ExitCode {
        self.problems(&failure.problems, entry);
        if failure.omitted > 0 {
            let text = format!("and {} more errors", failure.omitted);
            match self.format {
                MessageFormat::Human => human::print(&format!("{text}\n")),
                MessageFormat::Json => json::print(&json::message(&Problem::error(text), entry)),
            }
        }
        ExitCode::from(failure.exit_code)
    }

    /// What was made.
    pub fn summary(&self, rows: &[Made<'_>]) {
        if self.quiet {
            return;
        }
        match self.format {
            MessageFormat::Human => human::print(&human::table(rows)),
            MessageFormat::Json => rows
                .iter()
                .filter_map(json::artifact)
                .for_each(|line| json::print(&line)),
        }
    }

    fn problems(&self, problems: &[Problem], entry: Option<&str>) {
        for problem in problems {
            match self.format {
                MessageFormat::Human => human::print(&human::rendered(problem)),
                MessageFormat::Json => json::print(&json::message(problem, entry)),
            }
        }
    }
}
