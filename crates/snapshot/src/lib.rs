//! Program ─▶ Snapshot: the engine compiles and links the Program, and what it
//! left in linear memory becomes a core module's data segments.
mod guest;
mod image;
mod world;

use jsc_abi::{LoadError, LoadReport, Program};

/// A heap that holds a compiled, linked program.
#[derive(Debug)]
pub struct Snapshot {
    /// A core module of one memory and its data segments, as Wizer writes it.
    pub image: Vec<u8>,
    /// The guest's exports that were called: what they reach must stay.
    pub called: Vec<String>,
}

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The program does not compile or link; the position is the author's.
    #[error("{}: {}", .0.name, .0.message)]
    Program(LoadError),
    /// Compiling the program needed more than the engine has.
    #[error("the engine failed while compiling the program: {0}")]
    Engine(String),
    /// Host and guest were not built together.
    #[error(
        "the engine image speaks ABI version {found}, this jsc version {}",
        jsc_abi::ABI_VERSION
    )]
    Abi { found: u32 },
}

impl From<wasmtime::Error> for SnapshotError {
    fn from(error: wasmtime::Error) -> Self {
        // The alternate form has the causes in one line, without a backtrace.
        SnapshotError::Engine(format!("{error:#}"))
    }
}

/// Compiles and links `program` in a fresh engine, with the groups of natives
/// named in `groups`, and snapshots its memory.
///
/// # Errors
/// See [`SnapshotError`].
pub fn take(program: &Program, groups: &[String]) -> Result<Snapshot, SnapshotError> {
    let mut guest = guest::Guest::instantiate()?;
    match guest.load(program, groups)? {
        LoadReport::Loaded => {}
        LoadReport::Failed(error) => return Err(SnapshotError::Program(error)),
    }
    let called = guest.called().to_vec();
    let image = image::capture(guest)?;
    Ok(Snapshot { image, called })
}
