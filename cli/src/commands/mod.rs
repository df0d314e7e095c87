//! One file for each subcommand.
pub mod build;
pub mod inspect;
pub mod run;

use crate::failure::Failure;
use crate::output::reason;
use std::io::Read;
use std::path::Path;

/// Everything in a file, or in stdin for `-`.
///
/// # Errors
/// One line with the path and the system's reason.
fn read_input(path: &Path) -> Result<Vec<u8>, Failure> {
    if is_standard_stream(path) {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        return read
            .map(|_| bytes)
            .map_err(|e| Failure::Message(format!("cannot read stdin: {}", reason(&e))));
    }
    std::fs::read(path)
        .map_err(|e| Failure::Message(format!("cannot read {}: {}", path.display(), reason(&e))))
}

/// Whether a path argument means stdin or stdout.
fn is_standard_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}
