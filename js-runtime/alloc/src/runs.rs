//! Runs of blocks: taken, extended in place, freed and coalesced.
//!
//! The heap's blocks end in the *top*: blocks no run has taken yet, or whose last
//! run was freed. They are in no bin; whatever finds no free run is taken from the
//! top, and a run that ends there can be extended without being moved.

use crate::bins::Bins;
use crate::memory::{BLOCKS_PER_PAGE, Memory, PAGE_SIZE, zero_blocks};
use crate::page_map::{PageMap, Run, Use};

/// Blocks that come from the top after a seal before the free runs in the sealed
/// heap are looked for: a short run of a large program need not walk over it.
const UNBINNED_BLOCKS: usize = 256;

/// All blocks of the heap.
pub(crate) struct Runs<M> {
    pub(crate) memory: M,
    pub(crate) map: PageMap,
    bins: Bins,
    /// Whether the free runs are in the bins: not after a seal.
    binned: bool,
    /// The first block of the heap, and of the top, and the end of the top.
    pub(crate) first: usize,
    pub(crate) top: usize,
    pub(crate) end: usize,
    /// Blocks from here on are zero: they were never written to since they were
    /// obtained or sealed.
    pub(crate) fresh: usize,
    /// The top when the heap was sealed.
    sealed_top: usize,
    /// Whether large runs come from the top; see [`Heap::set_large_last`](crate::Heap::set_large_last).
    pub(crate) large_last: bool,
    /// Pages obtained so far.
    pub(crate) mapped_pages: usize,
    pub(crate) limit_pages: usize,
}

impl<M> Runs<M> {
    pub(crate) const fn new(memory: M) -> Self {
        Runs {
            memory,
            map: PageMap::new(),
            bins: Bins::new(),
            binned: true,
            first: 0,
            top: 0,
            end: 0,
            fresh: 0,
            sealed_top: 0,
            large_last: false,
            mapped_pages: 0,
            limit_pages: usize::MAX,
        }
    }
}

impl<M: Memory> Runs<M> {
    /// Refuses to obtain more than `bytes` bytes of pages.
    pub(crate) fn set_limit(&mut self, bytes: usize) {
        self.limit_pages = bytes / PAGE_SIZE;
    }

    /// The run that starts at `block`, where the one before ended; none at the top.
    pub(crate) fn run_at(&self, block: usize) -> Option<Run> {
        (block < self.top).then(|| self.map.run_at(block))
    }

    /// Takes a run from what is free, without growing the memory.
    #[inline(never)]
    pub(crate) fn take(&mut self, run: Run) -> Option<usize> {
        if self.large_last && run.usage == Use::Large && self.reserve_top(run.blocks) {
            return self.take_top(run);
        }
        if !self.binned {
            if self.top - self.sealed_top < UNBINNED_BLOCKS {
                return self.take_top(run);
            }
            self.ensure_binned();
        }
        let Some(block) = self.bins.find(run.blocks, &self.map) else {
            return self.take_top(run);
        };
        let found = self.map.free_at(block);
        self.bins.remove(block, found);
        if found > run.blocks {
            self.add_free(block + run.blocks, found - run.blocks);
        }
        self.map.mark(block, run);
        Some(block)
    }

    /// Takes a run, growing the memory if need be; `None` if it cannot grow.
    pub(crate) fn take_growing(&mut self, run: Run) -> Option<usize> {
        if let Some(block) = self.take(run) {
            return Some(block);
        }
        if self.reserve_top(run.blocks) {
            return self.take_top(run);
        }
        if self.binned {
            return None;
        }
        self.ensure_binned();
        self.take(run)
    }

    /// Frees `blocks` blocks from `block` on: a run, or an end of one that was cut
    /// off. Returns the end of the free run they are part of now.
    #[inline(never)]
    pub(crate) fn release(&mut self, block: usize, blocks: usize) -> usize {
        self.ensure_binned_around(block);
        let (mut start, mut end) = (block, block + blocks);
        if end < self.top {
            let next = self.map.free_at(end);
            if next != 0 {
                self.bins.remove(end, next);
                end += next;
            }
        }
        if start > self.first {
            let previous = self.map.free_before(start);
            // A free run of the sealed heap is in no bin yet.
            let is_binned = self.binned || start - previous >= self.sealed_top;
            if previous != 0 && is_binned {
                start -= previous;
                self.bins.remove(start, previous);
            }
        }
        if end == self.top {
            self.top = start;
        } else {
            self.add_free(start, end - start);
        }
        end
    }

    /// Makes the large run at `block` longer without moving it: `true` if the blocks
    /// behind it are free, or are the top and the memory can grow.
    pub(crate) fn extend(&mut self, block: usize, old: usize, new: usize) -> bool {
        self.ensure_binned_around(block);
        let (end, more) = (block + old, new - old);
        if end == self.top {
            // A new table is put at the top, so the run may no longer end there.
            if !self.reserve_top(more) || end != self.top {
                return false;
            }
            self.advance_top(more);
        } else {
            let found = self.map.free_at(end);
            if found < more {
                return false;
            }
            self.bins.remove(end, found);
            if found > more {
                self.add_free(end + more, found - more);
            }
        }
        self.mark_large(block, new);
        true
    }

    /// Frees the end of the large run at `block`.
    pub(crate) fn shrink(&mut self, block: usize, old: usize, new: usize) {
        self.ensure_binned_around(block);
        self.mark_large(block, new);
        self.release(block + new, old - new);
    }

    /// Frees all of the large run at `block` but `blocks` blocks from `start` on.
    pub(crate) fn trim(&mut self, block: usize, old: usize, start: usize, blocks: usize) {
        self.ensure_binned_around(block);
        self.mark_large(start, blocks);
        if start > block {
            self.release(block, start - block);
        }
        let (end, old_end) = (start + blocks, block + old);
        if old_end > end {
            self.release(end, old_end - end);
        }
    }

    /// Zeroes all that is in no run in use, and all tags that say nothing.
    pub(crate) fn seal(&mut self) {
        let mut next = self.first;
        while let Some(run) = self.run_at(next) {
            if run.usage == Use::Free {
                // SAFETY: the run is free.
                unsafe { zero_blocks(next, run.blocks) };
            }
            self.map.clear_inner(next);
            next += run.blocks;
        }
        if self.fresh > self.top {
            // SAFETY: the top belongs to no run.
            unsafe { zero_blocks(self.top, self.fresh - self.top) };
            self.fresh = self.top;
        }
        self.map.clear_from(self.top);
        self.bins = Bins::new();
        self.binned = false;
        self.sealed_top = self.top;
    }

    /// Leaves the pages behind the top out of the heap; the block where its pages end.
    pub(crate) fn forget_unused_pages(&mut self) -> usize {
        let end = self.top.next_multiple_of(BLOCKS_PER_PAGE);
        if end < self.end {
            self.mapped_pages -= (self.end - end) / BLOCKS_PER_PAGE;
            self.end = end;
        }
        self.end
    }

    /// Puts the free runs back into the bins after a seal, those that touch as one.
    pub(crate) fn ensure_binned(&mut self) {
        if self.binned {
            return;
        }
        self.binned = true;
        self.bins = Bins::new();
        let (mut next, mut free) = (self.first, 0);
        while let Some(run) = self.run_at(next) {
            if run.usage == Use::Free {
                free += run.blocks;
            } else if free > 0 {
                self.add_free(next - free, free);
                free = 0;
            }
            next += run.blocks;
        }
        self.top -= free;
    }

    /// The same where a run of the sealed heap at `block` is to change: what touches
    /// it may be free. Others have only free runs around that are in the bins.
    fn ensure_binned_around(&mut self, block: usize) {
        if block < self.sealed_top {
            self.ensure_binned();
        }
    }

    #[inline(never)]
    fn add_free(&mut self, block: usize, blocks: usize) {
        let usage = Use::Free;
        self.map.mark(block, Run { usage, blocks });
        self.bins.insert(block, blocks);
    }

    fn mark_large(&mut self, block: usize, blocks: usize) {
        let usage = Use::Large;
        self.map.mark(block, Run { usage, blocks });
    }

    fn take_top(&mut self, run: Run) -> Option<usize> {
        let block = self.top;
        if self.end - block < run.blocks || !self.map.covers(block + run.blocks) {
            return None;
        }
        self.advance_top(run.blocks);
        self.map.mark(block, run);
        Some(block)
    }

    /// Moves the start of the top past `blocks` blocks that are taken now.
    pub(crate) fn advance_top(&mut self, blocks: usize) {
        self.top += blocks;
        self.fresh = self.fresh.max(self.top);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PAGE_SIZE;
    use crate::memory::block_ptr;
    use crate::test_memory::TestMemory;

    fn runs(pages: usize) -> Runs<TestMemory> {
        Runs::new(TestMemory::new(pages))
    }

    fn large(blocks: usize) -> Run {
        let usage = Use::Large;
        Run { usage, blocks }
    }

    fn take<const N: usize>(runs: &mut Runs<TestMemory>, lengths: [usize; N]) -> [usize; N] {
        lengths.map(|blocks| runs.take_growing(large(blocks)).unwrap())
    }

    #[test]
    fn freed_neighbours_become_one_run() {
        let mut runs = runs(16);
        let [a, b, c, guard] = take(&mut runs, [10, 20, 30, 4]);
        runs.release(a, 10);
        runs.release(c, 30);
        assert_eq!(runs.release(b, 20), guard);
        assert_eq!(runs.map.free_at(a), 60);
        assert_eq!(take(&mut runs, [60]), [a]);
    }

    #[test]
    fn what_is_freed_at_the_end_goes_back_to_the_top() {
        let mut runs = runs(16);
        let [a, b, c] = take(&mut runs, [10, 20, 30]);
        runs.release(b, 20);
        runs.release(c, 30);
        assert_eq!(runs.top, b);
        assert_eq!(take(&mut runs, [50]), [b]);
        runs.release(b, 50);
        runs.release(a, 10);
        assert_eq!(runs.top, a);
    }

    #[test]
    fn the_shortest_fitting_run_is_split() {
        let mut runs = runs(16);
        let [a, _, b, _] = take(&mut runs, [60, 4, 14, 4]);
        runs.release(a, 60);
        runs.release(b, 14);
        assert_eq!(take(&mut runs, [6, 8, 20]), [b, b + 6, a]);
    }

    #[test]
    fn large_runs_can_be_put_last() {
        let mut runs = runs(16);
        let [a, _, b] = take(&mut runs, [60, 4, 4]);
        runs.release(a, 60);
        runs.large_last = true;
        let usage = Use::Span(1);
        assert_eq!(take(&mut runs, [10, 8]), [b + 4, b + 14]);
        assert_eq!(runs.take_growing(Run { usage, blocks: 1 }), Some(a));
        runs.large_last = false;
        assert_eq!(take(&mut runs, [20]), [a + 1]);
    }

    #[test]
    fn trimming_frees_both_ends() {
        let mut runs = runs(16);
        let [a, guard] = take(&mut runs, [100, 4]);
        runs.trim(a, 100, a + 30, 50);
        assert_eq!(runs.map.run_at(a + 30), large(50));
        assert_eq!((runs.map.free_at(a), runs.map.free_before(guard)), (30, 20));
    }

    #[test]
    fn a_sealed_heap_is_zero_and_finds_its_free_runs_again() {
        let mut runs = runs(64);
        let [a, b, c, _guard, e] = take(&mut runs, [10, 20, 4, 4, 10]);
        // SAFETY: the runs were taken.
        unsafe { block_ptr(a).write_bytes(0xee, 38 * 4096) };
        for (block, blocks) in [(a, 10), (c, 4), (e, 10)] {
            runs.release(block, blocks);
        }
        runs.seal();
        let base = runs.memory.bytes().as_ptr().addr();
        let is_zero = |runs: &Runs<TestMemory>, block: usize, blocks: usize| {
            let start = block_ptr(block).addr() - base;
            runs.memory.bytes()[start..][..blocks * 4096]
                .iter()
                .all(|&byte| byte == 0)
        };
        assert!(is_zero(&runs, a, 10) && is_zero(&runs, c, 4) && !is_zero(&runs, b, 20));
        assert!(is_zero(&runs, runs.top, runs.end - runs.top));
        let top = runs.top;
        assert_eq!(
            take(&mut runs, [4, UNBINNED_BLOCKS]),
            [top, top + 4],
            "at first from the top"
        );
        assert_eq!(take(&mut runs, [4, 10]), [c, a]);
    }

    #[test]
    fn a_sealed_heap_that_cannot_grow_uses_its_free_runs() {
        let mut runs = runs(2);
        runs.set_limit(2 * crate::PAGE_SIZE);
        let [a, _guard] = take(&mut runs, [20, 4]);
        runs.release(a, 20);
        runs.seal();
        let top = runs.top;
        assert_eq!(runs.take_growing(large(4)), Some(top));
        runs.release(top, 4);
        assert_eq!(runs.take_growing(large(20)), Some(a));
    }

    #[test]
    fn runs_freed_after_a_seal_join_what_was_free_before() {
        let mut runs = runs(16);
        let [_, b] = take(&mut runs, [10, 20]);
        runs.release(b, 20);
        let [c, d] = take(&mut runs, [20, 4]);
        runs.release(c, 20);
        runs.seal();
        let [e, f, _guard] = take(&mut runs, [6, 6, 4]);
        runs.release(e, 6);
        runs.release(f, 6);
        assert_eq!(runs.map.free_at(e), 12);
        runs.release(d, 4);
        assert_eq!((c, runs.map.free_at(c)), (b, 20 + 4 + 12));
    }

    #[test]
    fn a_sealed_page_map_says_nothing_twice() {
        let mut runs = runs(64);
        let small = take(&mut runs, [4; 100]);
        for block in small {
            runs.release(block, 4);
        }
        let [_, end] = take(&mut runs, [300, 100]);
        runs.release(end, 100);
        runs.seal();
        let (table, blocks) = runs.map.table().unwrap();
        let base = runs.memory.bytes().as_ptr().addr();
        let bytes = &runs.memory.bytes()[block_ptr(table).addr() - base..][..blocks * 4096];
        let used = bytes.iter().filter(|&&byte| byte != 0).count();
        // Kind and length of the table itself and of one large run.
        assert_eq!(used, 2 + 3);
    }

    #[test]
    fn a_released_run_joins_free_ones_right_after_a_seal() {
        let mut runs = runs(16);
        let [a, b, _guard] = take(&mut runs, [10, 20, 4]);
        runs.release(a, 10);
        runs.seal();
        runs.release(b, 20);
        assert_eq!(take(&mut runs, [30]), [a]);
    }

    #[test]
    fn extending_stops_at_the_end_of_memory() {
        let mut runs = runs(4);
        let [a] = take(&mut runs, [10]);
        assert!(!runs.extend(a, 10, 4 * PAGE_SIZE / 4096));
        assert!(runs.extend(a, 10, 4 * PAGE_SIZE / 4096 - 4));
        assert_eq!(runs.top, runs.end);
    }
}
