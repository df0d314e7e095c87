//! Edits of a text, collected in the order of a walk.
use std::ops::Range;

/// Text that takes the place of a stretch of the source; of none when `range` is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// Edits as they are made: those of one place in the order of their texts.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    made: Vec<Edit>,
}

/// A moment of the collection, to insert something before what was made later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark(usize);

impl Edits {
    pub(crate) fn insert(&mut self, at: u32, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(crate) fn replace(&mut self, range: Range<u32>, text: impl Into<String>) {
        self.made.push(edit(range, text.into()));
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark(self.made.len())
    }

    /// Inserts as if it had been done at `mark`. Later marks lose their meaning.
    pub(crate) fn insert_at_mark(&mut self, mark: Mark, at: u32, text: impl Into<String>) {
        self.made.insert(mark.0, edit(at..at, text.into()));
    }

    /// In source order; edits that touch become one.
    pub(crate) fn finish(mut self) -> Vec<Edit> {
        self.made.sort_by_key(|edit| edit.range.start);
        let mut merged: Vec<Edit> = Vec::with_capacity(self.made.len());
        for next in self.made {
            match merged.last_mut() {
                Some(last) if last.range.end == next.range.start => {
                    last.range.end = next.range.end;
                    last.text.push_str(&next.text);
                }
                _ => merged.push(next),
            }
        }
        merged
    }
}

fn edit(range: Range<u32>, text: String) -> Edit {
    Edit {
        range: range.start as usize..range.end as usize,
        text,
    }
}

/// The text after `edits`, which are in source order and do not overlap.
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut text = String::with_capacity(source.len() + added);
    let mut copied = 0;
    for edit in edits {
        text.push_str(&source[copied..edit.range.start]);
        text.push_str(&edit.text);
        copied = edit.range.end;
    }
    text.push_str(&source[copied..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_one_place_keep_their_order_and_touching_ones_merge() {
        let mut edits = Edits::default();
        edits.insert(4, "(");
        let mark = edits.mark();
        edits.replace(4..5, "B");
        edits.insert(2, "x");
        edits.insert_at_mark(mark, 4, "[");
        let edits = edits.finish();
        assert_eq!(edits.len(), 2);
        assert_eq!(apply("ab cde", &edits), "abx c([Be");
    }
}
