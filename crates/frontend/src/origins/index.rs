//! Byte offsets of a text to lines and columns and back.

/// Where a text's lines start, and where its UTF-16 length differs from its bytes.
///
/// Lines end as source maps and V8 count them: at LF, CR, CR LF, U+2028, U+2029.
pub(crate) struct LineIndex {
    /// Byte offset of each line's first character.
    starts: Vec<u32>,
    /// For each character that is not ASCII: the offsets behind it, in bytes and
    /// in UTF-16 code units of the whole text.
    wide: Vec<(u32, u32)>,
    len: u32,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut index = LineIndex {
            starts: vec![0],
            wide: Vec::new(),
            len: text.len() as u32,
        };
        let mut units = 0;
        let mut previous = '\0';
        for (at, c) in text.char_indices() {
            let end = (at + c.len_utf8()) as u32;
            units += c.len_utf16() as u32;
            if !c.is_ascii() {
                index.wide.push((end, units));
            }
            match c {
                '\n' if previous == '\r' => {
                    if let Some(start) = index.starts.last_mut() {
                        *start = end;
                    }
                }
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => index.starts.push(end),
                _ => {}
            }
            previous = c;
        }
        index
    }

    /// Zero-based line, and zero-based column in UTF-16 code units, of a byte offset.
    pub(crate) fn position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = self.units(offset) - self.units(self.starts[line]);
        (line as u32, column)
    }

    /// The byte offset of a zero-based line and column; of the end of the text
    /// when it has fewer lines or units.
    pub(crate) fn offset(&self, line: u32, column: u32) -> u32 {
        let Some(&start) = self.starts.get(line as usize) else {
            return self.len;
        };
        self.byte(self.units(start).saturating_add(column))
    }

    fn units(&self, byte: u32) -> u32 {
        let passed = self.wide.partition_point(|&(end, _)| end <= byte);
        match passed.checked_sub(1) {
            Some(last) => self.wide[last].1 + (byte - self.wide[last].0),
            None => byte,
        }
    }

    fn byte(&self, units: u32) -> u32 {
        let passed = self.wide.partition_point(|&(_, end)| end <= units);
        let byte = match passed.checked_sub(1) {
            Some(last) => self.wide[last].0 + (units - self.wide[last].1),
            None => units,
        };
        byte.min(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn positions_count_utf16_units_and_all_line_ends() {
        let text = "aé\r\nb😀c\u{2028}d\re";
        let index = LineIndex::new(text);
        let positions = ["a", "é", "b", "😀", "c", "d", "e"]
            .map(|c| index.position(text.find(c).expect("it is there") as u32));
        assert_eq!(
            positions,
            [(0, 0), (0, 1), (1, 0), (1, 1), (1, 3), (2, 0), (3, 0)]
        );
        for (at, _) in text.char_indices().filter(|(_, c)| *c != '\n') {
            let (line, column) = index.position(at as u32);
            assert_eq!(index.offset(line, column), at as u32);
        }
    }

    #[test]
    fn offsets_beyond_the_text_are_its_end() {
        let index = LineIndex::new("ab\n");
        assert_eq!(index.offset(7, 0), 3);
        assert_eq!(index.offset(1, 9), 3);
        assert_eq!(index.position(99), (1, 0));
    }
}
