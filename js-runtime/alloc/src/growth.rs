//! How the top of the heap gets more blocks: growing the memory, and the page map
//! with it.

use crate::memory::{BLOCK_LIMIT, BLOCKS_PER_PAGE, Memory, block_of, block_ptr, zero_blocks};
use crate::page_map::{PageMap, Run, Use};
use crate::runs::Runs;

/// Memory grows by at least one part in this many of what the heap has ...
const GROWTH_DIVISOR: usize = 8;

/// ... but at least by 256 KiB, so that a small heap does not grow all the time,
const GROWTH_MIN_PAGES: usize = 4;

/// ... and by no more than 16 MiB beyond what is needed now.
const GROWTH_MAX_PAGES: usize = 256;

/// A new table is made for this many times the blocks there are. Entries nobody
/// uses stay untouched, whereas a table put at the top keeps the last run from
/// being extended.
const TABLE_SPARE: usize = 4;

impl<M: Memory> Runs<M> {
    /// Sees to it that the top has `blocks` blocks and that the map covers them, or
    /// returns `false` if the memory does not grow.
    pub(crate) fn reserve_top(&mut self, blocks: usize) -> bool {
        loop {
            let table = self.table_needed(self.top + blocks);
            let available = self.end - self.top;
            if available >= blocks + table {
                if table > 0 {
                    self.replace_table(table);
                }
                return true;
            }
            if !self.grow(blocks + table - available) {
                return false;
            }
        }
    }

    /// The length of the new table that is needed to cover the blocks before `end`,
    /// 0 if they are covered.
    fn table_needed(&self, end: usize) -> usize {
        if self.map.covers(end) {
            return 0;
        }
        let blocks = self.end.max(end) - self.first;
        PageMap::table_size((TABLE_SPARE * blocks).min(BLOCK_LIMIT))
    }

    /// Moves the table to the top, which has room for it.
    fn replace_table(&mut self, blocks: usize) {
        self.ensure_binned();
        let old = self.map.table();
        self.install_table(blocks, self.top);
        self.release_table(old);
    }

    /// Starts a table at the top with the tags of all blocks before `used_end`.
    fn install_table(&mut self, blocks: usize, used_end: usize) {
        let table = self.top;
        let dirty = self.fresh.saturating_sub(table).min(blocks);
        // SAFETY: these blocks are in no run, and zeroed as the map wants them.
        unsafe {
            zero_blocks(table, dirty);
            self.map
                .move_to(block_ptr(table), blocks, self.first, used_end);
        }
        self.advance_top(blocks);
        let usage = Use::Meta;
        self.map.mark(table, Run { usage, blocks });
    }

    fn release_table(&mut self, table: Option<(usize, usize)>) {
        if let Some((block, blocks)) = table {
            self.release(block, blocks);
        }
    }

    /// Grows the memory by at least `blocks` blocks, unless someone else grew it
    /// meanwhile: then by some blocks.
    fn grow(&mut self, blocks: usize) -> bool {
        let need = blocks.div_ceil(BLOCKS_PER_PAGE);
        let step = (self.mapped_pages / GROWTH_DIVISOR).clamp(GROWTH_MIN_PAGES, GROWTH_MAX_PAGES);
        let room = self.limit_pages.saturating_sub(self.mapped_pages);
        let wanted = need.max(step.min(room));
        let mut obtained = self.obtain(wanted);
        if obtained.is_none() && wanted > need {
            obtained = self.obtain(need);
        }
        let Some((start, end)) = obtained else {
            return false;
        };
        if self.end == 0 {
            let start = block_of(self.memory.blocks_before(block_ptr(start)));
            (self.first, self.top, self.fresh, self.end) = (start, start, start, end);
        } else if start == self.end {
            self.end = end;
        } else {
            return self.grow_apart(start, end);
        }
        true
    }

    /// Goes on at `start`, because someone else added the pages before it. The rest
    /// of the old top becomes a free run, and the gap is noted in the map.
    fn grow_apart(&mut self, start: usize, mut end: usize) -> bool {
        if start < self.end {
            return false;
        }
        self.ensure_binned();
        let table = self.table_needed(start);
        if end - start < table {
            // The new pages are lost if there are no more for the table behind them.
            let more = (start + table - end).div_ceil(BLOCKS_PER_PAGE);
            match self.obtain(more) {
                Some((more_start, more_end)) if more_start == end => end = more_end,
                _ => return false,
            }
        }
        let (old_top, old_end, old_table) = (self.top, self.end, self.map.table());
        (self.top, self.fresh, self.end) = (start, start, end);
        if table > 0 {
            self.install_table(table, old_top);
        }
        let (usage, blocks) = (Use::Gap, start - old_end);
        self.map.mark(old_end, Run { usage, blocks });
        if old_top < old_end {
            self.release(old_top, old_end - old_top);
        }
        if table > 0 {
            self.release_table(old_table);
        }
        true
    }

    /// Obtains `pages` pages: their first block and the one behind the last.
    fn obtain(&mut self, pages: usize) -> Option<(usize, usize)> {
        if pages > self.limit_pages.saturating_sub(self.mapped_pages) {
            return None;
        }
        let start = block_of(self.memory.grow(pages)?);
        self.mapped_pages += pages;
        let end = (start + pages * BLOCKS_PER_PAGE).min(BLOCK_LIMIT);
        Some((start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_memory::TestMemory;

    fn large(blocks: usize) -> Run {
        let usage = Use::Large;
        Run { usage, blocks }
    }

    /// The uses and lengths of all runs.
    fn layout(runs: &Runs<TestMemory>) -> std::vec::Vec<(Use, usize)> {
        let mut next = runs.first;
        core::iter::from_fn(|| {
            let run = runs.run_at(next)?;
            next += run.blocks;
            Some((run.usage, run.blocks))
        })
        .collect()
    }

    #[test]
    fn memory_grows_in_steps_that_follow_its_size() {
        let mut runs = Runs::new(TestMemory::new(20_000));
        while runs.mapped_pages < 16_000 {
            runs.take_growing(large(64)).unwrap();
        }
        // 1/8 at a time up to 16 MiB, in steps of 16 MiB from 128 MiB on.
        assert!(
            (80..110).contains(&runs.memory.grows()),
            "{}",
            runs.memory.grows()
        );
    }

    #[test]
    fn the_heap_begins_with_the_blocks_before_its_first_page() {
        let mut runs = Runs::new(TestMemory::new(100).with_blocks_before(5));
        let first = runs.take_growing(large(20)).unwrap();
        let before = first - runs.map.table().unwrap().1;
        assert_eq!(runs.first, before);
        assert_eq!(before % BLOCKS_PER_PAGE, BLOCKS_PER_PAGE - 5);
        assert_eq!(runs.end - runs.first, 4 * BLOCKS_PER_PAGE + 5);
        assert_eq!(runs.forget_unused_pages() % BLOCKS_PER_PAGE, 0);
        assert_eq!(runs.end - runs.first, BLOCKS_PER_PAGE + 5 + BLOCKS_PER_PAGE);
    }

    #[test]
    fn only_what_is_needed_is_obtained_if_there_is_no_more() {
        let mut runs = Runs::new(TestMemory::new(100));
        runs.take_growing(large(16 * 96)).unwrap();
        assert_eq!(runs.mapped_pages, 97);
        runs.take_growing(large(16)).unwrap();
        assert_eq!(runs.mapped_pages, 98);
        assert!(runs.take_growing(large(16 * 4)).is_none());
        assert!(runs.take_growing(large(16 * 2)).is_some());
        assert_eq!(runs.mapped_pages, 100);
    }

    #[test]
    fn the_table_moves_as_the_heap_grows() {
        let mut runs = Runs::new(TestMemory::new(3000));
        let first = runs.take_growing(large(10)).unwrap();
        let table = runs.map.table();
        while runs.mapped_pages < 2500 {
            runs.take_growing(large(500)).unwrap();
        }
        assert_ne!(runs.map.table(), table);
        assert_eq!(runs.map.run_at(first), large(10));
        assert!(runs.map.covers(runs.top));
    }

    #[test]
    fn a_table_put_where_others_were_before_starts_empty() {
        let mut runs = Runs::new(TestMemory::new(3000));
        let used = runs.take_growing(large(2000)).unwrap();
        // SAFETY: the run was just taken.
        unsafe { block_ptr(used).write_bytes(0xff, 2000 * 4096) };
        runs.release(used, 2000);
        runs.take_growing(large(20_000)).unwrap();
        assert_eq!(runs.map.table().unwrap().0, used);
        assert!((runs.first..runs.top).all(|block| runs.map.counter(block) == 0));
    }

    #[test]
    fn pages_of_others_are_left_out() {
        let mut runs = Runs::new(TestMemory::new(100));
        runs.take_growing(large(20)).unwrap();
        runs.memory.grow_elsewhere(3);
        runs.take_growing(large(100)).unwrap();
        assert_eq!(
            layout(&runs),
            [
                (Use::Meta, 4),
                (Use::Large, 20),
                (Use::Free, 64 - 24),
                (Use::Gap, 3 * 16),
                (Use::Large, 100),
            ]
        );
        let used = runs.take_growing(large(40)).unwrap();
        assert_eq!(used, runs.first + 24);
    }

    #[test]
    fn what_is_left_before_a_gap_counts_as_written_to() {
        let mut runs = Runs::new(TestMemory::new(100));
        runs.take_growing(large(20)).unwrap();
        runs.memory.grow_elsewhere(3);
        assert!(runs.grow(1));
        let left = runs.take(large(40)).unwrap();
        assert!(left < runs.fresh && runs.fresh == runs.top);
    }

    #[test]
    fn a_gap_too_wide_for_the_table_makes_a_larger_one() {
        let mut runs = Runs::new(TestMemory::new(20_000));
        runs.take_growing(large(20)).unwrap();
        runs.memory.grow_elsewhere(18_000);
        let far = runs.take_growing(large(50)).unwrap();
        let near = runs.take_growing(large(40)).unwrap();
        assert!(far > near && runs.map.run_at(near) == large(40));
        let uses: std::vec::Vec<_> = layout(&runs).into_iter().map(|run| run.0).collect();
        let (free, large) = (Use::Free, Use::Large);
        // The old table, and then the rest of the old top, taken again.
        assert_eq!(uses, [free, large, large, Use::Gap, Use::Meta, large]);
    }

    #[test]
    fn a_gap_that_leaves_no_room_for_the_table_changes_nothing() {
        let mut runs = Runs::new(TestMemory::new(20_000));
        runs.take_growing(large(20)).unwrap();
        runs.memory.grow_elsewhere(20_000 - 4 - 4);
        let before = layout(&runs);
        assert!(runs.take_growing(large(50)).is_none());
        assert_eq!(layout(&runs), before);
        assert!(runs.take_growing(large(40)).is_some());
    }
}
