//! From a position in a text that the engine got to the author's own line.
use jsc_abi::LoadError;
use jsc_frontend::{Entry, Positions, Problem, Program};
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
    let index = program
        .modules
        .iter()
        .position(|m| m.name == fault.module)?;
    let module = &program.modules[index];
    let text = String::from_utf8_lossy(&module.source);
    let offset = offset(&text, fault.line, fault.column)?;
    let place = Place::of(&text, offset, &module.positions);
    let message = format!("{}: {}", fault.name, fault.message);
    let file = place.file.unwrap_or(&module.name);
    let authors = (file == module.name).then(|| match entry {
        Entry::Stdin { source, .. } if index == 0 => Some(decoded(source.clone())),
        _ => std::fs::read(&module.path).ok().map(decoded),
    });
    let found = authors.flatten().and_then(|text| {
        let at = place.offset_in(&text)?;
        Some((text, at))
    });
    let Some((text, at)) = found else {
        let (line, column) = (place.line, place.column);
        let message = format!("{message} ({file}:{line}:{column})");
        return Some(Problem::error(message));
    };
    let shown = module.path.strip_prefix(cwd).unwrap_or(&module.path);
    let shown = shown.display().to_string();
    let shown = shown.replace(std::path::MAIN_SEPARATOR, "/");
    Some(Problem::error(message).in_text(&shown, &text, at..at))
}

/// The text in a file, without a byte order mark. It was valid UTF-8 when the front
/// end read it.
fn decoded(bytes: Vec<u8>) -> String {
    let text = String::from_utf8_lossy(&bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// A place that the author knows.
#[derive(Debug, PartialEq, Eq)]
struct Place<'a> {
    /// None for the module's own.
    file: Option<&'a str>,
    /// One-based.
    line: u32,
    /// One-based, in UTF-16 code units.
    column: u32,
}

impl<'a> Place<'a> {
    /// Where byte `offset` of `text` comes from.
    fn of(text: &str, offset: usize, positions: &'a Positions) -> Self {
        let segments = &positions.segments;
        let at = segments.partition_point(|segment| segment.offset as usize <= offset);
        let Some(segment) = segments.get(at.saturating_sub(1)) else {
            let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
            return Place {
                file: None,
                line: text[..start].matches('\n').count() as u32 + 1,
                column: utf16_length(&text[start..offset]) + 1,
            };
        };
        let further = match segment.copied {
            true => text.get(segment.offset as usize..offset).unwrap_or(""),
            false => "",
        };
        Place {
            file: positions
                .files
                .get(segment.file as usize)
                .map(String::as_str),
            line: segment.line,
            column: segment.column + utf16_length(further),
        }
    }

    /// Byte offset of the place in its file's text; a column behind the line's
    /// end means its end.
    fn offset_in(&self, text: &str) -> Option<usize> {
        let start = line_start(text, self.line)?;
        let mut left = self.column.saturating_sub(1);
        for (at, letter) in text[start..].char_indices() {
            let length = letter.len_utf16() as u32;
            if letter == '\n' || left < length {
                return Some(start + at);
            }
            left -= length;
        }
        Some(text.len())
    }
}

fn utf16_length(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

/// Byte offset of the start of a one-based line.
fn line_start(text: &str, line: u32) -> Option<usize> {
    match line.checked_sub(1)? {
        0 => Some(0),
        n => Some(text.match_indices('\n').nth(n as usize - 1)?.0 + 1),
    }
}

/// Byte offset of a one-based line and a one-based column in bytes; a column
/// behind the line's end means its end.
fn offset(source: &str, line: u32, column: u32) -> Option<usize> {
    let start = line_start(source, line)?;
    let text = source[start..].split('\n').next()?;
    let bytes = (column.saturating_sub(1) as usize).min(text.len());
    Some(start + (0..=bytes).rev().find(|&at| text.is_char_boundary(at))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsc_abi::Segment;

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

    #[test]
    fn places_of_an_unchanged_text_are_its_own() {
        let text = "a\n'😀' b\n";
        let none = Positions::default();
        let place = Place::of(text, 9, &none);
        assert_eq!((place.file, place.line, place.column), (None, 2, 6));
        assert_eq!(place.offset_in(text), Some(9));
        assert_eq!(
            Place {
                column: 99,
                ..place
            }
            .offset_in(text),
            Some(10)
        );
    }

    #[test]
    fn segments_lead_to_the_file() {
        let segment = |offset, line, column, copied| Segment {
            offset,
            file: 0,
            line,
            column,
            copied,
        };
        let positions = Positions {
            files: vec!["a.ts".into()],
            segments: vec![segment(2, 7, 3, true), segment(6, 9, 1, false)],
        };
        let place = |offset| {
            let place = Place::of("0123456789", offset, &positions);
            (place.file, place.line, place.column)
        };
        assert_eq!(place(0), (Some("a.ts"), 7, 3));
        assert_eq!(place(5), (Some("a.ts"), 7, 6));
        assert_eq!(place(8), (Some("a.ts"), 9, 1));
    }
}
