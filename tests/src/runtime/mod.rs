//! The runtimes that every program must behave alike on.
mod node;
mod wasmi;
mod wasmtime;

pub use node::Node;
pub use wasmi::Wasmi;
pub use wasmtime::Wasmtime;

use std::path::PathBuf;
use std::process::Command;

/// The name that every program is given as `argv[0]`.
pub const PROGRAM: &str = "app.wasm";

/// What a program sees of the world.
#[derive(Debug, Clone, Default)]
pub struct Process {
    /// Arguments, without the program's name.
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
    pub stdin: Vec<u8>,
    /// A folder to be the guest's `/`.
    pub root: Option<PathBuf>,
}

/// What a program left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub exit: i32,
}

/// Something that runs a WASI preview 1 command, with its default limits.
pub trait Runtime: Send + Sync {
    /// Lower case, as in the names of trials and in `skip` files.
    fn name(&self) -> &'static str;

    /// Runs `wasm` to its end. The error says why the runtime could not: the
    /// module is invalid, or it trapped.
    fn run(&self, wasm: &[u8], process: &Process) -> Result<Finished, String>;
}

/// Every runtime, the reference first.
pub fn all() -> [&'static dyn Runtime; 3] {
    [&Wasmtime, &Wasmi, &Node]
}

/// `argv` of `process`.
pub(crate) fn argv(process: &Process) -> Vec<String> {
    [PROGRAM.to_string()]
        .into_iter()
        .chain(process.args.iter().cloned())
        .collect()
}

/// The text of a trap with what the program had printed until then.
fn trap(reason: impl std::fmt::Display, stdout: &[u8], stderr: &[u8]) -> String {
    format!(
        "{reason}\n--- stdout\n{}\n--- stderr\n{}",
        String::from_utf8_lossy(stdout),
        String::from_utf8_lossy(stderr)
    )
}

/// Runs a native command to its end with exactly the environment and input of
/// `process`. The error says that it could not be started or was killed.
pub(crate) fn execute(command: &mut Command, process: &Process) -> Result<Finished, String> {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = command
        .env_clear()
        .envs(process.env.iter().map(|(key, value)| (key, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {command:?}: {error}"))?;
    let input = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // The program need not read its input: a closed pipe is no failure.
        scope.spawn(move || input.map(|mut pipe| pipe.write_all(&process.stdin)));
        child.wait_with_output()
    })
    .map_err(|error| format!("{command:?}: {error}"))?;
    let exit = output.status.code().ok_or_else(|| {
        trap(
            format!("{command:?}: {}", output.status),
            &output.stdout,
            &output.stderr,
        )
    })?;
    Ok(Finished {
        stdout: output.stdout,
        stderr: output.stderr,
        exit,
    })
}

/// The absolute path of `node`, so that it can be run with an empty environment.
pub(crate) fn node() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("node{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
        .ok_or_else(|| "no `node` on PATH: install Node 20 or later".to_string())
}
