//! What the heap's memory is used for.

use crate::memory::{BLOCK_SIZE, PAGE_SIZE};
use crate::page_map::Use;
use crate::size_class::{CLASSES, cell_size, span_cells};
use crate::{Heap, Memory};

/// What the heap's memory is used for, in bytes. What is in none of the parts is
/// free, or was obtained by someone else, or is lost behind the cells of a span.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Pages obtained.
    pub mapped_bytes: usize,
    /// What is allocated, as [`Heap::usable_size`] counts it.
    pub live_bytes: usize,
    /// Free cells, and cells not yet cut, in spans.
    pub free_cell_bytes: usize,
    /// The heap's own tables, used entries or not.
    pub table_bytes: usize,
}

impl<M: Memory> Heap<M> {
    /// What the memory is used for now. Takes time proportional to the number of
    /// blocks and free cells.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let mut stats = Stats {
            mapped_bytes: self.runs.mapped_pages * PAGE_SIZE,
            ..Stats::default()
        };
        let mut next = self.runs.first;
        while let Some(run) = self.runs.run_at(next) {
            match run.usage {
                Use::Span(class) => {
                    stats.live_bytes += span_cells(class) * cell_size(class);
                }
                Use::Large => stats.live_bytes += run.blocks * BLOCK_SIZE,
                Use::Meta => stats.table_bytes += run.blocks * BLOCK_SIZE,
                Use::Gap | Use::Free => {}
            }
            next += run.blocks;
        }
        for class in 1..=CLASSES {
            let free = self.classes[class].cells().count() + self.holes.count(class);
            stats.free_cell_bytes += free * cell_size(class) + self.classes[class].uncut().1;
        }
        stats.live_bytes -= stats.free_cell_bytes;
        stats
    }

    /// The bytes that are allocated, see [`Stats::live_bytes`].
    #[must_use]
    pub fn live_bytes(&self) -> usize {
        self.stats().live_bytes
    }
}

#[cfg(test)]
mod tests {
    use crate::Heap;
    use crate::test_memory::TestMemory;

    #[test]
    fn an_unused_heap_has_nothing() {
        let heap = Heap::new(TestMemory::new(1));
        assert_eq!(heap.stats(), super::Stats::default());
    }

    #[test]
    fn live_bytes_follow_what_is_allocated() {
        let mut heap = Heap::new(TestMemory::new(64));
        let (cell, run) = (heap.alloc(100), heap.alloc(100_000));
        assert_eq!(heap.live_bytes(), 112 + 25 * 4096);
        // SAFETY: live until here.
        unsafe { heap.free(cell) };
        assert_eq!(heap.live_bytes(), 25 * 4096);
        assert_eq!(heap.stats().free_cell_bytes, 4096 / 112 * 112);
        assert!(heap.seal());
        // SAFETY: live until here.
        unsafe { heap.free(run) };
        assert_eq!(heap.live_bytes(), 0);
    }

    #[test]
    fn sealed_holes_are_not_live() {
        let mut heap = Heap::new(TestMemory::new(64));
        let (a, _b) = (heap.alloc(32), heap.alloc(32));
        // SAFETY: live until here.
        unsafe { heap.free(a) };
        let before = heap.stats();
        assert!(heap.seal());
        assert_eq!(heap.stats().live_bytes, before.live_bytes);
        assert_eq!(heap.stats().free_cell_bytes, before.free_cell_bytes);
    }

    #[test]
    fn tables_are_small() {
        let mut heap = Heap::new(TestMemory::new(1024));
        for _ in 0..20_000 {
            let _ = heap.alloc(48);
        }
        assert!(heap.stats().table_bytes <= 16 * 1024);
    }
}
