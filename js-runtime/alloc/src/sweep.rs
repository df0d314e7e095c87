//! Giving spans back whose cells are all free.
//!
//! Freeing a cell costs a few instructions because nobody counts the cells of its
//! span. They are counted here, for all spans at once: before the heap grows much,
//! when it cannot grow, and before it is sealed.

use crate::memory::{BLOCK_SIZE, block_of, block_ptr};
use crate::page_map::Use;
use crate::size_class::{CLASSES, cell_size, span_cells};
use crate::{Heap, Memory};

/// Heaps smaller than this, 1 MiB, are not swept before they grow.
pub(crate) const FIRST_SWEEP_PAGES: usize = 16;

/// The next sweep is due when the heap has grown by this part: all sweeps together
/// then cost no more than a few times the last one.
const SWEEP_DIVISOR: usize = 4;

/// The counter of a block in a span that is given back. More than any block has cells.
const RELEASED: u16 = u16::MAX;

impl<M: Memory> Heap<M> {
    /// Gives the spans back that hold nothing.
    pub(crate) fn sweep(&mut self) {
        self.unpack_holes();
        self.count_free_cells();
        if self.choose_released() {
            let map = &self.runs.map;
            for class in &mut self.classes {
                class.retain(|cell| map.counter(block_of(cell)) != RELEASED);
            }
        }
        self.release_chosen();
        let mapped = self.runs.mapped_pages;
        self.next_sweep = mapped + mapped / SWEEP_DIVISOR + FIRST_SWEEP_PAGES;
    }

    /// Counts the listed free cells that start in each block.
    pub(crate) fn count_free_cells(&mut self) {
        for class in &self.classes {
            for cell in class.cells() {
                let block = block_of(cell);
                let count = self.runs.map.counter(block);
                self.runs.map.set_counter(block, count + 1);
            }
        }
    }

    /// The number of free cells counted in the span at `block`. Zeroes the counters.
    pub(crate) fn take_count(&mut self, block: usize, blocks: usize) -> usize {
        let mut count = 0;
        for block in block..block + blocks {
            count += self.runs.map.counter(block) as usize;
            self.runs.map.set_counter(block, 0);
        }
        count
    }

    /// How many cells were cut from the span of `class` at `block`.
    pub(crate) fn cells_cut(&self, class: usize, block: usize, blocks: usize) -> usize {
        let (uncut, bytes) = self.classes[class].uncut();
        if bytes > 0 && (block..block + blocks).contains(&block_of(uncut)) {
            (uncut.addr() - block_ptr(block).addr()) / cell_size(class)
        } else {
            span_cells(class)
        }
    }

    /// Sets the counters of the spans to be given back, and zeroes all others.
    /// Whether there is any.
    fn choose_released(&mut self) -> bool {
        let mut any = false;
        let mut next = self.runs.first;
        while let Some(run) = self.runs.run_at(next) {
            if let Use::Span(class) = run.usage {
                let cut = self.cells_cut(class, next, run.blocks);
                if self.take_count(next, run.blocks) == cut {
                    any = true;
                    for block in next..next + run.blocks {
                        self.runs.map.set_counter(block, RELEASED);
                    }
                    if cut < span_cells(class) {
                        self.classes[class].drop_span();
                    }
                }
            }
            next += run.blocks;
        }
        any
    }

    fn release_chosen(&mut self) {
        let mut next = self.runs.first;
        while let Some(run) = self.runs.run_at(next) {
            let released = matches!(run.usage, Use::Span(_))
                && self.take_count(next, run.blocks) >= RELEASED as usize;
            next = if released {
                self.release_run(next, run.blocks)
            } else {
                next + run.blocks
            };
        }
    }

    /// Zeroes what lies behind the last cell of each span, and what is not yet cut.
    pub(crate) fn clear_uncut(&mut self) {
        for class in 1..=CLASSES {
            let (uncut, bytes) = self.classes[class].uncut();
            // SAFETY: nothing was allocated there yet.
            unsafe { uncut.write_bytes(0, bytes) };
        }
        let mut next = self.runs.first;
        while let Some(run) = self.runs.run_at(next) {
            if let Use::Span(class) = run.usage {
                let cells = span_cells(class) * cell_size(class);
                let rest = run.blocks * BLOCK_SIZE - cells;
                // SAFETY: the span goes on for so long, and no cell is there.
                unsafe { block_ptr(next).wrapping_add(cells).write_bytes(0, rest) };
            }
            next += run.blocks;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_memory::TestMemory;
    use std::vec::Vec;

    fn heap() -> Heap<TestMemory> {
        Heap::new(TestMemory::new(512))
    }

    #[test]
    fn empty_spans_are_given_back_and_others_stay() {
        let mut heap = heap();
        let cells: Vec<_> = (0..640).map(|_| heap.alloc(64)).collect();
        let top = heap.runs.top;
        // All but one cell in the third of ten spans.
        for (index, &cell) in cells.iter().enumerate() {
            if index != 150 {
                // SAFETY: live until here.
                unsafe { heap.free(cell) };
            }
        }
        heap.sweep();
        assert_eq!(heap.runs.top, top - 7);
        assert_eq!(heap.classes[8].cells().count(), 63);
        assert_eq!(heap.live_bytes(), 64);
    }

    #[test]
    fn the_current_span_is_given_back_too() {
        let mut heap = heap();
        let cell = heap.alloc(64);
        // SAFETY: live until here.
        unsafe { heap.free(cell) };
        heap.sweep();
        assert_eq!(heap.stats().free_cell_bytes, 0);
        assert_eq!(heap.alloc(64), cell);
        assert_eq!(heap.alloc(64), cell.wrapping_add(64));
    }

    #[test]
    fn spans_of_several_blocks_are_counted_as_one() {
        let mut heap = heap();
        let cells: Vec<_> = (0..40).map(|_| heap.alloc(10_240)).collect();
        for &cell in &cells[4..] {
            // SAFETY: live until here.
            unsafe { heap.free(cell) };
        }
        // SAFETY: live until here.
        unsafe { heap.free(cells[1]) };
        heap.sweep();
        assert_eq!(heap.stats().free_cell_bytes, 10_240);
        assert_eq!(heap.live_bytes(), 3 * 10_240);
    }

    #[test]
    fn a_growing_heap_takes_spans_of_other_sizes_first() {
        let mut heap = heap();
        let cells: Vec<_> = (0..200_000).map(|_| heap.alloc(48)).collect();
        let mapped = heap.stats().mapped_bytes;
        for cell in cells {
            // SAFETY: live until here.
            unsafe { heap.free(cell) };
        }
        for _ in 0..20_000 {
            let _ = heap.alloc(400);
        }
        assert!(heap.stats().mapped_bytes <= mapped * 5 / 4 + 64 * 1024 * 17);
    }
}
