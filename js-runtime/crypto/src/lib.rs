//! The cryptography of the guest: bytes in, bytes out, nothing of JavaScript.
//!
//! The primitives are RustCrypto's and the dalek crates'. What stands here chooses among them at run
//! time, and has the constructions over a primitive (HMAC, HKDF, PBKDF2, modes of AES) once for
//! all primitives instead of once for each, so that a module carries their code once.
pub mod aes;
pub mod chacha;
pub mod curve25519;
pub mod digest;
pub mod ec;
pub mod hmac;
pub mod kdf;
pub mod numbers;
mod random;
pub mod rsa;

/// Why an operation gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// A key, point, signature or parameter is not of the form that the algorithm asks for.
    Invalid,
    /// The message or ciphertext cannot be processed: wrong length, padding or tag.
    Refused,
    /// The host has no randomness.
    NoRandomness,
    /// What is asked for does not fit in memory.
    NoMemory,
}

/// So many zeros, for output whose length is the caller's wish.
fn zeros(length: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length)
        .map_err(|_| Error::NoMemory)?;
    bytes.resize(length, 0);
    Ok(bytes)
}

/// Fills with random bytes; false when there are none.
pub type Fill<'a> = &'a mut dyn FnMut(&mut [u8]) -> bool;
