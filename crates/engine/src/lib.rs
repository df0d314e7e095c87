//! The engine image: QuickJS-NG with the jsc runtime, compiled once, when this
//! crate is built.
mod builtins;
mod config;

use jsc_wasm_passes::reach::{Reach, ReachError};

pub use builtins::{
    Builtin, Companion, OMITTED, builtin, builtin_for_global, builtin_names, companions, globals,
};

/// The guest as `emit` takes it: optimized, with its build-time exports.
pub static WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.wasm"));

static REACH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.reach"));

include!(concat!(env!("OUT_DIR"), "/state.rs"));

/// Bytes of the guest's stack, which lies at the start of its memory, below the
/// static data: where the stack pointer starts.
pub fn stack_bytes() -> usize {
    MUTABLE_GLOBALS
        .first()
        .map_or(0, |&top| top as u32 as usize)
}

static CODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.cwasm"));

/// Loads the guest, precompiled for this machine; nothing is compiled here.
///
/// # Errors
/// When this machine lacks what the code was compiled for.
pub fn load() -> wasmtime::Result<wasmtime::Module> {
    let engine = wasmtime::Engine::new(&config::config(None)?)?;
    // SAFETY: the bytes are those that the build script's `precompile_module` made.
    unsafe { wasmtime::Module::deserialize(&engine, CODE) }
}

/// What each export of [`WASM`] reaches.
///
/// # Errors
/// When the table is not of this version's format, which cannot be: both are built together.
pub fn reach() -> Result<Reach, ReachError> {
    Reach::from_bytes(REACH)
}
