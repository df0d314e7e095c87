//! Changing the size of what is allocated.

use crate::heap::large_blocks;
use crate::memory::{BLOCK_SHIFT, block_of, zero_blocks};
use crate::page_map::RUN_MAX;
use crate::size_class::SMALL_MAX;
use crate::{Heap, Memory};
use core::ptr;

/// Cells up to this size are not worth moving to a smaller one.
const SHRINK_MIN: usize = 32;

/// A large run that has to be moved to grow gets one part in this many of its new
/// size on top, so that many small steps copy it a few times only.
const SPARE_DIVISOR: usize = 8;

/// A large run is cut where it is when one part in this many is not wanted: more
/// than it may have got on top.
const CUT_DIVISOR: usize = 4;

impl<M: Memory> Heap<M> {
    /// Makes what is at `ptr` `size` bytes long, moving it if need be, and returns
    /// where it is now, aligned to 16. Null for `ptr` allocates.
    ///
    /// Null if there is no memory, with everything left as it was. A size no larger
    /// than the usable size never fails; 0 is a size like any other.
    ///
    /// # Safety
    ///
    /// `ptr` must be null or come from this heap's [`alloc`](Heap::alloc) or
    /// [`alloc_zeroed`](Heap::alloc_zeroed), and not be freed yet. It is freed if
    /// another pointer is returned, unless that is null.
    #[must_use]
    pub unsafe fn realloc(&mut self, ptr: *mut u8, size: usize) -> *mut u8 {
        // SAFETY: passed on.
        unsafe { self.realloc_aligned(ptr, size, 16) }
    }

    /// [`realloc`](Heap::realloc) for what [`alloc_packed`](Heap::alloc_packed)
    /// returned.
    ///
    /// # Safety
    ///
    /// As for [`realloc`](Heap::realloc).
    #[must_use]
    pub unsafe fn realloc_packed(&mut self, ptr: *mut u8, size: usize) -> *mut u8 {
        // SAFETY: passed on.
        unsafe { self.realloc_aligned(ptr, size, 8) }
    }

    /// [`realloc`](Heap::realloc) for what [`alloc_aligned`](Heap::alloc_aligned)
    /// returned for the same `align`.
    ///
    /// # Safety
    ///
    /// As for [`realloc`](Heap::realloc).
    #[must_use]
    pub unsafe fn realloc_aligned(&mut self, ptr: *mut u8, size: usize, align: usize) -> *mut u8 {
        if ptr.is_null() {
            return self.alloc_aligned(size, align);
        }
        // SAFETY: the caller gives us what this heap allocated.
        unsafe {
            let old_size = self.usable_size(ptr);
            let in_place = if old_size > SMALL_MAX {
                self.resize_run(ptr, old_size, size)
            } else {
                size <= old_size && (old_size <= SHRINK_MIN || size > old_size / 2)
            };
            if !in_place {
                return self.move_to(ptr, old_size, size, align);
            }
            if self.zeroes_on_free() {
                let usable = self.usable_size(ptr);
                ptr.wrapping_add(size).write_bytes(0, usable - size);
            }
            ptr
        }
    }

    /// Moves the `old_size` bytes at `ptr` to a new place for `size` bytes.
    ///
    /// # Safety
    ///
    /// `ptr` must be allocated here and have this size.
    unsafe fn move_to(
        &mut self,
        ptr: *mut u8,
        old_size: usize,
        size: usize,
        align: usize,
    ) -> *mut u8 {
        let mut moved = ptr::null_mut();
        if old_size > SMALL_MAX && size > old_size {
            moved = self.alloc_aligned(size.saturating_add(size / SPARE_DIVISOR), align);
        }
        if moved.is_null() {
            moved = self.alloc_aligned(size, align);
        }
        if moved.is_null() {
            return if size <= old_size { ptr } else { moved };
        }
        // SAFETY: both are allocated, apart from each other, and at least this long.
        unsafe {
            moved.copy_from_nonoverlapping(ptr, size.min(old_size));
            self.free(ptr);
        }
        moved
    }

    /// Gives the run at `ptr` the length for `size` bytes without moving it, or nearly
    /// that length. `false` if it cannot be or if a cell would do.
    ///
    /// # Safety
    ///
    /// `ptr` must be the start of a large run of `old_size` bytes.
    unsafe fn resize_run(&mut self, ptr: *mut u8, old_size: usize, size: usize) -> bool {
        let block = block_of(ptr);
        let (old, new) = (old_size >> BLOCK_SHIFT, large_blocks(size));
        if size <= SMALL_MAX || new > RUN_MAX {
            return false;
        }
        if new > old {
            return self.runs.extend(block, old, new);
        }
        if new <= old - old / CUT_DIVISOR && new < old {
            if self.zeroes_on_free() {
                // SAFETY: the caller wants only the blocks before these.
                unsafe { zero_blocks(block + new, old - new) };
            }
            self.runs.shrink(block, old, new);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::BLOCK_SIZE;
    use crate::test_memory::TestMemory;

    const MIB: usize = 1024 * 1024;

    fn heap(pages: usize) -> Heap<TestMemory> {
        Heap::new(TestMemory::new(pages))
    }

    #[test]
    fn a_buffer_at_the_top_doubles_in_place() {
        let mut heap = heap(5000);
        let mut size = 64 * 1024;
        let start = heap.alloc(size);
        let mut moves = 0;
        let mut ptr = start;
        while size < 128 * MIB {
            size *= 2;
            // SAFETY: `ptr` is live.
            let resized = unsafe { heap.realloc(ptr, size) };
            moves += usize::from(resized != ptr);
            ptr = resized;
        }
        // It has to make way for a larger page map now and then.
        assert!(moves <= 2, "{moves} moves");
        assert!(heap.runs.memory.used() * 65536 < 290 * MIB);
    }

    #[test]
    fn buffers_that_grow_by_turns_are_copied_seldom() {
        let mut heap = heap(4096);
        let mut buffers = [(); 40].map(|()| heap.alloc(20_000));
        let (mut size, mut copied) = (20_000, 0);
        while size < 4 * MIB {
            size += 4096;
            for buffer in &mut buffers {
                // SAFETY: the buffer is live.
                let resized = unsafe { heap.realloc(*buffer, size) };
                if resized != *buffer {
                    copied += size;
                }
                *buffer = resized;
            }
        }
        let all = buffers.len() * size;
        assert!(copied < 10 * all, "copied {copied} bytes for {all}");
        let mapped = heap.stats().mapped_bytes;
        assert!(mapped < all * 3 / 2, "mapped {mapped} bytes for {all}");
    }

    #[test]
    fn a_run_grows_into_the_free_run_behind_it() {
        let mut heap = heap(64);
        let (a, b) = (heap.alloc(40_000), heap.alloc(200_000));
        let guard = heap.alloc(40_000);
        // SAFETY: all are live when used.
        unsafe {
            heap.free(b);
            assert_eq!(heap.realloc(a, 150_000), a);
            assert_eq!(
                heap.usable_size(a),
                150_000usize.next_multiple_of(BLOCK_SIZE)
            );
            assert_ne!(heap.realloc(a, 300_000), a);
            heap.free(guard);
        }
    }

    #[test]
    fn a_run_cut_short_gives_its_end_back() {
        let mut heap = heap(64);
        let a = heap.alloc(400_000);
        let guard = heap.alloc(40_000);
        // SAFETY: all are live when used.
        unsafe {
            assert_eq!(heap.realloc(a, 390_000), a);
            assert_eq!(
                heap.usable_size(a),
                400_000usize.next_multiple_of(BLOCK_SIZE)
            );
            assert_eq!(heap.realloc(a, 100_000), a);
            let b = heap.alloc(250_000);
            assert!(a < b && b < guard);
            let cell = heap.realloc(a, 100);
            assert_eq!(heap.usable_size(cell), 112);
        }
    }

    #[test]
    fn cells_move_only_if_it_pays() {
        let mut heap = heap(64);
        // SAFETY: all are live when used.
        unsafe {
            let a = heap.alloc(32);
            assert_eq!(heap.realloc(a, 1), a);
            let b = heap.alloc(1000);
            assert_eq!(heap.realloc(b, 513), b);
            let c = heap.realloc(b, 512);
            assert_eq!(heap.usable_size(c), 512);
            let d = heap.realloc_packed(ptr::null_mut(), 40);
            assert_eq!(heap.usable_size(d), 40);
            let e = heap.realloc(ptr::null_mut(), 40);
            assert_eq!(heap.usable_size(e), 48);
        }
    }

    #[test]
    fn a_realloc_that_fails_changes_nothing() {
        let mut heap = heap(8);
        let ptr = heap.alloc(100_000);
        // SAFETY: `ptr` stays live.
        unsafe {
            ptr.write_bytes(0x5a, 100_000);
            for size in [600_000, usize::MAX / 2, usize::MAX - 1, usize::MAX] {
                assert!(heap.realloc(ptr, size).is_null());
            }
            let bytes = core::slice::from_raw_parts(ptr, 100_000);
            assert!(bytes.iter().all(|&byte| byte == 0x5a));
            assert_eq!(heap.realloc(ptr, 100_001), ptr);
        }
    }

    #[test]
    fn shrinking_never_fails() {
        let mut heap = heap(4);
        let ptr = heap.alloc(64_000);
        while !heap.alloc(8).is_null() {}
        while !heap.alloc(16).is_null() {}
        // SAFETY: `ptr` is live.
        unsafe { assert_eq!(heap.realloc(ptr, 16), ptr) };
    }

    #[test]
    fn the_cut_off_end_is_zeroed_when_freed_memory_is() {
        let mut heap = heap(64);
        heap.set_zero_on_free(true);
        for (size, shorter) in [(1000, 600), (400_000, 100_000), (400_000, 399_999)] {
            let ptr = heap.alloc(size);
            // SAFETY: `ptr` is live, and what was cut off is still mapped.
            unsafe {
                ptr.write_bytes(0xff, heap.usable_size(ptr));
                assert_eq!(heap.realloc(ptr, shorter), ptr);
                let bytes = core::slice::from_raw_parts(ptr, heap.usable_size(ptr));
                assert!(bytes[..shorter].iter().all(|&byte| byte == 0xff));
                assert!(bytes[shorter..].iter().all(|&byte| byte == 0));
            }
        }
    }

    #[test]
    fn alignment_is_kept() {
        let mut heap = heap(64);
        for align in [16, 64, 4096, 65536] {
            let mut ptr = ptr::null_mut();
            for size in [1, 100, 5000, 20_000, 70_000, 10] {
                // SAFETY: `ptr` is null or live.
                ptr = unsafe { heap.realloc_aligned(ptr, size, align) };
                assert_eq!(ptr.addr() % align, 0);
            }
        }
    }
}
