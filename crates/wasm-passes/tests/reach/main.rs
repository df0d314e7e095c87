//! Reachability end to end: link, bind, snapshot, assemble, run.

mod golden;
mod linker;
mod lld;
mod refusals;
mod snapshot;
mod traps;
