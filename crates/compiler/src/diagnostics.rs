//! Everything that can be wrong with a build, as the author is told.
use jsc_abi::LoadError;
use jsc_frontend::{FrontendError, Problem, Program};
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
    pub(crate) fn from_snapshot(error: SnapshotError, program: &Program, cwd: &Path) -> Self {
        let located = match &error {
            SnapshotError::Program(fault) => locate(fault, program, cwd),
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

/// The engine's error where it is in the author's text. The file is named as the
/// front end names it: by its path from `cwd` when it is below.
fn locate(fault: &LoadError, program: &Program, cwd: &Path) -> Option<Problem> {
    let module = program.modules.iter().find(|m| m.name == fault.module)?;
    let offset = offset(&module.source, fault.line, fault.column)?;
    let shown = module.path.strip_prefix(cwd).unwrap_or(&module.path);
    let shown = shown
        .display()
        .to_string()
        .replace(std::path::MAIN_SEPARATOR, "/");
    let message = format!("{}: {}", fault.name, fault.message);
    Some(Problem::error(message).in_text(&shown, &module.source, offset..offset))
}

/// Byte offset of a one-based line and a one-based column in bytes; a column
/// behind the line's end means its end.
fn offset(source: &str, line: u32, column: u32) -> Option<usize> {
    let start = match line.checked_sub(1)? {
        0 => 0,
        n => source.match_indices('\n').nth(n as usize - 1)?.0 + 1,
    };
    let text = source[start..].split('\n').next()?;
    let bytes = (column.saturating_sub(1) as usize).min(text.len());
    Some(start + (0..=bytes).rev().find(|&at| text.is_char_boundary(at))?)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn columns_count_bytes() {
        let source = "a\nb😀c\nd";
        assert_eq!(offset(source, 1, 1), Some(0));
        assert_eq!(offset(source, 2, 1), Some(2));
        assert_eq!(offset(source, 2, 6), Some(7));
        assert_eq!(offset(source, 2, 3), Some(3));
        assert_eq!(offset(source, 3, 1), Some(9));
        assert_eq!(offset(source, 2, 99), Some(8));
        assert_eq!(offset(source, 9, 1), None);
        assert_eq!(offset(source, 0, 1), None);
    }
}
