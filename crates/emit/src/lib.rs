//! Snapshot ─▶ artifact bytes. One file for each output format, one for what
//! the artifact says about itself.
mod command;
mod metadata;

pub use command::command;
pub use metadata::{Handler, Kind, LeftModule, Metadata, ModuleSize, Preinit, SECTION, producers};

/// Why no artifact could be written; each is a bug in jsc, not in the program.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    #[error("the embedded engine does not fit its reachability table: {0}")]
    Reach(#[from] jsc_wasm_passes::reach::ReachError),
    #[error("cannot encode the metadata: {0}")]
    Metadata(#[from] serde_json::Error),
}
