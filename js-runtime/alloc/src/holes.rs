//! The free cells of a sealed heap, as bitmaps.
//!
//! While the heap is sealed its free cells hold no links, so that they are zero in
//! the image. The spans that have any are noted here, each by a record of a few
//! words, sorted by class and address. When a class runs out of cells later, the
//! cells of its next record are put back on its free list.
//!
//! The table is a slice of words: how many records there are; for each class where
//! its next record is and where its last one ends; the records. A record is the
//! number of the span's first block, counted from the heap's first, and a bit for
//! each cell, set if it is free.

use crate::size_class::{CLASSES, SLOTS, span_cells};

/// Words before the first record.
const HEADER: usize = 1 + 2 * SLOTS;

/// The records of a sealed heap; empty if there are none left.
pub(crate) struct Holes {
    words: &'static mut [u32],
}

/// Words in a record of `class`.
fn record_len(class: usize) -> usize {
    1 + span_cells(class).div_ceil(32)
}

/// Words in a table with `spans[class]` records of each class, 0 if there are none.
pub(crate) fn table_len(spans: &[usize; SLOTS]) -> usize {
    let records: usize = (1..=CLASSES)
        .map(|class| spans[class] * record_len(class))
        .sum();
    if records == 0 { 0 } else { HEADER + records }
}

impl Holes {
    pub(crate) const fn new() -> Self {
        Holes { words: &mut [] }
    }

    /// An empty table with room for `spans[class]` records of each class in `words`,
    /// which are zero and as many as [`table_len`] says.
    pub(crate) fn with_room(words: &'static mut [u32], spans: &[usize; SLOTS]) -> Self {
        let mut next = HEADER;
        for class in 1..=CLASSES {
            words[1 + 2 * class] = next as u32;
            words[2 + 2 * class] = next as u32;
            next += spans[class] * record_len(class);
        }
        Holes { words }
    }

    /// How many records are left.
    pub(crate) fn records(&self) -> usize {
        self.words.first().map_or(0, |&count| count as usize)
    }

    /// Takes the table away, to free its memory.
    pub(crate) fn take_table(&mut self) -> *mut u8 {
        core::mem::take(&mut self.words).as_mut_ptr().cast()
    }

    /// Adds a record for the span of `class` that starts `span` blocks into the heap.
    /// Spans of a class are added in the order of their addresses.
    pub(crate) fn add_span(&mut self, class: usize, span: usize) {
        let (_, end) = self.bounds(class);
        self.words[end] = span as u32;
        self.words[2 + 2 * class] = (end + record_len(class)) as u32;
        self.words[0] += 1;
    }

    /// The span that was added last of those that start at or before `block`.
    pub(crate) fn span_before(&self, class: usize, block: usize) -> HoleSpan {
        let (start, end) = self.bounds(class);
        let len = record_len(class);
        let (mut low, mut high) = (0, (end - start) / len);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if self.words[start + middle * len] as usize <= block {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.span(start + low * len)
    }

    /// Notes cell number `cell` of `span` as free.
    pub(crate) fn add_cell(&mut self, span: HoleSpan, cell: usize) {
        self.words[span.record + 1 + cell / 32] |= 1 << (cell % 32);
    }

    /// Whether cell number `cell` of `span` is free.
    #[cfg(test)]
    pub(crate) fn has_cell(&self, span: HoleSpan, cell: usize) -> bool {
        self.words[span.record + 1 + cell / 32] & (1 << (cell % 32)) != 0
    }

    /// Removes and returns the first free cells of `class` that share a word: a short
    /// run of a program must not pay for cells that it does not use.
    pub(crate) fn next_cells(&mut self, class: usize) -> Option<HoleCells> {
        if self.words.is_empty() {
            return None;
        }
        let (record, end) = self.bounds(class);
        if record == end {
            return None;
        }
        let bits = record + 1..record + record_len(class);
        // A record is there as long as it has cells.
        let word = bits.clone().find(|&word| self.words[word] != 0)?;
        let cells = HoleCells {
            block: self.words[record] as usize,
            first: (word - bits.start) * 32,
            bits: core::mem::take(&mut self.words[word]),
        };
        if self.words[bits].iter().all(|&word| word == 0) {
            self.words[1 + 2 * class] = (record + record_len(class)) as u32;
            self.words[0] -= 1;
        }
        Some(cells)
    }

    /// How many cells of `class` are free.
    pub(crate) fn count(&self, class: usize) -> usize {
        if self.words.is_empty() {
            return 0;
        }
        let (start, end) = self.bounds(class);
        self.words[start..end]
            .chunks_exact(record_len(class))
            .flat_map(|record| &record[1..])
            .map(|bits| bits.count_ones() as usize)
            .sum()
    }

    fn span(&self, record: usize) -> HoleSpan {
        HoleSpan {
            block: self.words[record] as usize,
            record,
        }
    }

    fn bounds(&self, class: usize) -> (usize, usize) {
        let next = self.words[1 + 2 * class] as usize;
        let end = self.words[2 + 2 * class] as usize;
        (next, end)
    }
}

/// A span with free cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HoleSpan {
    /// Its first block, counted from the heap's first.
    pub block: usize,
    /// Where its record is.
    record: usize,
}

/// Some free cells of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HoleCells {
    /// The span's first block, counted from the heap's first.
    pub block: usize,
    /// The number of the cell that the lowest bit stands for.
    pub first: usize,
    /// A bit for each cell from there on, set if it is free.
    pub bits: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::boxed::Box;
    use std::vec;

    /// A table with the spans 3, 8 and 90 of class 1 and 4 of class 6.
    fn holes() -> Holes {
        let mut spans = [0; SLOTS];
        (spans[1], spans[6]) = (3, 1);
        let words = Box::leak(vec![0; table_len(&spans)].into_boxed_slice());
        let mut holes = Holes::with_room(words, &spans);
        for (class, block) in [(1, 3), (6, 4), (1, 8), (1, 90)] {
            holes.add_span(class, block);
        }
        holes
    }

    #[test]
    fn without_spans_there_is_no_table() {
        assert_eq!(table_len(&[0; SLOTS]), 0);
        let mut holes = Holes::new();
        assert_eq!((holes.records(), holes.count(5)), (0, 0));
        assert_eq!(holes.next_cells(5), None);
    }

    #[test]
    fn the_span_of_a_block_is_found() {
        let holes = holes();
        for (block, span) in [(3, 3), (7, 3), (8, 8), (89, 8), (90, 90), (500, 90)] {
            assert_eq!(holes.span_before(1, block).block, span);
        }
        assert_eq!(holes.span_before(6, 4).block, 4);
    }

    #[test]
    fn cells_are_kept_per_span() {
        let mut holes = holes();
        let (a, b) = (holes.span_before(1, 3), holes.span_before(1, 8));
        for cell in [0, 31, 32, 511] {
            holes.add_cell(a, cell);
        }
        holes.add_cell(b, 5);
        assert!(holes.has_cell(a, 511) && holes.has_cell(a, 32));
        assert!(!holes.has_cell(a, 5) && !holes.has_cell(b, 511));
        assert_eq!((holes.count(1), holes.count(6)), (5, 0));
    }

    #[test]
    fn cells_come_out_word_by_word_until_none_is_left() {
        let mut holes = holes();
        let (a, b) = (holes.span_before(1, 3), holes.span_before(6, 4));
        for cell in [0, 31, 70] {
            holes.add_cell(a, cell);
        }
        holes.add_cell(b, 1);
        let next = |holes: &mut Holes, class| {
            holes
                .next_cells(class)
                .map(|cells| (cells.block, cells.first, cells.bits))
        };
        assert_eq!(next(&mut holes, 1), Some((3, 0, 1 | 1 << 31)));
        assert_eq!(holes.records(), 4);
        assert_eq!(next(&mut holes, 1), Some((3, 64, 1 << 6)));
        assert_eq!((holes.records(), holes.count(1)), (3, 0));
        assert_eq!(next(&mut holes, 6), Some((4, 0, 2)));
        assert_eq!((next(&mut holes, 6), holes.records()), (None, 2));
    }
}
