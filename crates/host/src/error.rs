//! Everything that can go wrong in the host, in words for the user.
use std::path::PathBuf;
use thiserror::Error;

/// A program that could not be run, or that trapped.
#[derive(Debug, Error)]
pub enum HostError {
    /// Wasmtime refused its configuration, for example on a machine without
    /// virtual memory enough.
    #[error("cannot start Wasmtime: {0}")]
    Engine(String),
    #[error("not a WebAssembly module: it does not begin with `\\0asm`")]
    NotWasm,
    #[error(
        "this is a WebAssembly component; only core modules (WASI preview 1 commands) can be run"
    )]
    Component,
    #[error("not a valid WebAssembly module: {0}")]
    Invalid(String),
    #[error("not a WASI command: the module exports no `_start` function without parameters")]
    NoStart,
    #[error("cannot provide what the module imports: {0}")]
    Imports(String),
    #[error("cannot open directory `{}`: {reason}", path.display())]
    Directory { path: PathBuf, reason: String },
    /// [`RunOptions::fuel`](crate::RunOptions::fuel) on a host that does not
    /// count fuel.
    #[error("a fuel limit needs a host that counts fuel")]
    NotMetered,
    #[error(transparent)]
    Trap(Box<Trap>),
}

impl HostError {
    /// The exit code for a command line that ends with this error.
    ///
    /// As `wasmtime run` does: a trap ends as an abort would, with 128 + SIGABRT
    /// (134), or 3 on Windows; every other error with 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            HostError::Trap(_) if cfg!(windows) => 3,
            HostError::Trap(_) => 134,
            _ => 1,
        }
    }
}

/// The program executed an invalid operation, or ran out of stack or fuel.
#[derive(Debug, Error)]
#[error("the program trapped: {reason}")]
pub struct Trap {
    /// The trap's name and, below it, the wasm functions on the stack.
    pub reason: String,
    /// Output captured before the trap; empty when inherited.
    pub stdout: Vec<u8>,
    /// Errors captured before the trap; empty when inherited.
    pub stderr: Vec<u8>,
}
