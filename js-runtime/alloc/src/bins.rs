//! The free runs, found by length.
//!
//! Doubly linked lists in bins by length, in the manner of TLSF (Masmano et al.,
//! "TLSF: a new dynamic memory allocator for real-time systems", 2004): one bin for
//! each length below 16 blocks, above it eight to a doubling. A bitmap of the bins
//! in use makes every search a few instructions. The links are in the free blocks.

use crate::memory::{block_of, block_ptr};
use crate::page_map::PageMap;

/// Lengths below this have a bin each.
const EXACT: usize = 16;

/// Bins for lengths of up to 24 bits.
const BINS: usize = EXACT + (24 - EXACT.ilog2() as usize) * 8;

/// How many runs of the bin that the wanted length falls in are tried: they may be
/// a little short, those of the next bin never are.
const TRIES: usize = 8;

/// The links of a free run, at its start.
struct Link {
    prev: *mut Link,
    next: *mut Link,
}

pub(crate) struct Bins {
    heads: [*mut Link; BINS],
    used: [u32; BINS.div_ceil(32)],
}

impl Bins {
    pub(crate) const fn new() -> Self {
        Bins {
            heads: [core::ptr::null_mut(); BINS],
            used: [0; BINS.div_ceil(32)],
        }
    }

    /// A free run of at least `blocks` blocks, close to the shortest there is.
    #[inline(never)]
    pub(crate) fn find(&self, blocks: usize, map: &PageMap) -> Option<usize> {
        let bin = bin_of(blocks);
        let mut link = self.heads[bin];
        for _ in 0..TRIES {
            if link.is_null() {
                break;
            }
            let block = block_of(link.cast());
            if map.free_at(block) >= blocks {
                return Some(block);
            }
            // SAFETY: what is linked is a free run with links.
            link = unsafe { (*link).next };
        }
        self.first_used(bin + 1)
            .map(|bin| block_of(self.heads[bin].cast()))
    }

    /// Adds the free run of `blocks` blocks at `block`.
    #[inline(never)]
    pub(crate) fn insert(&mut self, block: usize, blocks: usize) {
        let bin = bin_of(blocks);
        let link = block_ptr(block).cast::<Link>();
        let next = self.heads[bin];
        // SAFETY: the run is free, so its start is ours, as is that of `next`.
        unsafe {
            link.write(Link {
                prev: core::ptr::null_mut(),
                next,
            });
            if !next.is_null() {
                (*next).prev = link;
            }
        }
        self.heads[bin] = link;
        self.used[bin / 32] |= 1 << (bin % 32);
    }

    /// Takes out the run of `blocks` blocks at `block` and zeroes its links.
    #[inline(never)]
    pub(crate) fn remove(&mut self, block: usize, blocks: usize) {
        let link = block_ptr(block).cast::<Link>();
        // SAFETY: the run is in its bin, so it and its neighbours have links.
        unsafe {
            let Link { prev, next } = link.read();
            link.write_bytes(0, 1);
            if !next.is_null() {
                (*next).prev = prev;
            }
            if !prev.is_null() {
                (*prev).next = next;
                return;
            }
            let bin = bin_of(blocks);
            self.heads[bin] = next;
            if next.is_null() {
                self.used[bin / 32] &= !(1 << (bin % 32));
            }
        }
    }

    /// The first bin from `bin` on that is not empty.
    fn first_used(&self, bin: usize) -> Option<usize> {
        let mut mask = u32::MAX << (bin % 32);
        for word in bin / 32..self.used.len() {
            let used = self.used[word] & mask;
            if used != 0 {
                return Some(word * 32 + used.trailing_zeros() as usize);
            }
            mask = u32::MAX;
        }
        None
    }
}

/// The bin for runs of `blocks` blocks.
fn bin_of(blocks: usize) -> usize {
    if blocks < EXACT {
        return blocks;
    }
    let log = blocks.ilog2() as usize;
    EXACT + (log - EXACT.ilog2() as usize) * 8 + ((blocks >> (log - 3)) & 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::BLOCK_SIZE;
    use crate::page_map::{RUN_MAX, Run, Use};
    use crate::test_memory::TestMemory;
    use crate::{Memory, PAGE_SIZE};

    const BLOCKS: usize = 1024;

    struct Fixture {
        _memory: TestMemory,
        map: PageMap,
        bins: Bins,
        first: usize,
    }

    fn fixture() -> Fixture {
        let pages = BLOCKS * BLOCK_SIZE / PAGE_SIZE;
        let mut memory = TestMemory::new(pages);
        let start = memory.grow(pages).unwrap();
        let first = block_of(start);
        let mut map = PageMap::new();
        // SAFETY: the first blocks are zeroed and kept for the table.
        unsafe { map.move_to(start, PageMap::table_size(BLOCKS), first, first) };
        Fixture {
            _memory: memory,
            map,
            bins: Bins::new(),
            first,
        }
    }

    impl Fixture {
        fn insert(&mut self, at: usize, blocks: usize) {
            let usage = Use::Free;
            self.map.mark(self.first + at, Run { usage, blocks });
            self.bins.insert(self.first + at, blocks);
        }

        fn find(&self, blocks: usize) -> Option<usize> {
            let found = self.bins.find(blocks, &self.map)?;
            Some(found - self.first)
        }
    }

    #[test]
    fn bins_rise_with_the_length_and_are_enough() {
        for blocks in 2..100_000 {
            assert!((0..=1).contains(&(bin_of(blocks) - bin_of(blocks - 1))));
        }
        assert_eq!(bin_of(RUN_MAX), BINS - 1);
    }

    #[test]
    fn the_shortest_run_that_fits_is_found() {
        let mut f = fixture();
        assert_eq!(f.find(1), None);
        f.insert(100, 300);
        f.insert(500, 3);
        f.insert(510, 8);
        f.insert(520, 101);
        assert_eq!(f.find(1), Some(500));
        assert_eq!(f.find(3), Some(500));
        assert_eq!(f.find(4), Some(510));
        assert_eq!(f.find(101), Some(520));
        assert_eq!(f.find(102), Some(100));
        assert_eq!(f.find(301), None);
    }

    #[test]
    fn runs_can_be_taken_out_in_any_order() {
        let mut f = fixture();
        for at in [100, 200, 300] {
            f.insert(at, 5);
        }
        f.bins.remove(f.first + 200, 5);
        assert_eq!(f.find(5), Some(300));
        f.bins.remove(f.first + 300, 5);
        assert_eq!(f.find(5), Some(100));
        f.bins.remove(f.first + 100, 5);
        assert_eq!(f.find(1), None);
        assert!(f.bins.used.iter().all(|&word| word == 0));
        // No link stays behind in what is used again.
        let start = block_ptr(f.first + 100) as *const [u8; 200 * BLOCK_SIZE + 64];
        // SAFETY: the blocks are in the fixture's memory.
        assert!(unsafe { &*start }.iter().all(|&byte| byte == 0));
    }
}
