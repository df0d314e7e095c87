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
    let offset = offset(&module.source, fault.line, fault.column)?;
    Some(CompileError::Program {
        message: format!("{}: {}", fault.name, fault.message),
        source_code: NamedSource::new(&module.name, module.source.clone()),
        span: (offset, 0).into(),
    })
}

/// Byte offset of a one-based line and a one-based column in UTF-16 code units,
/// as the engine counts them; a column behind the line's end means its end.
fn offset(source: &str, line: u32, column: u32) -> Option<usize> {
    let start = line_start(source, line)?;
    let text = source[start..]
        .split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .next()?;
    let mut units = column.saturating_sub(1) as usize;
    for (at, character) in text.char_indices() {
        if units < character.len_utf16() {
            return Some(start + at);
        }
        units -= character.len_utf16();
    }
    Some(start + text.len())
}

/// Lines end at LF, CR, CR LF, U+2028 and U+2029.
fn line_start(source: &str, line: u32) -> Option<usize> {
    let mut characters = source.char_indices().peekable();
    let mut start = 0;
    for _ in 0..line.checked_sub(1)? {
        start = loop {
            let (at, character) = characters.next()?;
            let ends = match character {
                '\n' | '\u{2028}' | '\u{2029}' => true,
                '\r' => characters.peek().is_none_or(|(_, next)| *next != '\n'),
                _ => false,
            };
            if ends {
                break at + character.len_utf8();
            }
        };
    }
    Some(start)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn columns_count_utf_16_code_units() {
        let source = "a\nb😀c\nd";
        assert_eq!(offset(source, 1, 1), Some(0));
        assert_eq!(offset(source, 2, 1), Some(2));
        assert_eq!(offset(source, 2, 2), Some(3));
        assert_eq!(offset(source, 2, 3), Some(3));
        assert_eq!(offset(source, 2, 4), Some(7));
        assert_eq!(offset(source, 3, 1), Some(9));
        assert_eq!(offset(source, 2, 99), Some(8));
        assert_eq!(offset(source, 9, 1), None);
        assert_eq!(offset(source, 0, 1), None);
    }

    #[test]
    fn lines_end_as_the_engine_has_it() {
        let source = "a\r\nb\rc\u{2028}d";
        let starts: Vec<_> = (1..=5).map(|line| offset(source, line, 1)).collect();
        assert_eq!(starts, [Some(0), Some(3), Some(5), Some(9), None]);
        assert_eq!(offset(source, 1, 99), Some(1));
    }
}
