//! The randomness that callers give.
use crate::Fill;
use rand_core::{TryCryptoRng, TryRng};

/// The host's randomness as the crates want it.
pub struct Random<'a>(pub Fill<'a>);

/// The host has none.
#[derive(Debug)]
pub struct NoRandomness;

impl std::fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("no randomness")
    }
}

impl std::error::Error for NoRandomness {}

impl TryRng for Random<'_> {
    type Error = NoRandomness;

    fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        match (self.0)(bytes) {
            true => Ok(()),
            false => Err(NoRandomness),
        }
    }
}

impl TryCryptoRng for Random<'_> {}

/// A generator that is good enough for the keys and primes of tests (xorshift).
#[cfg(test)]
pub fn noise() -> impl FnMut(&mut [u8]) -> bool {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    move |bytes| {
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = (state >> 32) as u8;
        }
        true
    }
}
