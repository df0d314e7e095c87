//! What the guest says of evaluating modules at build time.
use crate::wire::{DecodeError, Reader, Writer};
use alloc::{string::String, vec::Vec};

/// How far the evaluation came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreinitReport {
    /// The program's modules, as indices into
    /// [`Program::modules`](crate::Program::modules), in the order in which they
    /// evaluate.
    pub order: Vec<u32>,
    /// How many of them, from the first on, can be left evaluated.
    pub evaluated: u32,
    /// Why the next one is not; empty when the host knows better, as it does when
    /// an import of its was called.
    pub reason: String,
    /// `file:line:column` of what stopped the evaluation; empty when unknown.
    pub place: String,
    /// The first module that is left awaits at its top level, so that it is left with all
    /// that comes after: what stopped the evaluation may be one of those.
    pub awaits: bool,
    /// Statements of the entry's top level that were begun, if it can pause before one:
    /// the last is what stopped the evaluation.
    pub statements: u32,
    /// The entry is paused: a run goes on with its next statement.
    pub paused: bool,
    /// The module ended with an exception or waits for ever, as it would in a run.
    pub failed: bool,
}

impl PreinitReport {
    /// The bytes that [`PreinitReport::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.list(&self.order, |w, index| w.u32(*index));
        w.u32(self.evaluated);
        w.str(&self.reason);
        w.str(&self.place);
        w.u8(self.awaits as u8);
        w.u32(self.statements);
        w.u8(self.paused as u8);
        w.u8(self.failed as u8);
        w.0
    }

    /// Reads what [`PreinitReport::encode`] wrote; [`DecodeError`] on anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut r = Reader(bytes);
        let report = PreinitReport {
            order: r.list(Reader::u32)?,
            evaluated: r.u32()?,
            reason: r.str()?,
            place: r.str()?,
            awaits: r.u8()? != 0,
            statements: r.u32()?,
            paused: r.u8()? != 0,
            failed: r.u8()? != 0,
        };
        match r.0.is_empty() {
            true => Ok(report),
            false => Err(DecodeError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn decode_reads_what_encode_wrote() {
        let report = PreinitReport {
            order: vec![2, 1, 0],
            evaluated: 2,
            reason: "throws".into(),
            place: "a.js:1:2".into(),
            awaits: true,
            statements: 3,
            paused: true,
            failed: true,
        };
        let bytes = report.encode();
        assert_eq!(PreinitReport::decode(&bytes), Ok(report));
        for end in 0..bytes.len() {
            assert_eq!(PreinitReport::decode(&bytes[..end]), Err(DecodeError));
        }
    }
}
