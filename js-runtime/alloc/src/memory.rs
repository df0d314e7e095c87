//! Where the heap gets its pages from, and the addresses of its blocks.

/// Bytes in a page, the unit in which a [`Memory`] grows: 64 KiB as in WebAssembly.
pub const PAGE_SIZE: usize = 64 * 1024;

/// Bytes in a block, the unit in which the heap hands its pages out.
pub(crate) const BLOCK_SIZE: usize = 4096;

pub(crate) const BLOCK_SHIFT: u32 = BLOCK_SIZE.trailing_zeros();

pub(crate) const BLOCKS_PER_PAGE: usize = PAGE_SIZE / BLOCK_SIZE;

/// The first block index the heap never uses. The last page of the address space
/// is left out, so that the address past any cell cannot wrap around to zero.
pub(crate) const BLOCK_LIMIT: usize = (usize::MAX >> BLOCK_SHIFT) + 1 - BLOCKS_PER_PAGE;

/// A source of zeroed pages.
///
/// # Safety
///
/// The heap hands out what `grow` returns and reaches it by address. So each page
/// must be zeroed, aligned to [`PAGE_SIZE`], valid for as long as the heap is used,
/// touched by nobody else, and its pointer's provenance exposed.
pub unsafe trait Memory {
    /// Adds `pages` contiguous pages (at least one) and returns where they start, or
    /// `None` if that many cannot be had.
    ///
    /// Addresses rise from call to call: new pages follow the last ones directly, or
    /// at a distance if someone else grew the same memory in between.
    fn grow(&mut self, pages: usize) -> Option<*mut u8>;

    /// Where the zeroed blocks start that nobody else uses and that end at `first`, which
    /// is what the first `grow` returned; `first` itself when there are none.
    fn blocks_before(&self, first: *mut u8) -> *mut u8 {
        first
    }
}

/// Where the linker's static data ends.
#[cfg(target_arch = "wasm32")]
pub fn heap_base() -> usize {
    unsafe extern "C" {
        static __heap_base: u8;
    }
    (&raw const __heap_base).addr()
}

/// The linear memory of this WebAssembly module.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Default, Clone, Copy)]
pub struct WasmMemory;

// SAFETY: memory.grow adds zeroed pages that nothing else knows of.
#[cfg(target_arch = "wasm32")]
unsafe impl Memory for WasmMemory {
    fn grow(&mut self, pages: usize) -> Option<*mut u8> {
        let old_pages = core::arch::wasm32::memory_grow::<0>(pages);
        (old_pages != usize::MAX)
            .then(|| core::ptr::with_exposed_provenance_mut(old_pages * PAGE_SIZE))
    }

    fn blocks_before(&self, first: *mut u8) -> *mut u8 {
        let start = heap_base().next_multiple_of(BLOCK_SIZE);
        if first.addr().wrapping_sub(start) < PAGE_SIZE {
            core::ptr::with_exposed_provenance_mut(start)
        } else {
            first
        }
    }
}

/// The address of block number `block`.
pub(crate) fn block_ptr(block: usize) -> *mut u8 {
    core::ptr::with_exposed_provenance_mut(block << BLOCK_SHIFT)
}

/// The number of the block `ptr` points into.
#[inline(always)]
pub(crate) fn block_of(ptr: *const u8) -> usize {
    ptr.addr() >> BLOCK_SHIFT
}

/// Zeroes `count` blocks from `block` on.
///
/// # Safety
///
/// The blocks must belong to the heap and hold nothing live.
pub(crate) unsafe fn zero_blocks(block: usize, count: usize) {
    // SAFETY: the caller owns the blocks.
    unsafe { block_ptr(block).write_bytes(0, count << BLOCK_SHIFT) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_found_from_any_address_in_it() {
        let start = block_ptr(77);
        assert_eq!(block_of(start), 77);
        assert_eq!(block_of(start.wrapping_add(BLOCK_SIZE - 1)), 77);
        assert_eq!(block_of(start.wrapping_add(BLOCK_SIZE)), 78);
    }

    #[test]
    fn the_end_of_the_last_block_is_a_valid_address() {
        let end = BLOCK_LIMIT.checked_mul(BLOCK_SIZE);
        assert_eq!(end, Some(usize::MAX - PAGE_SIZE + 1));
    }

    #[cfg(target_arch = "wasm32")]
    #[test]
    fn wasm_memory_gives_zeroed_pages_and_refuses_the_impossible() {
        let start = WasmMemory.grow(2).unwrap();
        assert_eq!(start.addr() % PAGE_SIZE, 0);
        // SAFETY: the two pages were just obtained.
        let pages = unsafe { core::slice::from_raw_parts(start, 2 * PAGE_SIZE) };
        assert!(pages.iter().all(|&byte| byte == 0));
        assert_eq!(WasmMemory.grow(65536), None);
    }
}
