//! Where things are.
use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("benches/ is in the project")
}

/// The folder of the benchmarks.
pub fn benches() -> PathBuf {
    root().join("benches")
}

/// What the harness makes: peers, artifacts, inputs.
pub fn out() -> PathBuf {
    root().join("target/bench")
}

/// A program of a peer that npm installed.
pub fn npm_bin(name: &str) -> PathBuf {
    benches().join("peers/npm/node_modules/.bin").join(name)
}
