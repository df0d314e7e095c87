//! What a run is given and what it gives back.
use std::path::PathBuf;

/// What the program sees of the world.
///
/// The default is an empty world: no arguments (not even a program name), no
/// environment, no directories, no input, output captured, no fuel limit.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// `argv`, with the program's name first.
    pub args: Vec<String>,
    /// Environment variables, in this order.
    pub env: Vec<(String, String)>,
    /// Preopened directories: the folder on the host, and its name in the guest.
    pub dirs: Vec<(PathBuf, String)>,
    /// Where the standard streams go.
    pub stdio: Stdio,
    /// The most fuel (about one unit for a wasm instruction) the program may
    /// use; with `u64::MAX` it is only counted.
    pub fuel: Option<u64>,
}

/// Where the program's standard streams come from and go to.
#[derive(Debug, Clone)]
pub enum Stdio {
    /// The streams of this process, read and written as the program asks.
    Inherit,
    /// `stdin` from memory; stdout and stderr into [`Outcome`].
    Captured { stdin: Vec<u8> },
}

impl Default for Stdio {
    fn default() -> Self {
        Stdio::Captured { stdin: Vec::new() }
    }
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the program passed to `proc_exit`; 0 when `_start` returned, and
    /// when inherited stdout was closed by its reader.
    pub exit_code: i32,
    /// Captured output; empty when inherited.
    pub stdout: Vec<u8>,
    /// Captured errors; empty when inherited.
    pub stderr: Vec<u8>,
    /// Fuel used, when the host counts it.
    pub fuel_used: Option<u64>,
}
