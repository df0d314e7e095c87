//! What a module is made of, as one digest.
use sha2::{Digest, Sha256};
use std::fmt::Debug;
use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// Digest of all that a module is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a program, as the engine gets it, with what else the module depends on; none when
    /// this compiler cannot tell itself from others.
    pub fn new(program: &jsc_abi::Program, rest: &impl Debug) -> Option<Self> {
        let mut digest = Sha256::new();
        for part in [
            compiler()?.as_bytes(),
            &program.encode(),
            format!("{rest:?}").as_bytes(),
        ] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        Some(Key(digest.finalize().into()))
    }

    /// The name of its file.
    pub(super) fn name(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn is_name(name: &str) -> bool {
        name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    #[cfg(test)]
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        Key(Sha256::digest(bytes).into())
    }
}

/// Tells this compiler, engine included, from any other: by its version, and by its file, which one
/// that is built anew with the same version does not share.
fn compiler() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let built = Metadata::modified(&file).ok()?.duration_since(UNIX_EPOCH);
    let built = built.ok()?.as_nanos();
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {built}", file.len()))
}
