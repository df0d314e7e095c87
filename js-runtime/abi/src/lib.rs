//! The contract between `jsc` (the host) and js-runtime (the guest): export
//! names, the encoding of a [`Program`] on its way in and of a [`LoadReport`]
//! on its way out. Nothing else is shared by the two.
#![no_std]
extern crate alloc;

mod preinit;
mod program;
mod report;
mod wire;

pub use preinit::PreinitReport;
pub use program::{
    EntryCall, Goal, Import, ImportKind, InputMode, Module, OutputMode, Positions, Program,
    Segment, Target,
};
pub use report::{LoadError, LoadReport};
pub use wire::DecodeError;

/// Host and guest refuse each other when their numbers differ.
pub const ABI_VERSION: u32 = 6;

/// No limit, and no statement; see [`exports::PREINIT`].
pub const ALL: u32 = u32::MAX;

/// The modules before the entry.
pub const ALL_BUT_ENTRY: u32 = u32::MAX - 1;

/// Names of the guest's exports. `emit` drops those of the build, all but one that starts.
pub mod exports {
    /// `() -> u32`: the guest's [`ABI_VERSION`](super::ABI_VERSION).
    pub const ABI_VERSION: &str = "jsc_abi_version";
    /// `() -> ptr`: creates the engine's context and returns where the heap starts; the first call
    /// after the version's.
    pub const CREATE: &str = "jsc_create";
    /// `() -> ()`: the Program's functions are to have no positions and no texts.
    pub const STRIP: &str = "jsc_strip";
    /// `(size: u32) -> ptr`: a buffer for the Program, owned by the guest.
    pub const ALLOC: &str = "jsc_alloc";
    /// `(ptr: u32, len: u32) -> ptr`: compiles, links and evaluates what may be
    /// evaluated; the result points at a little-endian u32 length followed by
    /// an encoded [`LoadReport`](super::LoadReport).
    pub const LOAD: &str = "jsc_load";
    /// `(limit: u32, pause: u32) -> u32`: evaluates modules in their order, at most so
    /// many, all when the limit is [`ALL`](super::ALL), or [`ALL_BUT_ENTRY`](super::ALL_BUT_ENTRY). Unless `pause` is that too, the
    /// entry is last and is evaluated up to the statement of its top level of this
    /// number. 1 when that was done, 0 when it was not. Traps where something
    /// observes the world.
    pub const PREINIT: &str = "jsc_preinit";
    /// `() -> ptr`: how far [`PREINIT`] came, also after a trap; as for [`LOAD`],
    /// with an encoded [`PreinitReport`](super::PreinitReport).
    pub const PREINIT_REPORT: &str = "jsc_preinit_report";
    /// `(report: ptr)`: frees a report, once it is read.
    pub const FREE_REPORT: &str = "jsc_free_report";
    /// `() -> u64`: frees what only the build used; the last call before the snapshot.
    /// The low half says how many bytes of memory the snapshot needs, the high half how
    /// many bytes of its heap are allocated.
    pub const SEAL: &str = "jsc_seal";
    /// `() -> ()`: runs a Program that calls nothing; `emit` keeps it as `_start`.
    pub const START: &str = "_start";
    /// `() -> ()`: the same for one that calls a function.
    pub const START_FUNCTION: &str = "jsc_start_function";
    /// Prefix of the exports that register one group of native functions each,
    /// `() -> ()`: `jsc_use_fs` makes the module `native:fs` importable.
    pub const USE_PREFIX: &str = "jsc_use_";
    /// Prefix of the specifiers under which native groups are imported.
    pub const NATIVE_SCHEME: &str = "native:";
}
