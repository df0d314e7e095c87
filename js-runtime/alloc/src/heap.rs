//! The heap: what its users call.

use crate::Memory;
use crate::holes::Holes;
use crate::memory::{BLOCK_SHIFT, BLOCK_SIZE, block_of, block_ptr, zero_blocks};
use crate::page_map::{LONG_RUN_MIN, RUN_MAX, Run, Use};
use crate::runs::Runs;
use crate::size_class::{
    CLASSES, SLOTS, SMALL_MAX, aligned_class, cell_size, cell_size_unchecked, class_with_align,
    geometric_class, packed_class, span_blocks, span_cells,
};
use crate::span::Class;
use crate::sweep::FIRST_SWEEP_PAGES;
use core::ptr;

/// The limit of a heap that has none, see [`Heap::set_limit`].
pub const NO_LIMIT: usize = usize::MAX;

/// A heap over the pages of `M`.
///
/// All pointers are 8-byte aligned, never null except where a function says so, and
/// good until they are given to [`free`](Heap::free) or one of the `realloc`s. It is
/// not synchronized: whoever makes it a static must know that there is one thread.
pub struct Heap<M> {
    pub(crate) classes: [Class; SLOTS],
    /// Tags below this are freed by the short way: all classes, or none while freed
    /// memory has to be zeroed. One comparison thus makes both decisions.
    fast_free_below: u8,
    pub(crate) holes: Holes,
    pub(crate) runs: Runs<M>,
    /// How many pages must be mapped for the next sweep to be worth its time.
    pub(crate) next_sweep: usize,
}

impl<M: Memory> Heap<M> {
    /// An empty heap. Takes no memory until the first allocation.
    pub const fn new(memory: M) -> Self {
        Heap {
            classes: [const { Class::new() }; SLOTS],
            fast_free_below: SLOTS as u8,
            holes: Holes::new(),
            runs: Runs::new(memory),
            next_sweep: FIRST_SWEEP_PAGES,
        }
    }

    /// Allocates `size` bytes, aligned to 16 (to 8 if `size` is at most 8).
    ///
    /// A size of 0 gives a pointer of its own too. Null if there is no memory.
    #[inline]
    #[must_use]
    pub fn alloc(&mut self, size: usize) -> *mut u8 {
        match aligned_class(size) {
            Some(class) => self.alloc_cell(class),
            None => self.alloc_big(size),
        }
    }

    /// Allocates `size` bytes with the least waste: aligned to 16 if `size` is a
    /// multiple of 16 or above 56, else to 8. Null if there is no memory.
    #[inline]
    #[must_use]
    pub fn alloc_packed(&mut self, size: usize) -> *mut u8 {
        match packed_class(size) {
            Some(class) => self.alloc_cell(class),
            None => self.alloc_big(size),
        }
    }

    /// As [`alloc`](Heap::alloc), and the first `size` bytes are zero.
    #[must_use]
    pub fn alloc_zeroed(&mut self, size: usize) -> *mut u8 {
        let fresh = self.runs.fresh;
        let ptr = self.alloc(size);
        self.zeroed(ptr, size, fresh)
    }

    /// As [`alloc_packed`](Heap::alloc_packed), and the first `size` bytes are zero.
    #[must_use]
    pub fn alloc_zeroed_packed(&mut self, size: usize) -> *mut u8 {
        let fresh = self.runs.fresh;
        let ptr = self.alloc_packed(size);
        self.zeroed(ptr, size, fresh)
    }

    /// Zeroes the first `size` bytes at `ptr`, which was allocated when the blocks from
    /// `fresh` on had never been used.
    #[inline(always)]
    fn zeroed(&self, ptr: *mut u8, size: usize, fresh: usize) -> *mut u8 {
        let dirty = if size > SMALL_MAX {
            // What lies behind the blocks ever touched is zero already.
            let dirty_blocks = fresh.saturating_sub(block_of(ptr));
            size.min(dirty_blocks << BLOCK_SHIFT)
        } else {
            size
        };
        if !ptr.is_null() {
            // SAFETY: just allocated with at least this size.
            unsafe { ptr.write_bytes(0, dirty) };
        }
        ptr
    }

    /// Allocates `size` bytes aligned to `align`, a power of two, with no more waste
    /// than that needs. Null if there is no memory.
    #[inline]
    #[must_use]
    pub fn alloc_aligned(&mut self, size: usize, align: usize) -> *mut u8 {
        debug_assert!(align.is_power_of_two());
        if align <= 8 {
            self.alloc_packed(size)
        } else if align == 16 {
            self.alloc(size.max(16))
        } else {
            self.alloc_over_aligned(size, align)
        }
    }

    /// Frees what was allocated at `ptr`; null is ignored.
    ///
    /// # Safety
    ///
    /// `ptr` must be null or come from this heap and not be freed yet.
    #[inline]
    pub unsafe fn free(&mut self, ptr: *mut u8) {
        if ptr.is_null() {
            return;
        }
        // SAFETY: the caller gives us what this heap allocated.
        unsafe {
            let tag = self.runs.map.tag_of(ptr);
            if tag < self.fast_free_below {
                self.classes.get_unchecked_mut(tag as usize).put(ptr);
            } else {
                self.free_slowly(ptr, tag as usize);
            }
        }
    }

    /// How many bytes can be used at `ptr`: at least as many as were asked for, 0 for
    /// null.
    ///
    /// # Safety
    ///
    /// As for [`free`](Heap::free).
    #[inline]
    #[must_use]
    pub unsafe fn usable_size(&self, ptr: *const u8) -> usize {
        if ptr.is_null() {
            return 0;
        }
        // SAFETY: the caller gives us what this heap allocated.
        unsafe {
            let tag = self.runs.map.tag_of(ptr) as usize;
            if tag <= CLASSES {
                cell_size(tag)
            } else {
                self.runs.map.large_size(ptr)
            }
        }
    }

    /// Lets the heap obtain at most `bytes` bytes of pages in all, rounded down to
    /// pages; [`NO_LIMIT`] takes the limit away. Pages it has already stay usable.
    pub fn set_limit(&mut self, bytes: usize) {
        self.runs.set_limit(bytes);
    }

    /// Whether memory is zeroed when it is freed, all but the link in a free cell.
    /// Memory freed before stays as it is until it is sealed.
    pub fn set_zero_on_free(&mut self, on: bool) {
        self.fast_free_below = if on { 0 } else { SLOTS as u8 };
    }

    /// Whether allocations too large for a cell go behind all others while memory can grow, and
    /// leave free runs to cells.
    pub fn set_large_last(&mut self, on: bool) {
        self.runs.large_last = on;
    }

    pub(crate) fn zeroes_on_free(&self) -> bool {
        self.fast_free_below == 0
    }

    /// Takes a run, emptying the free lists first if that may save growing much.
    pub(crate) fn take_run(&mut self, run: Run) -> Option<usize> {
        if let Some(block) = self.runs.take(run) {
            return Some(block);
        }
        if self.runs.mapped_pages >= self.next_sweep {
            self.sweep();
        }
        if let Some(block) = self.runs.take_growing(run) {
            return Some(block);
        }
        self.sweep();
        self.runs.take_growing(run)
    }

    /// Frees a whole run and returns the end of the free run it is part of now.
    pub(crate) fn release_run(&mut self, block: usize, blocks: usize) -> usize {
        if self.zeroes_on_free() {
            // SAFETY: nothing in the run is live any longer.
            unsafe { zero_blocks(block, blocks) };
        }
        self.runs.release(block, blocks)
    }

    /// Allocates a `size` whose class cannot be looked up, or that has none.
    #[inline(never)]
    fn alloc_big(&mut self, size: usize) -> *mut u8 {
        if size > SMALL_MAX {
            return self.alloc_large(size);
        }
        self.alloc_cell(geometric_class(size))
    }

    /// Allocates a run of blocks for `size` bytes, which are more than a cell's.
    fn alloc_large(&mut self, size: usize) -> *mut u8 {
        let run = Run {
            usage: Use::Large,
            blocks: large_blocks(size),
        };
        if run.blocks > RUN_MAX {
            return ptr::null_mut();
        }
        self.take_run(run).map_or(ptr::null_mut(), block_ptr)
    }

    #[inline(always)]
    fn alloc_cell(&mut self, class: usize) -> *mut u8 {
        debug_assert!(class <= CLASSES);
        // SAFETY: the class comes from a table of classes.
        let state = unsafe { self.classes.get_unchecked_mut(class) };
        if let Some(cell) = state.take() {
            return cell;
        }
        // SAFETY: as above.
        if let Some(cell) = state.cut(unsafe { cell_size_unchecked(class) }) {
            return cell;
        }
        self.alloc_refilled(class)
    }

    /// Allocates a cell of a class that has none, nor an uncut span.
    #[cold]
    #[inline(never)]
    fn alloc_refilled(&mut self, class: usize) -> *mut u8 {
        if self.refill_from_holes(class)
            && let Some(cell) = self.classes[class].take()
        {
            return cell;
        }
        let run = Run {
            usage: Use::Span(class),
            blocks: span_blocks(class),
        };
        let Some(block) = self.take_run(run) else {
            return ptr::null_mut();
        };
        let (size, state) = (cell_size(class), &mut self.classes[class]);
        state.start_span(block_ptr(block), span_cells(class) * size);
        state.cut(size).unwrap_or(ptr::null_mut())
    }

    #[cold]
    #[inline(never)]
    fn alloc_over_aligned(&mut self, size: usize, align: usize) -> *mut u8 {
        if let Some(class) = class_with_align(size, align) {
            return self.alloc_cell(class);
        }
        if align <= BLOCK_SIZE {
            return self.alloc_large(size);
        }
        let (blocks, align_blocks) = (large_blocks(size), align >> BLOCK_SHIFT);
        let taken = blocks.saturating_add(align_blocks - 1);
        if taken > RUN_MAX {
            return ptr::null_mut();
        }
        let run = Run {
            usage: Use::Large,
            blocks: taken,
        };
        let Some(block) = self.take_run(run) else {
            return ptr::null_mut();
        };
        let start = block.next_multiple_of(align_blocks);
        self.runs.trim(block, taken, start, blocks);
        block_ptr(start)
    }

    /// Frees what [`free`](Heap::free) does not free by the short way.
    ///
    /// # Safety
    ///
    /// `ptr` must be allocated here, and `tag` be its tag.
    #[inline(never)]
    unsafe fn free_slowly(&mut self, ptr: *mut u8, tag: usize) {
        if tag > CLASSES {
            let block = block_of(ptr);
            self.release_run(block, self.runs.map.run_at(block).blocks);
            return;
        }
        // SAFETY: the cell is ours now and has this size.
        unsafe {
            ptr.write_bytes(0, cell_size(tag));
            self.classes[tag].put(ptr);
        }
    }
}

/// The length of the run for a large allocation of `size` bytes.
pub(crate) fn large_blocks(size: usize) -> usize {
    size.div_ceil(BLOCK_SIZE).max(LONG_RUN_MIN)
}

#[cfg(test)]
mod tests;
