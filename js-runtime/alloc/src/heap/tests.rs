use super::*;
use crate::test_memory::TestMemory;
use crate::{PAGE_SIZE, memory::BLOCKS_PER_PAGE};
use std::collections::BTreeSet;
use std::vec::Vec;

fn heap(pages: usize) -> Heap<TestMemory> {
    Heap::new(TestMemory::new(pages))
}

fn bytes(ptr: *const u8, len: usize) -> &'static [u8] {
    // SAFETY: the tests ask for live allocations only, while the heap is there.
    unsafe { core::slice::from_raw_parts(ptr, len) }
}

#[test]
fn alloc_aligns_to_16_and_small_sizes_to_8() {
    let mut heap = heap(64);
    for size in (0..200).chain([500, 1025, 5000, 16_384, 16_385, 100_000]) {
        for _ in 0..3 {
            let ptr = heap.alloc(size);
            let align = if size <= 8 { 8 } else { 16 };
            assert_eq!(ptr.addr() % align, 0, "size {size}");
            // SAFETY: just allocated.
            assert!(unsafe { heap.usable_size(ptr) } >= size);
        }
    }
}

#[test]
fn packed_cells_are_tight_and_aligned_if_their_size_is() {
    let mut heap = heap(64);
    for size in 1..=2000 {
        let ptr = heap.alloc_packed(size);
        let align = if size % 16 == 0 || size > 56 { 16 } else { 8 };
        assert_eq!(ptr.addr() % align, 0, "size {size}");
        // SAFETY: just allocated.
        let usable = unsafe { heap.usable_size(ptr) };
        assert!(usable - size < 8.max(usable / 5 + 1), "{size} in {usable}");
    }
}

#[test]
fn allocations_of_nothing_are_apart() {
    let mut heap = heap(4);
    let ptrs: BTreeSet<_> = (0..10).map(|_| heap.alloc(0)).collect();
    assert_eq!(ptrs.len(), 10);
}

#[test]
fn null_is_freed_and_measured_as_nothing() {
    let mut heap = heap(4);
    for _ in 0..2 {
        // SAFETY: null is allowed.
        unsafe {
            heap.free(ptr::null_mut());
            assert_eq!(heap.usable_size(ptr::null()), 0);
        }
        let _ = heap.alloc(1);
        heap.set_zero_on_free(true);
    }
}

#[test]
fn alloc_aligned_gives_any_alignment() {
    let mut heap = heap(256);
    for log in 0..20 {
        let align = 1 << log;
        for size in [1, 24, 100, 5000, 50_000] {
            let ptr = heap.alloc_aligned(size, align);
            assert_eq!(ptr.addr() % align, 0, "{size} aligned to {align}");
            // SAFETY: just allocated.
            unsafe {
                ptr.write_bytes(1, size);
                assert!(heap.usable_size(ptr) >= size);
                heap.free(ptr);
            }
        }
    }
    assert_eq!(heap.live_bytes(), 0);
}

#[test]
fn zeroed_memory_is_zero_where_others_were_before() {
    let mut heap = heap(64);
    for size in [8, 100, 16_000, 40_000, 300_000] {
        let ptr = heap.alloc(size);
        // SAFETY: just allocated.
        unsafe {
            ptr.write_bytes(0xff, size);
            heap.free(ptr);
        }
        let ptr = heap.alloc_zeroed(size);
        assert!(bytes(ptr, size).iter().all(|&byte| byte == 0), "{size}");
    }
}

#[test]
fn impossible_sizes_give_null() {
    let mut heap = heap(16);
    let _ = heap.alloc(1);
    let before = heap.stats();
    for distance in [
        0,
        1,
        8,
        4095,
        4096,
        65_536,
        usize::MAX / 2,
        usize::MAX - 2_000_000,
    ] {
        let size = usize::MAX - distance;
        assert!(heap.alloc(size).is_null());
        assert!(heap.alloc_packed(size).is_null());
        assert!(heap.alloc_zeroed(size).is_null());
        assert!(heap.alloc_aligned(size, 65_536).is_null());
    }
    assert!(heap.alloc_aligned(1, 1 << (usize::BITS - 1)).is_null());
    assert_eq!(heap.stats(), before);
}

#[test]
fn an_exhausted_heap_works_on_with_what_is_freed() {
    for size in [8, 100, 5000, 30_000] {
        let mut heap = heap(20);
        let fill = |heap: &mut Heap<TestMemory>| -> Vec<_> {
            core::iter::from_fn(|| Some(heap.alloc(size)).filter(|ptr| !ptr.is_null())).collect()
        };
        let all = fill(&mut heap);
        assert!(
            all.len() * size > 19 * PAGE_SIZE * 9 / 10,
            "{size}: {}",
            all.len()
        );
        for &ptr in &all {
            // SAFETY: live until here.
            unsafe { heap.free(ptr) };
        }
        assert_eq!(fill(&mut heap).len(), all.len());
    }
}

#[test]
fn memory_of_cells_serves_other_sizes_when_all_is_used() {
    let mut heap = heap(32);
    let cells: Vec<_> = (0..30_000).map(|_| heap.alloc(48)).collect();
    assert!(heap.alloc(1_000_000).is_null());
    for ptr in cells {
        // SAFETY: live until here.
        unsafe { heap.free(ptr) };
    }
    assert!(!heap.alloc(1_000_000).is_null());
}

#[test]
fn the_limit_holds_until_it_is_raised() {
    let mut heap = heap(256);
    heap.set_limit(10 * PAGE_SIZE + 5);
    while !heap.alloc(1000).is_null() {}
    assert_eq!(heap.stats().mapped_bytes, 10 * PAGE_SIZE);
    heap.set_limit(0);
    assert!(heap.alloc(20_000).is_null());
    heap.set_limit(NO_LIMIT);
    assert!(!heap.alloc(20_000).is_null());
}

#[test]
fn addresses_depend_on_the_calls_alone() {
    let run = || {
        let mut heap = heap(64);
        let base = heap.runs.memory.bytes().as_ptr().addr();
        let mut offsets = Vec::new();
        let mut last = ptr::null_mut();
        for step in 0..2000usize {
            let ptr = heap.alloc(step * 37 % 3000);
            offsets.push(ptr.addr() - base);
            if step % 3 == 0 {
                // SAFETY: the last one is live, or null.
                unsafe { heap.free(last) };
                last = ptr::null_mut();
            } else {
                last = ptr;
            }
        }
        offsets
    };
    assert_eq!(run(), run());
}

#[test]
fn a_heap_can_be_a_static_and_takes_nothing_before_its_first_use() {
    struct Never;
    // SAFETY: no page is ever given.
    unsafe impl Memory for Never {
        fn grow(&mut self, _pages: usize) -> Option<*mut u8> {
            None
        }
    }
    const EMPTY: Heap<Never> = Heap::new(Never);
    let mut heap = EMPTY;
    assert!(heap.alloc(1).is_null() && heap.alloc(100_000).is_null());
    assert!(heap.seal());
    assert_eq!(heap.stats().mapped_bytes, 0);
}

#[test]
fn untouched_cells_stay_untouched() {
    let mut heap = heap(4);
    let first = heap.alloc(8);
    let span = bytes(first, BLOCK_SIZE);
    assert!(span.iter().all(|&byte| byte == 0));
    assert_eq!(
        heap.runs.top % BLOCKS_PER_PAGE,
        heap.runs.first % BLOCKS_PER_PAGE + 5
    );
}
