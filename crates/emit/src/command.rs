//! The default artifact: a WASI preview 1 command that exports `memory` and
//! `_start`, with the engine's functions that the program can reach and no others.
use crate::EmitError;
use crate::metadata::{self, Metadata};
use jsc_snapshot::Snapshot;
use jsc_wasm_passes::reach::{Names, Replacement};

/// What a host calls.
const START: &str = "_start";

/// Encodes the command.
///
/// # Errors
/// See [`EmitError`].
pub fn command(snapshot: &Snapshot, about: &Metadata) -> Result<Vec<u8>, EmitError> {
    let reach = jsc_engine::reach()?;
    let called: Vec<&str> = snapshot.called.iter().map(String::as_str).collect();
    let selection = reach
        .select(&[snapshot.start], &called)?
        .renamed(snapshot.start, START);
    let (producers, description) = (metadata::producers(), serde_json::to_vec(about)?);
    let replacement = Replacement {
        skeleton: &snapshot.image,
        memory_export: "memory",
        customs: &[("producers", &producers), (metadata::SECTION, &description)],
        names: Names::Drop,
    };
    Ok(reach.assemble(jsc_engine::WASM, &selection, &replacement)?)
}
