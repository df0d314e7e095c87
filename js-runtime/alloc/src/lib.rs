//! The memory allocator of the jsc guest.
//!
//! One heap serves QuickJS (many small cells), C (`malloc` and `free` without a
//! size) and Rust, in one single-threaded linear memory:
//!
//! - up to 16 KiB, size classes (`size_class`): cells of one size cut from *spans*
//!   of whole blocks, recycled through one intrusive free list per class;
//! - above, runs of 4 KiB blocks (`runs`) that coalesce when freed;
//! - a page map (`page_map`) of one byte per block finds the size of a cell from its
//!   address, so that cells carry no header.
//!
//! The heap is made to be snapshotted: [`Heap::seal`] leaves no dead byte in it.
#![no_std]

#[cfg(test)]
extern crate std;

mod bins;
mod growth;
mod heap;
mod holes;
mod memory;
mod page_map;
mod resize;
mod runs;
mod seal;
mod size_class;
mod span;
mod stats;
mod sweep;

#[cfg(test)]
mod model_tests;
#[cfg(test)]
mod test_memory;

pub use heap::{Heap, NO_LIMIT};
pub use memory::{Memory, PAGE_SIZE};
#[cfg(target_arch = "wasm32")]
pub use memory::{WasmMemory, heap_base};
pub use stats::Stats;
