//! Getting the heap ready for a snapshot, and on from there.

use crate::holes::{self, Holes};
use crate::memory::{BLOCK_SIZE, block_of, block_ptr, zero_blocks};
use crate::page_map::{LONG_RUN_MIN, Run, Use};
use crate::size_class::{CLASSES, SLOTS, cell_size};
use crate::{Heap, Memory};

impl<M: Memory> Heap<M> {
    /// Leaves no dead byte in the heap: all that is not allocated is zero, up to the
    /// end of its pages, except for the heap's own tables.
    ///
    /// Spans that hold nothing are given back. The free cells of the others are noted
    /// in bitmaps and listed again when they are needed. The heap can be used on as
    /// before, but freed memory is not zeroed from here on, until
    /// [`set_zero_on_free`](Heap::set_zero_on_free) says so again.
    ///
    /// What an allocation has behind the bytes that were asked for stays as it is: it
    /// is zero if freed memory was zeroed from the start.
    ///
    /// `false` if there is no memory for the bitmaps: then the heap is not sealed.
    #[must_use]
    pub fn seal(&mut self) -> bool {
        self.sweep();
        if !self.pack_holes() {
            return false;
        }
        self.clear_uncut();
        self.runs.seal();
        self.set_zero_on_free(false);
        true
    }

    /// Gives up the pages behind the last block in use, which a snapshot leaves out.
    /// Returns the address where the heap's pages end.
    pub fn forget_unused_pages(&mut self) -> usize {
        block_ptr(self.runs.forget_unused_pages()).addr()
    }

    /// Moves all free cells from the lists to bitmaps.
    fn pack_holes(&mut self) -> bool {
        let mut spans = [0; SLOTS];
        self.each_span_with_holes(|_, class, _| spans[class] += 1);
        let len = holes::table_len(&spans);
        if len == 0 {
            return true;
        }
        let run = Run {
            usage: Use::Meta,
            blocks: (len * size_of::<u32>())
                .div_ceil(BLOCK_SIZE)
                .max(LONG_RUN_MIN),
        };
        let Some(block) = self.runs.take_growing(run) else {
            return false;
        };
        // SAFETY: the run is ours alone until `take_table` gives it back.
        let words = unsafe {
            zero_blocks(block, run.blocks);
            core::slice::from_raw_parts_mut(block_ptr(block).cast(), len)
        };
        self.holes = Holes::with_room(words, &spans);
        self.each_span_with_holes(Holes::add_span);
        for class in 1..=CLASSES {
            self.pack_class(class);
        }
        true
    }

    /// Calls `visit` with the class and the first block, counted from the heap's
    /// first, of each span that has listed free cells.
    fn each_span_with_holes(&mut self, mut visit: impl FnMut(&mut Holes, usize, usize)) {
        self.count_free_cells();
        let first = self.runs.first;
        let mut next = first;
        while let Some(run) = self.runs.run_at(next) {
            if let Use::Span(class) = run.usage
                && self.take_count(next, run.blocks) > 0
            {
                visit(&mut self.holes, class, next - first);
            }
            next += run.blocks;
        }
    }

    fn pack_class(&mut self, class: usize) {
        let first = self.runs.first;
        for cell in self.classes[class].cells() {
            let span = self.holes.span_before(class, block_of(cell) - first);
            let offset = cell.addr() - block_ptr(first + span.block).addr();
            self.holes.add_cell(span, offset / cell_size(class));
            // SAFETY: the cell is free, and its link was read already.
            unsafe { cell.write_bytes(0, cell_size(class)) };
        }
        self.classes[class].drop_cells();
    }

    /// Lists the next cells of `class` that are noted in a bitmap. `false` if there
    /// are none.
    pub(crate) fn refill_from_holes(&mut self, class: usize) -> bool {
        let Some(cells) = self.holes.next_cells(class) else {
            return false;
        };
        let (size, span) = (cell_size(class), self.runs.first + cells.block);
        let start = block_ptr(span).wrapping_add(cells.first * size);
        let mut bits = cells.bits;
        // From the last, so that they are taken in the order of their addresses.
        while bits != 0 {
            let cell = 31 - bits.leading_zeros();
            bits ^= 1 << cell;
            // SAFETY: the cell is free and on no list.
            unsafe { self.classes[class].put(start.wrapping_add(cell as usize * size)) };
        }
        if self.holes.records() == 0 {
            let table = block_of(self.holes.take_table());
            self.release_run(table, self.runs.map.run_at(table).blocks);
        }
        true
    }

    /// Lists all cells that are noted in bitmaps.
    pub(crate) fn unpack_holes(&mut self) {
        for class in 1..=CLASSES {
            while self.refill_from_holes(class) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PAGE_SIZE;
    use crate::test_memory::{TestMemory, dead_bytes};
    use std::vec::Vec;

    fn heap() -> Heap<TestMemory> {
        Heap::new(TestMemory::new(256))
    }

    /// Allocates, fills and frees every other of many cells and runs.
    fn scatter(heap: &mut Heap<TestMemory>) -> Vec<*mut u8> {
        let sizes = [8, 24, 100, 700, 5000, 50_000];
        let all: Vec<_> = (0..300)
            .map(|index| {
                let size = sizes[index % sizes.len()];
                let ptr = heap.alloc(size);
                // SAFETY: just allocated with this size.
                unsafe { ptr.write_bytes(0xa5, size) };
                ptr
            })
            .collect();
        let (mut live, mut odd) = (Vec::new(), false);
        for ptr in all.chunks(sizes.len()).flatten().copied() {
            odd = !odd;
            if odd {
                live.push(ptr);
            } else {
                // SAFETY: live until here.
                unsafe { heap.free(ptr) };
            }
        }
        live
    }

    #[test]
    fn a_sealed_heap_has_no_dead_bytes() {
        let mut heap = heap();
        let live = scatter(&mut heap);
        assert!(dead_bytes(&heap, &live) > 100_000);
        assert!(heap.seal());
        assert_eq!(dead_bytes(&heap, &live), 0);
    }

    #[test]
    fn zero_on_free_leaves_only_links() {
        let mut heap = heap();
        heap.set_zero_on_free(true);
        let live = scatter(&mut heap);
        let most = 150 * 2 * size_of::<usize>();
        assert!(dead_bytes(&heap, &live) <= most);
    }

    #[test]
    fn sealed_cells_are_used_again_in_order() {
        let mut heap = heap();
        let cells: Vec<_> = (0..64).map(|_| heap.alloc(64)).collect();
        let mapped = heap.stats().mapped_bytes;
        for index in [40, 3, 17] {
            // SAFETY: live until here.
            unsafe { heap.free(cells[index]) };
        }
        assert!(heap.seal());
        let again: Vec<_> = (0..3).map(|_| heap.alloc(64)).collect();
        assert_eq!(again, [cells[3], cells[17], cells[40]]);
        assert_eq!(heap.holes.records(), 0);
        assert_eq!(heap.stats().mapped_bytes, mapped);
    }

    #[test]
    fn pages_that_nothing_uses_are_given_up() {
        let mut heap = heap();
        let (kept, freed) = (heap.alloc(100), heap.alloc(500_000));
        // SAFETY: live until here.
        unsafe { heap.free(freed) };
        assert!(heap.seal());
        let end = heap.forget_unused_pages();
        assert_eq!(heap.stats().mapped_bytes, PAGE_SIZE);
        assert_eq!(end % PAGE_SIZE, 0);
        assert!(kept.addr() < end && end - kept.addr() <= PAGE_SIZE);
        // As in an instance of the snapshot, or beside the pages in this one.
        let again = heap.alloc(500_000);
        assert!(again.addr() >= end);
    }

    #[test]
    fn sealing_twice_keeps_what_is_free() {
        let mut heap = heap();
        let live = scatter(&mut heap);
        assert!(heap.seal());
        let first = heap.stats();
        assert!(heap.seal());
        assert_eq!(heap.stats(), first);
        assert_eq!(dead_bytes(&heap, &live), 0);
    }

    #[test]
    fn an_empty_heap_can_be_sealed() {
        let mut heap = heap();
        assert!(heap.seal());
        assert_eq!(heap.runs.memory.used(), 0);
        let ptr = heap.alloc(100);
        // SAFETY: just allocated.
        unsafe { heap.free(ptr) };
        assert!(heap.seal());
        assert_eq!(dead_bytes(&heap, &[]), 0);
        assert!(!heap.alloc(100).is_null());
    }

    #[test]
    fn without_memory_for_bitmaps_the_heap_goes_on_unsealed() {
        let mut heap = heap();
        heap.set_zero_on_free(true);
        let first = heap.alloc(64);
        heap.set_limit(0);
        while !heap.alloc(64).is_null() {}
        // SAFETY: live until here.
        unsafe { heap.free(first) };
        assert!(!heap.seal());
        assert!(heap.zeroes_on_free());
        assert_eq!(heap.alloc(64), first);
    }
}
