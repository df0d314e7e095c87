//! A [`Memory`] for tests: a reserved buffer that grows page by page.

use crate::memory::{BLOCK_SIZE, block_ptr};
use crate::page_map::Use;
use crate::{Heap, Memory, PAGE_SIZE};
use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};
use std::vec::Vec;

/// A buffer of a fixed number of pages, handed out from its start.
pub(crate) struct TestMemory {
    start: *mut u8,
    pages: usize,
    used: usize,
    grows: usize,
    blocks_before: usize,
}

impl TestMemory {
    /// Reserves `pages` pages.
    pub(crate) fn new(pages: usize) -> Self {
        let layout = layout(pages);
        // SAFETY: the layout is not empty.
        let start = unsafe { alloc_zeroed(layout) };
        if start.is_null() {
            handle_alloc_error(layout);
        }
        start.expose_provenance();
        TestMemory {
            start,
            pages,
            used: 0,
            grows: 0,
            blocks_before: 0,
        }
    }

    /// Leaves blocks before what the first `grow` returns.
    pub(crate) fn with_blocks_before(mut self, blocks: usize) -> Self {
        self.used += 1;
        self.blocks_before = blocks;
        self
    }

    /// Uses up `pages` pages as if someone else had grown the memory.
    pub(crate) fn grow_elsewhere(&mut self, pages: usize) {
        self.used += pages;
        assert!(self.used <= self.pages);
    }

    /// Pages handed out so far, to whomever.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    /// How often the memory grew.
    pub(crate) fn grows(&self) -> usize {
        self.grows
    }

    /// All bytes handed out so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the buffer was zeroed when made, so all of it is initialized.
        unsafe { core::slice::from_raw_parts(self.start, self.used * PAGE_SIZE) }
    }
}

// SAFETY: the buffer is zeroed, aligned, exposed, and lives as long as this does.
unsafe impl Memory for TestMemory {
    fn grow(&mut self, pages: usize) -> Option<*mut u8> {
        let used = self.used.checked_add(pages)?;
        if used > self.pages {
            return None;
        }
        let start = self.start.wrapping_add(self.used * PAGE_SIZE);
        self.used = used;
        self.grows += 1;
        Some(start)
    }

    fn blocks_before(&self, first: *mut u8) -> *mut u8 {
        first.wrapping_sub(self.blocks_before * BLOCK_SIZE)
    }
}

impl Drop for TestMemory {
    fn drop(&mut self) {
        // SAFETY: allocated in `new` with the same layout.
        unsafe { dealloc(self.start, layout(self.pages)) };
    }
}

fn layout(pages: usize) -> Layout {
    Layout::from_size_align(pages * PAGE_SIZE, PAGE_SIZE).unwrap()
}

/// Bytes other than zero in the heap's pages, the allocated ones and the heap's
/// tables left aside.
pub(crate) fn dead_bytes(heap: &Heap<TestMemory>, live: &[*mut u8]) -> usize {
    let mut bytes = Vec::from(heap.runs.memory.bytes());
    let base = heap.runs.memory.bytes().as_ptr().addr();
    let mut clear = |start: usize, len: usize| bytes[start - base..][..len].fill(0);
    for &ptr in live {
        // SAFETY: the caller says it is live.
        clear(ptr.addr(), unsafe { heap.usable_size(ptr) });
    }
    let mut next = heap.runs.first;
    while let Some(run) = heap.runs.run_at(next) {
        if run.usage == Use::Meta {
            clear(block_ptr(next).addr(), run.blocks * BLOCK_SIZE);
        }
        next += run.blocks;
    }
    bytes.iter().filter(|&&byte| byte != 0).count()
}
