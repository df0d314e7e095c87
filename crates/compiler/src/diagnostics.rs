//! Everything that can be wrong with a build, as the author is told.
use crate::locate;
use jsc_frontend::{Entry, FrontendError, Problem, Program};
use jsc_snapshot::SnapshotError;
use miette::Diagnostic;
use std::borrow::Cow;
use std::path::Path;

/// Why a program was not compiled.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum CompileError {
    /// Errors in the sources; carries all that were found.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Frontend(#[from] FrontendError),

    /// The engine refuses a text that the front end accepts.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Program(Problem),

    /// `--preinit all`, and a module cannot be evaluated while the program is built.
    #[error("--preinit all: {0}")]
    NotEvaluated(String),

    /// An option that does not fit the program.
    #[error("{0}")]
    Usage(String),

    /// No position is known, or it is not the author's.
    #[error("{0}")]
    Snapshot(SnapshotError),

    /// Relative paths mean nothing here.
    #[error("cannot find the current directory: {0}")]
    Cwd(std::io::Error),

    /// A fault of jsc itself.
    #[error("{0}")]
    Emit(#[from] jsc_emit::EmitError),
}

impl CompileError {
    /// Points at the author's text where the engine named a position in it.
    pub(crate) fn from_snapshot(
        error: SnapshotError,
        program: &Program,
        entry: &Entry,
        cwd: &Path,
    ) -> Self {
        let located = match &error {
            SnapshotError::Program(fault) => locate::problem(fault, program, entry, cwd),
            _ => None,
        };
        located.map_or(CompileError::Snapshot(error), CompileError::Program)
    }

    /// Every error, at least one; some without a place.
    pub fn problems(&self) -> Cow<'_, [Problem]> {
        match self {
            CompileError::Frontend(errors) => Cow::Borrowed(errors.problems()),
            CompileError::Program(problem) => Cow::Borrowed(std::slice::from_ref(problem)),
            other => Cow::Owned(vec![Problem::error(other.to_string())]),
        }
    }

    /// How many more errors there are than [`problems`](Self::problems) has.
    pub fn omitted(&self) -> usize {
        match self {
            CompileError::Frontend(errors) => errors.omitted(),
            _ => 0,
        }
    }
}
