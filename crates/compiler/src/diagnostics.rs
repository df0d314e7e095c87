//! Everything that can be wrong with a build, as the author is told.
use jsc_abi::LoadError;
use jsc_frontend::{FrontendError, Program};
use jsc_snapshot::SnapshotError;
use miette::{Diagnostic, NamedSource, SourceSpan};

/// Why a program was not compiled.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum CompileError {
    /// Errors in the sources; carries all that were found.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Frontend(#[from] FrontendError),

    /// The engine refuses a text that the front end accepts.
    #[error("{message}")]
    Program {
        message: String,
        #[source_code]
        source_code: NamedSource<String>,
        #[label]
        span: SourceSpan,
    },

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
    pub(crate) fn from_snapshot(error: SnapshotError, program: &Program) -> Self {
        let located = match &error {
            SnapshotError::Program(fault) => locate(fault, program),
            _ => None,
        };
        located.unwrap_or(CompileError::Snapshot(error))
    }
}

fn locate(fault: &LoadError, program: &Program) -> Option<CompileError> {
    let module = program.modules.iter().find(|m| m.name == fault.module)?;
    let text = String::from_utf8_lossy(&module.source).into_owned();
    let offset = offset(&text, fault.line, fault.column)?;
    Some(CompileError::Program {
        message: format!("{}: {}", fault.name, fault.message),
        source_code: NamedSource::new(&module.name, text),
        span: (offset, 0).into(),
    })
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
