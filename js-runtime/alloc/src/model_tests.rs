//! Long random runs of the heap against a model that knows what must be live.

use crate::page_map::Use;
use crate::test_memory::{TestMemory, dead_bytes};
use crate::{Heap, PAGE_SIZE};
use std::collections::BTreeMap;
use std::vec::Vec;

/// Marsaglia's xorshift64, so that a seed gives the same run everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 16) as usize % bound
    }

    /// Mostly the sizes of JavaScript cells, now and then up to a megabyte.
    fn size(&mut self) -> usize {
        match self.below(1000) {
            0..800 => self.below(129),
            800..950 => self.below(2049),
            950..990 => self.below(40_000),
            990..999 => self.below(200_000),
            _ => self.below(1_000_000),
        }
    }
}

/// What the model knows of an allocation: the bytes in it follow from the seed.
#[derive(Clone, Copy)]
struct Block {
    ptr: *mut u8,
    size: usize,
    align: usize,
    seed: u8,
}

impl Block {
    fn fill(&self) {
        for index in 0..self.size {
            // SAFETY: the block is live and at least this long.
            unsafe { self.ptr.add(index).write(self.byte(index)) };
        }
    }

    fn check(&self, len: usize) {
        // SAFETY: as above.
        let bytes = unsafe { core::slice::from_raw_parts(self.ptr, len) };
        for (index, &byte) in bytes.iter().enumerate() {
            assert_eq!(byte, self.byte(index), "{:?} changed", self.ptr);
        }
    }

    fn byte(&self, index: usize) -> u8 {
        (index as u8).wrapping_mul(31) ^ self.seed
    }
}

struct Model {
    heap: Heap<TestMemory>,
    random: Random,
    live: Vec<Block>,
    /// The usable bytes of each live block: its address and the one behind it.
    taken: BTreeMap<usize, usize>,
    most_bytes: usize,
    live_bytes: usize,
    failures: usize,
}

impl Model {
    /// A model over `pages` pages that keeps about `most_bytes` allocated.
    fn new(seed: u64, pages: usize, most_bytes: usize) -> Self {
        Model {
            heap: Heap::new(TestMemory::new(pages)),
            random: Random(seed),
            live: Vec::new(),
            taken: BTreeMap::new(),
            most_bytes,
            live_bytes: 0,
            failures: 0,
        }
    }

    fn run(&mut self, operations: usize) {
        for _ in 0..operations {
            let full = self.live_bytes > self.most_bytes;
            match self.random.below(100) {
                _ if self.live.is_empty() => self.alloc(),
                0..35 if full => self.free(),
                0..45 => self.alloc(),
                45..55 => self.realloc(),
                _ => self.free(),
            }
            // In phases, so that the heap fills and empties.
            if self.random.below(3000) == 0 {
                let count = self.live.len() / 2;
                (0..count).for_each(|_| self.free());
            } else if self.random.below(300) == 0 {
                (0..400).for_each(|_| self.alloc());
            }
        }
    }

    fn alloc(&mut self) {
        if self.live_bytes > self.most_bytes {
            return;
        }
        let size = self.random.size();
        let (align, ptr) = match self.random.below(20) {
            0..9 => (16, self.heap.alloc(size)),
            9..17 => (8, self.heap.alloc_packed(size)),
            17..19 => (16, self.alloc_zeroed(size)),
            _ => {
                let align = 1 << self.random.below(15);
                (align, self.heap.alloc_aligned(size, align))
            }
        };
        self.add(ptr, size, align);
    }

    fn alloc_zeroed(&mut self, size: usize) -> *mut u8 {
        let ptr = self.heap.alloc_zeroed(size);
        if !ptr.is_null() {
            // SAFETY: just allocated.
            let bytes = unsafe { core::slice::from_raw_parts(ptr, size) };
            assert!(bytes.iter().all(|&byte| byte == 0));
        }
        ptr
    }

    fn realloc(&mut self) {
        let index = self.random.below(self.live.len());
        let old = self.live[index];
        let size = match self.random.below(3) {
            0 => old.size * 2,
            1 => old.size + old.size / 8 + 1,
            _ => self.random.size(),
        };
        // SAFETY: the block is live and was allocated with this alignment.
        let ptr = unsafe {
            match old.align {
                8 => self.heap.realloc_packed(old.ptr, size),
                16 => self.heap.realloc(old.ptr, size),
                align => self.heap.realloc_aligned(old.ptr, size, align),
            }
        };
        if ptr.is_null() {
            self.failures += 1;
            old.check(old.size);
            return;
        }
        Block { ptr, ..old }.check(size.min(old.size));
        self.forget(index);
        self.add(ptr, size, old.align);
    }

    fn free(&mut self) {
        if self.live.is_empty() {
            return;
        }
        let index = self.random.below(self.live.len());
        let block = self.live[index];
        block.check(block.size);
        self.forget(index);
        // SAFETY: the block was live until here.
        unsafe { self.heap.free(block.ptr) };
    }

    fn forget(&mut self, index: usize) {
        let block = self.live.swap_remove(index);
        self.taken.remove(&block.ptr.addr());
        self.live_bytes -= block.size;
    }

    /// Notes a new block and checks that it is where nothing else is.
    fn add(&mut self, ptr: *mut u8, size: usize, align: usize) {
        if ptr.is_null() {
            self.failures += 1;
            return;
        }
        // SAFETY: just allocated.
        let usable = unsafe { self.heap.usable_size(ptr) };
        assert!(usable >= size);
        // `alloc` aligns the smallest cells to 8 only.
        let expected = if align == 16 && size <= 8 { 8 } else { align };
        assert!(ptr.addr().is_multiple_of(expected));
        let (start, end) = (ptr.addr(), ptr.addr() + usable);
        let memory = self.heap.runs.memory.bytes().as_ptr_range();
        assert!(memory.start.addr() <= start && end <= memory.end.addr());
        if let Some((_, &before_end)) = self.taken.range(..end).next_back() {
            assert!(before_end <= start, "{start:#x} overlaps");
        }
        self.taken.insert(start, end);
        let seed = self.random.next() as u8;
        let block = Block {
            ptr,
            size,
            align,
            seed,
        };
        block.fill();
        self.live.push(block);
        self.live_bytes += size;
    }

    /// Checks all live blocks and the heap's own view of itself.
    fn check(&self) {
        for block in &self.live {
            block.check(block.size);
        }
        let usable: usize = self.taken.iter().map(|(start, end)| end - start).sum();
        assert_eq!(self.heap.live_bytes(), usable);
        let (mut next, mut after_free) = (self.heap.runs.first, false);
        while let Some(run) = self.heap.runs.run_at(next) {
            let free = run.usage == Use::Free;
            assert!(!(free && after_free), "free runs side by side");
            after_free = free;
            next += run.blocks;
        }
        assert_eq!(next, self.heap.runs.top);
        assert!(!after_free, "a free run at the top");
    }

    fn seal(&mut self) {
        assert!(self.heap.seal());
        let live: Vec<_> = self.live.iter().map(|block| block.ptr).collect();
        assert_eq!(dead_bytes(&self.heap, &live), 0);
        self.check();
    }

    fn free_all(&mut self) {
        while !self.live.is_empty() {
            self.free();
        }
        self.check();
    }
}

#[test]
fn a_long_run_keeps_all_contents() {
    let mut model = Model::new(0x9e37_79b9_7f4a_7c15, 2048, 16 << 20);
    for _ in 0..20 {
        model.run(10_000);
        model.check();
    }
    assert_eq!(model.failures, 0);
    model.free_all();
    model.seal();
    let stats = model.heap.stats();
    assert_eq!((stats.live_bytes, stats.free_cell_bytes), (0, 0));
    assert!(stats.table_bytes < 300_000, "{}", stats.table_bytes);
}

#[test]
fn a_heap_short_of_memory_fails_and_goes_on() {
    let mut model = Model::new(42, 40, usize::MAX);
    for _ in 0..10 {
        model.run(10_000);
        model.check();
    }
    assert!(model.failures > 1000, "{}", model.failures);
    model.free_all();
    // What is free is one run again, next to the page map.
    assert!(!model.heap.alloc(38 * PAGE_SIZE).is_null());
}

#[test]
fn sealing_in_between_leaves_no_dead_bytes() {
    let mut model = Model::new(7, 1024, 6 << 20);
    for round in 0..20 {
        model.heap.set_zero_on_free(round % 3 != 0);
        model.run(5_000);
        model.check();
        model.seal();
        // What is sealed is used up partly, or wholly, or not at all.
        model.run(1000 * (round % 4));
        model.check();
        if round % 5 == 0 {
            model.seal();
        }
    }
    model.free_all();
    model.seal();
    assert_eq!(model.heap.live_bytes(), 0);
}

#[test]
fn pages_of_others_in_between_are_never_used() {
    let mut model = Model::new(99, 2048, 12 << 20);
    for round in 0..20 {
        model.run(3_000);
        model.heap.runs.memory.grow_elsewhere(round % 7);
        model.check();
        if round % 6 == 5 {
            model.seal();
        }
    }
    assert_eq!(model.failures, 0);
}
