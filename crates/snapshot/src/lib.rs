//! Program ─▶ Snapshot: the engine compiles and links the Program, and what it
//! left in linear memory becomes a core module's data segments.
mod commonjs;
mod guest;
mod image;
mod preinit;
mod world;

pub use preinit::{Left, Mode, Preinit, PreinitOptions};

use commonjs::Needs;
use jsc_abi::{EntryCall, LoadError, LoadReport, Program, exports};

/// A heap that holds a compiled, linked program.
#[derive(Debug)]
pub struct Snapshot {
    /// A core module of one memory and its data segments, as Wizer writes it.
    pub image: Vec<u8>,
    /// The guest's exports that were called: what they reach must stay.
    pub called: Vec<String>,
    pub heap: Heap,
    /// The guest's export that runs the program.
    pub start: &'static str,
    pub preinit: Preinit,
}

/// How much a run starts with, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heap {
    /// Allocated in the heap, what is zero included.
    pub live_bytes: usize,
    /// Of the heap in the image's data segments.
    pub segment_bytes: usize,
    /// Of memory, before it grows.
    pub memory_bytes: usize,
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

/// What a build can be told besides the Program.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Groups of natives that the program needs besides those that its modules import.
    pub groups: Vec<String>,
    /// Leave out positions and function texts: stack frames name the file only.
    pub strip: bool,
    pub preinit: PreinitOptions,
}

/// Compiles and links `program` in a fresh engine and snapshots its memory.
/// What modules of other goals than ES modules need of the runtime is added.
///
/// # Errors
/// See [`SnapshotError`].
pub fn take(program: &Program, options: &Options) -> Result<Snapshot, SnapshotError> {
    let needs = Needs::of(program);
    let completed = (needs == Needs::Loader).then(|| commonjs::with_loader(program));
    let program = completed.as_ref().unwrap_or(program);
    let groups = commonjs::groups(program, &needs, &options.groups);
    let mut guest = guest::Guest::instantiate()?;
    if let LoadReport::Failed(error) = guest.load(program, &groups, options.strip)? {
        return Err(SnapshotError::Program(error));
    }
    let (mut guest, preinit) = preinit::evaluate(guest, program, &options.preinit)?;
    let sealed = guest.seal()?;
    let called = guest.called().to_vec();
    let heap_start = guest.heap_start;
    let image = image::capture(guest, sealed.memory_bytes)?;
    let heap = Heap {
        live_bytes: sealed.live_bytes,
        segment_bytes: image::bytes_from(&image, heap_start)?,
        memory_bytes: sealed.memory_bytes,
    };
    Ok(Snapshot {
        image,
        called,
        heap,
        start: match program.call {
            EntryCall::None => exports::START,
            EntryCall::Function { .. } => exports::START_FUNCTION,
        },
        preinit,
    })
}
