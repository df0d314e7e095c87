//! The guest of jsc: QuickJS-NG and what a program sees of the world.
//!
//! At build time the host calls the `jsc_*` exports (see `jsc_abi::exports`) to
//! compile and link a Program, then takes a snapshot of linear memory; at run
//! time the snapshot's `_start` finishes the program. The two phases share one
//! [`guest::Guest`], which lives in linear memory and so in the snapshot.
mod buffer;
mod build;
mod commonjs;
mod engine;
mod entry;
mod event_loop;
mod failure;
mod guest;
mod json_input;
mod memory;
mod modules;
mod natives;
mod preinit;
mod start;
mod stdio;
