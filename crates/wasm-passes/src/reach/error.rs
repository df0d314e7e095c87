use thiserror::Error;

/// Why a module could not be analysed, bound or assembled.
#[derive(Debug, Error)]
pub enum ReachError {
    /// Not WebAssembly, or not the WebAssembly 2.0 this pass understands.
    #[error("cannot read the WebAssembly module")]
    Wasm(#[from] wasmparser::BinaryReaderError),
    /// A section that only the linker can write is not there.
    #[error("the module has no `{0}` section: link it with --emit-relocs")]
    MissingSection(&'static str),
    /// A construct whose reachability this pass does not model.
    #[error("unsupported module: {0}")]
    Unsupported(String),
    /// The relocations describe other bytes: something rewrote the module after the linker.
    #[error("{section} relocation at offset {offset:#x} does not match the bytes there")]
    StaleRelocation {
        /// `reloc.CODE` or `reloc.DATA`.
        section: &'static str,
        /// The relocation's offset in its section.
        offset: u32,
    },
    /// The function table of the final module is not the one that was linked.
    #[error("table slot {slot}: {linked} as linked, but {bound} in the final module")]
    SlotMoved {
        /// Index into the function table.
        slot: u32,
        /// What the linker put there.
        linked: String,
        /// What the final module has there.
        bound: String,
    },
    /// A name that is not an exported function of both modules.
    #[error("no function is exported as `{0}`")]
    UnknownExport(String),
    /// Bytes that [`Reach::to_bytes`](super::Reach::to_bytes) did not write.
    #[error("the reachability table is damaged")]
    DamagedTable,
    /// A module other than the one given to [`bind`](super::bind).
    #[error("the reachability table describes another module")]
    OtherModule,
    /// The snapshot's memory, globals or data do not fit the module.
    #[error("the snapshot does not fit the module: {0}")]
    Snapshot(&'static str),
}

impl ReachError {
    pub(super) fn unsupported(what: impl Into<String>) -> Self {
        Self::Unsupported(what.into())
    }
}
