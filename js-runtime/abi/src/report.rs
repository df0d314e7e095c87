//! What the guest says after loading a Program.
use crate::wire::{DecodeError, Reader, Writer};
use alloc::{string::String, vec::Vec};

/// The outcome of `jsc_load`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadReport {
    Loaded,
    Failed(LoadError),
}

/// Why a Program cannot be compiled or linked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadError {
    /// Error class: `SyntaxError`, `InternalError`, …
    pub name: String,
    pub message: String,
    /// The file at fault as stack traces show it, one of
    /// [`Positions::files`](crate::Positions::files) or
    /// [`Module::name`](crate::Module::name); empty when unknown.
    pub module: String,
    /// One-based; 0 when unknown.
    pub line: u32,
    /// One-based, in UTF-16 code units; 0 when unknown.
    pub column: u32,
}

impl LoadReport {
    /// The bytes that [`LoadReport::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        match self {
            LoadReport::Loaded => w.u8(0),
            LoadReport::Failed(e) => {
                w.u8(1);
                w.str(&e.name);
                w.str(&e.message);
                w.str(&e.module);
                w.u32(e.line);
                w.u32(e.column);
            }
        }
        w.0
    }

    /// Reads what [`LoadReport::encode`] wrote; [`DecodeError`] on anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut r = Reader(bytes);
        match r.u8()? {
            0 => Ok(LoadReport::Loaded),
            1 => Ok(LoadReport::Failed(LoadError {
                name: r.str()?,
                message: r.str()?,
                module: r.str()?,
                line: r.u32()?,
                column: r.u32()?,
            })),
            _ => Err(DecodeError),
        }
    }
}
