//! Accounting for the stack of the host, which a wasm program cannot see.
//!
//! Deep recursion in the guest overflows the native stack of the host that runs it, and that is a
//! trap. The guest can only throw its `RangeError` in time if it knows how much of that stack is in
//! use, so this pass makes the module count: every function that can take part in recursion adds what
//! its frame costs to a global when it is entered, and subtracts it when it is left.
//!
//! The guest reads the counter by calling the import `("jsc", "native_stack") : () -> i32`, which the
//! pass replaces by the global and removes. A module without that import is counted all the same.
//!
//! Costs are bytes of [`STACK_SIZE`], the stack of a stock Wasmtime; see [`HostCosts`] for how the
//! limits of other hosts are expressed in them. Functions are numbered as in the code section
//! throughout, because those numbers do not change when an import goes.
//!
//! A trap leaves the counter as it was, so an instance must not be called again after one.

mod components;
mod cost;
#[cfg(feature = "measure")]
mod frames;
#[cfg(feature = "measure")]
mod measured;
mod module;
mod report;
mod rewrite;
mod shape;
#[cfg(test)]
mod tests;

pub use cost::{FrameCost, HostCosts, STACK_SIZE};
#[cfg(feature = "measure")]
pub use frames::{FrameError, measure};
#[cfg(feature = "measure")]
pub use measured::{Excess, account_measured, verify};
pub use report::Report;
pub use shape::{FrameShape, shapes};

use crate::callgraph::CallGraph;
use components::Components;
use module::ModuleInfo;

/// The module and the name of the import by which the guest reads the counter.
pub const CHECK_IMPORT: (&str, &str) = ("jsc", "native_stack");

/// Why a module could not be given a counter.
#[derive(Debug, thiserror::Error)]
pub enum StackError {
    /// The input is not a module that the parser understands.
    #[error("cannot read the module: {0}")]
    Parse(#[from] wasmparser::BinaryReaderError),
    /// The module could not be written again.
    #[error("cannot rewrite the module: {0}")]
    Encode(String),
    /// The import that reads the counter has another type, is there twice, or is used as a value.
    #[error("the import `jsc` `native_stack` {0}")]
    CheckImport(&'static str),
    /// A function leaves, or makes its callers leave, so that a cost would never be subtracted: a
    /// counted one by a tail call, or any by an exception.
    #[error("function {function} uses `{instruction}`, with which stack cannot be counted")]
    Unsupported {
        /// The function.
        function: u32,
        /// The instruction.
        instruction: &'static str,
    },
    /// The real frames could not be measured.
    #[cfg(feature = "measure")]
    #[error(transparent)]
    Frames(#[from] FrameError),
    /// The frames grew again each time their costs were corrected.
    #[cfg(feature = "measure")]
    #[error("the frame of function {} takes {} bytes where {} are counted", .0.function, .0.frame, .0.cost)]
    Excess(Excess),
}

/// A module that counts, and what is known about it.
#[derive(Debug, Clone)]
pub struct Accounted {
    /// The module.
    pub wasm: Vec<u8>,
    /// What is counted in it, and what is not.
    pub report: Report,
}

/// Makes `wasm` count the stack its recursive functions take, at the price `costs` names.
///
/// The pass belongs after the last optimization: one that inlines or merges functions would make the
/// costs wrong. Debug information and other sections that point into code are dropped; names stay.
///
/// # Errors
///
/// When `wasm` is not a valid module, misuses the import, or leaves a counted function by a tail call
/// or an exception.
pub fn account(wasm: &[u8], costs: &dyn FrameCost) -> Result<Accounted, StackError> {
    wasmparser::validate(wasm)?;
    let module = ModuleInfo::read(wasm)?;
    let graph = CallGraph::new(wasm)?;
    let components = Components::find(&graph, |_| false);
    let report = Report::new(&graph, &components, module.check_import, costs);
    let wasm = rewrite::rewrite(wasm, &module, &report.counted)?;
    debug_assert!(wasmparser::validate(&wasm).is_ok());
    Ok(Accounted { wasm, report })
}
