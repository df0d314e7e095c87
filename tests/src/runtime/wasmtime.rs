//! The embedded Wasmtime of `jsc run`.
use super::{Finished, Process, Runtime, argv, trap};
use jsc_host::{HostError, RunOptions, Stdio};

/// Compiles to machine code; 512 KiB of stack.
pub struct Wasmtime;

impl Runtime for Wasmtime {
    fn name(&self) -> &'static str {
        "wasmtime"
    }

    fn run(&self, wasm: &[u8], process: &Process) -> Result<Finished, String> {
        let options = RunOptions {
            args: argv(process),
            env: process.env.clone(),
            dirs: process
                .root
                .iter()
                .map(|root| (root.clone(), "/".to_string()))
                .collect(),
            stdio: Stdio::Captured {
                stdin: process.stdin.clone(),
            },
            fuel: None,
        };
        match jsc_host::run(wasm, &options) {
            Ok(outcome) => Ok(Finished {
                stdout: outcome.stdout,
                stderr: outcome.stderr,
                exit: outcome.exit_code,
            }),
            Err(HostError::Trap(error)) => Err(trap(&error, &error.stdout, &error.stderr)),
            Err(error) => Err(error.to_string()),
        }
    }
}
