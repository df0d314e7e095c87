//! Pay for what you use: which functions, table slots and data a program needs,
//! and a module with nothing else.
//!
//! The engine is built once with everything in it. When a program is built,
//! the host calls only the build-time exports that the program needs and takes
//! a snapshot of the heap. What can still run afterwards is what the entry
//! point reaches, plus whatever those exports could have left in the heap.
//!
//! 1. [`analyze`] reads what refers to what from the linker's relocations.
//! 2. [`bind`] carries that over to the final (optimized) module, where only
//!    table slots and addresses are still the same: a [`Reach`], which is small
//!    and is stored beside the module.
//! 3. [`Reach::select`] answers for one program: a [`Selection`].
//! 4. [`Reach::assemble`] writes the module, with memory and globals replaced by
//!    those of a snapshot, by copying and renumbering, without decoding code.
//!
//! **What counts as reachable.** A called export may store any address it can
//! name in the heap: a pointer to data it refers to, the table slot of a
//! function whose address it takes, and so on through everything those refer
//! to. So data and table slots reached from a called export live, and so do
//! the functions that live slots call; functions that only the export itself
//! calls are dead once the snapshot is taken. No function or data symbol is
//! reached by any other way: addresses come from relocations, nowhere else.

mod assemble;
mod bind;
mod bits;
mod customs;
mod data;
mod elements;
mod error;
mod graph;
mod linked;
mod module;
mod regions;
mod sites;
mod table;
mod wire;

pub use assemble::{Names, Replacement};
pub use bind::bind;
pub use customs::strip_customs;
pub use error::ReachError;
pub use graph::Graph;
pub use linked::analyze;
pub use table::{Reach, Selection};
