//! From a position that the engine names to the author's own text.
use jsc_abi::LoadError;
use jsc_frontend::{Entry, Problem, Program};
use std::path::Path;

/// The engine's error where it is in the author's text; none when it has no
/// position. The file is named as the front end names it: by its path from `cwd`
/// when it is below.
pub(crate) fn problem(
    fault: &LoadError,
    program: &Program,
    entry: &Entry,
    cwd: &Path,
) -> Option<Problem> {
    let LoadError {
        name,
        message,
        module: file,
        line,
        column,
    } = fault;
    if *line == 0 {
        return None;
    }
    let message = format!("{name}: {message}");
    let Some((path, text)) = text(file, program, entry) else {
        return Some(Problem::error(format!(
            "{message} ({file}:{line}:{column})"
        )));
    };
    let at = offset(&text, *line, *column)?;
    let shown = path.strip_prefix(cwd).unwrap_or(path).display().to_string();
    let shown = shown.replace(std::path::MAIN_SEPARATOR, "/");
    Some(Problem::error(message).in_text(&shown, &text, at..at))
}

/// The path and the text of the file that is called `file` in stack traces; none
/// for the source of a package's source map.
fn text<'a>(file: &str, program: &'a Program, entry: &Entry) -> Option<(&'a Path, String)> {
    let index = program.modules.iter().position(|m| m.name == file)?;
    let path = &program.modules[index].path;
    let bytes = match entry {
        Entry::Stdin { source, .. } if index == 0 => source.clone(),
        _ => std::fs::read(path).ok()?,
    };
    // It was valid UTF-8 when the front end read it.
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Some((path, text))
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
