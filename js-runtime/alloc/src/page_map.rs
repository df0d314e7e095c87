//! What each block of the heap is used for: one byte, its *tag*, per block.
//!
//! The heap is a sequence of runs of blocks, each described by a few of its tags:
//!
//! | run | tags |
//! |---|---|
//! | span of class `c` | `c` for each block |
//! | large, metadata, gap | kind, length (24 bits), ..., [`INNER`] |
//! | free, up to 7 blocks | `FREE + length`, ..., `FREE + length` |
//! | free, more | `FREE`, length, ..., length, `FREE` |
//!
//! The tags between are left as they were: the size of a cell is asked at its
//! start only, and neighbours look at first and last tags only. Freeing and taking
//! hundreds of megabytes thus costs a few bytes. Reading and writing the tags of a run
//! is kept out of line, here as in the bins: it happens rarely, in many places.
//!
//! The table lives in the heap itself and is replaced by a larger one as the heap
//! grows. Behind the tags it has a 16-bit counter per block, all zero except while
//! the heap is swept, so that a sweep needs no memory of its own.

use crate::memory::{BLOCK_SHIFT, BLOCK_SIZE, block_of};
use crate::size_class::{CLASSES, span_blocks};

/// First tag of the kinds that say their length in the tags behind it.
const LARGE: u8 = 0x80;
const META: u8 = 0x81;
const GAP: u8 = 0x82;
/// Last tag of the same: anything that is not free.
const INNER: u8 = 0;
const FREE: u8 = 0xc0;

/// The longest free run whose length is in the tag itself.
const SHORT_FREE_MAX: usize = 7;

/// The fewest blocks of a run whose kind is followed by its length.
pub(crate) const LONG_RUN_MIN: usize = 4;

/// The most blocks a run can have.
pub(crate) const RUN_MAX: usize = (1 << 24) - 1;

/// Bytes of the table per block of the heap: the tag and the counter.
const ENTRY_SIZE: usize = 3;

/// What a run of blocks is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Cells of this class.
    Span(usize),
    /// One allocation.
    Large,
    /// The heap's own tables.
    Meta,
    /// Pages someone else added to the memory.
    Gap,
    Free,
}

/// A run of blocks: its use and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub usage: Use,
    pub blocks: usize,
}

/// The table of tags and counters.
pub(crate) struct PageMap {
    /// Where the tag of block number 0 would be, so that no subtraction is needed.
    tags: *mut u8,
    /// The first block of the heap.
    first: usize,
    /// How many blocks the table covers.
    capacity: usize,
    table_blocks: usize,
}

impl PageMap {
    pub(crate) const fn new() -> Self {
        PageMap {
            tags: core::ptr::null_mut(),
            first: 0,
            capacity: 0,
            table_blocks: 0,
        }
    }

    /// Whether the table covers all blocks before `end`.
    pub(crate) fn covers(&self, end: usize) -> bool {
        self.capacity != 0 && end - self.first <= self.capacity
    }

    /// How many blocks a table for `capacity` blocks takes.
    pub(crate) fn table_size(capacity: usize) -> usize {
        (capacity * ENTRY_SIZE)
            .div_ceil(BLOCK_SIZE)
            .max(LONG_RUN_MIN)
    }

    /// The start and length of the table, if there is one.
    pub(crate) fn table(&self) -> Option<(usize, usize)> {
        (self.capacity != 0).then(|| {
            let start = self.tags.wrapping_add(self.first);
            (block_of(start), self.table_blocks)
        })
    }

    /// Moves the tags of all blocks before `end` into a new table.
    ///
    /// # Safety
    ///
    /// `table` must be the start of `table_blocks` zeroed blocks that are the heap's
    /// own and cover at least `end`; `first` never changes once set.
    pub(crate) unsafe fn move_to(
        &mut self,
        table: *mut u8,
        table_blocks: usize,
        first: usize,
        end: usize,
    ) {
        if self.capacity != 0 {
            let old = self.tags.wrapping_add(first);
            // SAFETY: both tables cover these blocks, and they are apart.
            unsafe { table.copy_from_nonoverlapping(old, end - first) };
        }
        self.tags = table.wrapping_sub(first);
        self.first = first;
        // Even, so that the counters behind the tags are aligned.
        self.capacity = (table_blocks * BLOCK_SIZE / ENTRY_SIZE) & !1;
        self.table_blocks = table_blocks;
    }

    /// The tag of the block `ptr` points into: a class, or something larger.
    ///
    /// # Safety
    ///
    /// `ptr` must point to memory of the heap that is in use.
    #[inline(always)]
    pub(crate) unsafe fn tag_of(&self, ptr: *const u8) -> u8 {
        // SAFETY: the table covers all blocks in use.
        unsafe { self.tags.wrapping_add(block_of(ptr)).read() }
    }

    /// The bytes of the large allocation at `ptr`.
    ///
    /// # Safety
    ///
    /// `ptr` must be the start of a run in use as [`Use::Large`].
    pub(crate) unsafe fn large_size(&self, ptr: *const u8) -> usize {
        self.length(block_of(ptr) + 1) << BLOCK_SHIFT
    }

    /// The run that starts at `block`.
    #[inline(never)]
    pub(crate) fn run_at(&self, block: usize) -> Run {
        let tag = self.tag(block);
        let (usage, blocks) = match tag {
            LARGE => (Use::Large, self.length(block + 1)),
            META => (Use::Meta, self.length(block + 1)),
            GAP => (Use::Gap, self.length(block + 1)),
            FREE => (Use::Free, self.length(block + 1)),
            _ if tag > FREE => (Use::Free, (tag - FREE) as usize),
            class => {
                debug_assert!(class != 0 && class as usize <= CLASSES);
                let class = class as usize;
                (Use::Span(class), span_blocks(class))
            }
        };
        Run { usage, blocks }
    }

    /// The length of the free run that starts at `block`, 0 if none does.
    #[inline(never)]
    pub(crate) fn free_at(&self, block: usize) -> usize {
        match self.tag(block) {
            FREE => self.length(block + 1),
            tag if tag > FREE => (tag - FREE) as usize,
            _ => 0,
        }
    }

    /// The length of the free run that ends before `end`, 0 if none does.
    #[inline(never)]
    pub(crate) fn free_before(&self, end: usize) -> usize {
        match self.tag(end - 1) {
            FREE => self.length(end - 4),
            tag if tag > FREE => (tag - FREE) as usize,
            _ => 0,
        }
    }

    /// Makes `blocks` blocks from `block` on a run with this use.
    #[inline(never)]
    pub(crate) fn mark(&mut self, block: usize, run: Run) {
        match run.usage {
            Use::Span(class) => self.fill(block, class as u8, run.blocks),
            Use::Large => self.mark_long(block, LARGE, run.blocks),
            Use::Meta => self.mark_long(block, META, run.blocks),
            Use::Gap => self.mark_long(block, GAP, run.blocks),
            Use::Free => self.mark_free(block, run.blocks),
        }
    }

    fn mark_long(&mut self, block: usize, kind: u8, blocks: usize) {
        debug_assert!((LONG_RUN_MIN..=RUN_MAX).contains(&blocks));
        // Last tag first: in a run of four it is the top byte of the length, also 0.
        self.set_tag(block + blocks - 1, INNER);
        self.set_tag(block, kind);
        self.set_length(block + 1, blocks);
    }

    fn mark_free(&mut self, block: usize, blocks: usize) {
        let last = block + blocks - 1;
        if blocks <= SHORT_FREE_MAX {
            self.set_tag(block, FREE + blocks as u8);
            self.set_tag(last, FREE + blocks as u8);
        } else {
            self.set_tag(block, FREE);
            self.set_length(block + 1, blocks);
            self.set_length(last - 3, blocks);
            self.set_tag(last, FREE);
        }
    }

    /// Zeroes the tags that say nothing: those inside the run at `block`.
    pub(crate) fn clear_inner(&mut self, block: usize) {
        let run = self.run_at(block);
        if !matches!(run.usage, Use::Span(_)) {
            self.fill(block, 0, run.blocks);
            self.mark(block, run);
        }
    }

    /// Zeroes the tags of all blocks from `block` on.
    pub(crate) fn clear_from(&mut self, block: usize) {
        if self.covers(block) {
            self.fill(block, 0, self.first + self.capacity - block);
        }
    }

    /// The counter of `block`.
    pub(crate) fn counter(&self, block: usize) -> u16 {
        // SAFETY: counter_ptr gives an element of the table.
        unsafe { self.counter_ptr(block).read() }
    }

    pub(crate) fn set_counter(&mut self, block: usize, count: u16) {
        // SAFETY: as above.
        unsafe { self.counter_ptr(block).write(count) };
    }

    fn counter_ptr(&self, block: usize) -> *mut u16 {
        let index = block - self.first;
        debug_assert!(index < self.capacity);
        let counters = self.tags.wrapping_add(self.first + self.capacity);
        counters.cast::<u16>().wrapping_add(index)
    }

    fn tag(&self, block: usize) -> u8 {
        debug_assert!(self.covers(block + 1));
        // SAFETY: callers ask for blocks below the heap's top, which are covered.
        unsafe { self.tags.wrapping_add(block).read() }
    }

    fn set_tag(&mut self, block: usize, tag: u8) {
        debug_assert!(self.covers(block + 1));
        // SAFETY: as in `tag`.
        unsafe { self.tags.wrapping_add(block).write(tag) };
    }

    fn fill(&mut self, block: usize, tag: u8, blocks: usize) {
        debug_assert!(self.covers(block + blocks));
        // SAFETY: as in `tag`.
        unsafe { self.tags.wrapping_add(block).write_bytes(tag, blocks) };
    }

    fn length(&self, block: usize) -> usize {
        let byte = |index| self.tag(block + index) as usize;
        byte(0) | byte(1) << 8 | byte(2) << 16
    }

    fn set_length(&mut self, block: usize, blocks: usize) {
        for index in 0..3 {
            self.set_tag(block + index, (blocks >> (8 * index)) as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;
    use std::vec::Vec;

    const FIRST: usize = 1000;

    /// A map of 2,000 blocks and the table it lives in.
    fn map() -> (PageMap, Vec<u64>) {
        let mut table = vec![0u64; 2 * BLOCK_SIZE / 8];
        let mut map = PageMap::new();
        // SAFETY: the table is zeroed and outlives the map in each test.
        unsafe { map.move_to(table.as_mut_ptr().cast(), 2, FIRST, FIRST) };
        (map, table)
    }

    fn run(usage: Use, blocks: usize) -> Run {
        Run { usage, blocks }
    }

    #[test]
    fn runs_are_read_back_as_marked() {
        let (mut map, _table) = map();
        let runs = [
            run(Use::Large, 4),
            run(Use::Span(40), 16),
            run(Use::Free, 1),
            run(Use::Meta, 300),
            run(Use::Free, 7),
            run(Use::Large, 5),
            run(Use::Free, 8),
            run(Use::Gap, 1000),
            run(Use::Free, 259),
            run(Use::Span(1), 1),
        ];
        let mut block = FIRST;
        for expected in runs {
            map.mark(block, expected);
            block += expected.blocks;
        }
        let mut block = FIRST;
        for expected in runs {
            assert_eq!(map.run_at(block), expected);
            let free = if expected.usage == Use::Free {
                expected.blocks
            } else {
                0
            };
            assert_eq!(map.free_at(block), free);
            block += expected.blocks;
            assert_eq!(map.free_before(block), free);
        }
    }

    #[test]
    fn stale_tags_inside_a_run_do_not_show() {
        let (mut map, _table) = map();
        for block in FIRST..FIRST + 100 {
            map.mark(block, run(Use::Free, 1));
        }
        map.mark(FIRST, run(Use::Large, 50));
        assert_eq!(map.free_before(FIRST + 50), 0);
        map.clear_inner(FIRST);
        assert_eq!(map.run_at(FIRST), run(Use::Large, 50));
        assert_eq!(map.tag(FIRST + 20), 0);
    }

    #[test]
    fn tags_survive_a_move_to_a_larger_table() {
        let (mut map, _table) = map();
        map.mark(FIRST, run(Use::Free, 500));
        map.mark(FIRST + 500, run(Use::Span(3), 1));
        let mut larger = vec![0u64; 4 * BLOCK_SIZE / 8];
        assert!(!map.covers(FIRST + 4000));
        // SAFETY: zeroed, and as long-lived as the map.
        unsafe { map.move_to(larger.as_mut_ptr().cast(), 4, FIRST, FIRST + 501) };
        assert!(map.covers(FIRST + 4000));
        assert_eq!(map.free_before(FIRST + 500), 500);
        assert_eq!(map.run_at(FIRST + 500), run(Use::Span(3), 1));
    }

    #[test]
    fn counters_are_apart_from_tags() {
        let (mut map, _table) = map();
        let last = FIRST + map.capacity - 1;
        map.fill(FIRST, 0x55, map.capacity);
        assert_eq!(map.counter(FIRST), 0);
        map.set_counter(FIRST, 0xffff);
        map.set_counter(last, 512);
        assert_eq!((map.tag(last), map.counter(last)), (0x55, 512));
    }
}
