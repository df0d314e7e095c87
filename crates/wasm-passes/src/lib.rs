//! Passes over core WebAssembly modules that the engine's build and `emit` use.

pub mod callgraph;
pub mod reach;
pub mod stack;
pub mod touch;
