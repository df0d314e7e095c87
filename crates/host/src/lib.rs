//! Runs WASI preview 1 commands on an embedded Wasmtime: `jsc run`, the test
//! suite and the benchmarks.
//!
//! Wasmtime is configured as its own command line configures it by default
//! (Cranelift, 512 KiB of wasm stack), so that what runs here runs there.
//!
//! [`run`] does everything at once. A caller that measures, or that runs one
//! module many times, makes a [`Host`], compiles once with [`Host::compile`] and
//! then pays only instantiation and execution in each [`Host::run`].

mod error;
mod host;
mod options;
mod stdio;

pub use error::{HostError, Trap};
pub use host::{Compiled, Host, Metering};
pub use options::{Outcome, RunOptions, Stdio};

/// Compiles `wasm` and runs its `_start` once.
///
/// Takes the bytes of a core module and what its process is to see. Gives the
/// exit code, the captured output and, when [`RunOptions::fuel`] is set, the fuel
/// used. Fails with a [`HostError`] when the bytes are not a WASI preview 1
/// command or when the program traps; an exit code other than 0 is no error.
pub fn run(wasm: &[u8], options: &RunOptions) -> Result<Outcome, HostError> {
    let metering = if options.fuel.is_some() {
        Metering::Fuel
    } else {
        Metering::Off
    };
    let host = Host::new(metering)?;
    let compiled = host.compile(wasm)?;
    host.run(&compiled, options)
}
