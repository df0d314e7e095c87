//! How the command line fails: what is wrong, and one exit code, decided here.
use jsc_compiler::{CompileError, Problem};
use jsc_host::HostError;

/// The program is at fault, or a file.
const PROGRAM: u8 = 1;

/// The flags do not fit together, or do not fit the program.
const USAGE: u8 = 2;

/// A command that did not do what it was asked for.
#[derive(Debug)]
pub struct Failure {
    /// At least one.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub omitted: usize,
    /// Of the process.
    pub exit_code: u8,
}

impl Failure {
    /// The program or the configuration is at fault.
    pub fn program(problems: Vec<Problem>, omitted: usize) -> Self {
        Failure {
            problems,
            omitted,
            exit_code: PROGRAM,
        }
    }

    /// A file is at fault.
    pub fn message(message: impl Into<String>) -> Self {
        Problem::error(message).into()
    }

    /// The flags are at fault.
    pub fn usage(message: impl Into<String>) -> Self {
        Failure {
            exit_code: USAGE,
            ..Failure::message(message)
        }
    }

    /// How many errors there are.
    pub fn count(&self) -> usize {
        self.problems.len() + self.omitted
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::program(vec![problem], 0)
    }
}

impl From<CompileError> for Failure {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Usage(message) => Failure::usage(message),
            error => Failure::program(error.problems().into_owned(), error.omitted()),
        }
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        Failure {
            exit_code: error.exit_code(),
            ..Failure::message(error.to_string())
        }
    }
}
