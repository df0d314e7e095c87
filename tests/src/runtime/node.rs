//! Node's own `node:wasi`, through the script that the documentation gives.
use super::{Finished, PROGRAM, Process, Runtime, execute, node};
use std::path::Path;
use std::process::Command;

/// V8; the native stack of Node's main thread.
pub struct Node;

impl Runtime for Node {
    fn name(&self) -> &'static str {
        "node"
    }

    fn run(&self, wasm: &[u8], process: &Process) -> Result<Finished, String> {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        std::fs::write(folder.path().join(PROGRAM), wasm).map_err(|error| error.to_string())?;
        let mut command = Command::new(node()?);
        command.current_dir(folder.path());
        match &process.root {
            None => command.arg(sources.join("../docs/run.mjs")),
            Some(root) => command
                .arg(sources.join("src/runtime/preopened.mjs"))
                .arg(root),
        };
        execute(command.arg(PROGRAM).args(&process.args), process)
    }
}
