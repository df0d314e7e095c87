//! Source texts as code frames show them.

use super::Position;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;
use std::sync::Arc;

/// A line longer than this many bytes is shown in part.
const LONG_LINE: usize = 240;

/// Bytes shown before and after a label in a long line.
const AROUND: usize = 40;

/// Lines that a label may span; a longer one is cut at the end of its first line.
const LABEL_LINES: usize = 4;

/// A text with the name that messages give it.
///
/// Differs from miette's own sources in that a long line, such as a minified
/// program, is cut to what surrounds the label, and that columns are counted in
/// UTF-16 code units, as editors and JavaScript engines do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    name: String,
    text: String,
}

impl SourceFile {
    pub(crate) fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile {
            name: name.into(),
            text: text.into(),
        }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Where a byte offset is; the end of the text when it is beyond it.
    pub(crate) fn position_at(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (line, column) = self.position(offset);
        Position {
            line: line + 1,
            column: column + 1,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text, copied only while a problem shows it.
    pub(crate) fn into_text(file: Arc<Self>) -> String {
        Arc::try_unwrap(file).map_or_else(|file| file.text.clone(), |file| file.text)
    }

    /// miette's labels for byte ranges; the first is the primary one. Ranges are
    /// cut to what a frame can show.
    pub(super) fn labels(
        &self,
        ranges: impl IntoIterator<Item = (Range<usize>, Option<String>)>,
    ) -> Vec<LabeledSpan> {
        let mut labels = Vec::new();
        for (range, text) in ranges {
            let range = self.shown(range);
            // A frame shows one stretch of a long line: the primary label's.
            if labels.is_empty() {
                labels.push(LabeledSpan::new_primary_with_span(text, range.clone()));
                if self.is_long(&self.lines_around(&range, 0)) {
                    break;
                }
            } else if !self.is_long(&self.lines_around(&range, 0)) {
                labels.push(LabeledSpan::new_with_span(text, range));
            }
        }
        labels
    }

    /// `range` within the text, on character boundaries, at most a few lines long.
    fn shown(&self, range: Range<usize>) -> Range<usize> {
        let start = self
            .text
            .floor_char_boundary(range.start.min(self.text.len()));
        let mut end = self
            .text
            .ceil_char_boundary(range.end.clamp(start, self.text.len()));
        let marked = &self.text[start..end];
        if marked.matches('\n').count() >= LABEL_LINES {
            end = start + marked.find('\n').unwrap_or(marked.len());
        }
        if self.is_long(&self.lines_around(&(start..end), 0)) {
            end = end.min(self.text.floor_char_boundary(start + AROUND));
        }
        start..end
    }

    /// The lines that `range` touches and `context` lines before and after them.
    fn lines_around(&self, range: &Range<usize>, context: usize) -> Range<usize> {
        let before = self.text[..range.start].rmatch_indices('\n').nth(context);
        let after = self.text[range.end..].match_indices('\n').nth(context);
        before.map_or(0, |(i, _)| i + 1)..after.map_or(self.text.len(), |(i, _)| range.end + i)
    }

    fn is_long(&self, lines: &Range<usize>) -> bool {
        self.text[lines.clone()]
            .split('\n')
            .any(|line| line.len() > LONG_LINE)
    }

    /// The part of the text to show for `range`.
    fn window(&self, range: &Range<usize>, context: usize) -> Range<usize> {
        let lines = self.lines_around(range, context);
        if !self.is_long(&lines) {
            return lines;
        }
        let line = self.lines_around(range, 0);
        if !self.is_long(&line) {
            return line;
        }
        let start = self
            .text
            .floor_char_boundary(range.start.saturating_sub(AROUND));
        let end = self
            .text
            .ceil_char_boundary((range.end + AROUND).min(self.text.len()));
        start.max(line.start)..end.min(line.end)
    }

    /// Zero-based line and column of a byte offset.
    fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before[..line_start].bytes().filter(|&b| b == b'\n').count();
        (line, before[line_start..].encode_utf16().count())
    }
}

impl SourceCode for SourceFile {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let range = span.offset()..span.offset() + span.len();
        if range.end > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let (shown, position) = match lines_before.max(lines_after) {
            // Asked for the position of the label.
            0 => (range.clone(), self.position(range.start)),
            context => {
                let shown = self.window(&range, context);
                let position = self.position(shown.start);
                (shown, position)
            }
        };
        let data = &self.text.as_bytes()[shown.clone()];
        let line_count = data.iter().filter(|&&b| b == b'\n').count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data,
            (shown.start, shown.len()).into(),
            position.0,
            position.1,
            line_count,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, column and text of the frame for a range.
    fn frame(text: &str, range: Range<usize>) -> (usize, usize, String) {
        let file = SourceFile::new("a.js", text);
        let span = SourceSpan::from((range.start, range.len()));
        let contents = file.read_span(&span, 1, 1).expect("in bounds");
        let text = String::from_utf8(contents.data().to_vec()).expect("whole characters");
        let at = file.read_span(&span, 0, 0).expect("in bounds");
        (at.line(), at.column(), text)
    }

    #[test]
    fn frames_have_the_lines_around_a_label() {
        let text = "one\ntwo\nthree\nfour\n";
        assert_eq!(frame(text, 5..6), (1, 1, "one\ntwo\nthree".into()));
        assert_eq!(frame(text, 0..1), (0, 0, "one\ntwo".into()));
        assert_eq!(frame(text, 14..18), (3, 0, "three\nfour\n".into()));
        assert_eq!(frame(text, 19..19), (4, 0, "four\n".into()));
        assert_eq!(frame("", 0..0), (0, 0, "".into()));
    }

    #[test]
    fn columns_are_utf16_code_units() {
        assert_eq!(frame("'é😀' x", 9..10).1, 6);
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!(
            "short\n{}HERE{}\nshort",
            "é".repeat(500_000),
            "é".repeat(500_000)
        );
        let at = 6 + 1_000_000;
        let (line, column, shown) = frame(&text, at..at + 4);
        assert_eq!((line, column), (1, 500_000));
        assert_eq!(shown, format!("{}HERE{}", "é".repeat(20), "é".repeat(20)));
    }

    #[test]
    fn labels_are_cut_to_what_a_frame_shows() {
        let file = SourceFile::new(
            "a.js",
            format!("{}\n{}", "x\n".repeat(100), "y".repeat(1000)),
        );
        let spans = |ranges: &[Range<usize>]| -> Vec<(usize, usize)> {
            let labels = file.labels(ranges.iter().map(|range| (range.clone(), None)));
            labels
                .iter()
                .map(|label| (label.offset(), label.len()))
                .collect()
        };
        assert_eq!(spans(&[0..100, 4..5]), [(0, 1), (4, 1)]);
        assert_eq!(spans(&[300..1000, 0..1]), [(300, AROUND)]);
        let beyond_the_end = 5000..6000;
        assert_eq!(spans(&[beyond_the_end]), [(1201, 0)]);
    }
}
