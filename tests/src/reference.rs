//! The program itself on Node: the authority on what a fixture must print.
use crate::runtime::{Finished, Process, execute, node};
use std::path::Path;
use std::process::Command;

/// The name of this "runtime" in trials and in `skip` files.
pub const NAME: &str = "reference";

/// Runs the source file `entry`, in the folder that would be the guest's `/`.
/// The error says that Node is missing or was killed.
pub fn run(entry: &Path, process: &Process) -> Result<Finished, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut command = Command::new(node()?);
    command.current_dir(process.root.as_deref().unwrap_or(folder.path()));
    execute(command.arg(entry).args(&process.args), process)
}
