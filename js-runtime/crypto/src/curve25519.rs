//! Ed25519 (<https://www.rfc-editor.org/rfc/rfc8032>) and X25519 (<https://www.rfc-editor.org/rfc/rfc7748>).
use crate::Error;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use x25519_dalek::{PublicKey, StaticSecret};

/// Bytes of a key, private or public.
pub const KEY: usize = 32;

/// The public key of an Ed25519 private key.
pub fn ed25519_public(private: &[u8; KEY]) -> [u8; KEY] {
    SigningKey::from_bytes(private).verifying_key().to_bytes()
}

pub fn ed25519_sign(private: &[u8; KEY], message: &[u8]) -> Vec<u8> {
    SigningKey::from_bytes(private).sign(message).to_vec()
}

/// Whether the signature is the key's. Points of small order verify nothing, as in
/// <https://w3c.github.io/webcrypto/#ed25519-operations>.
pub fn ed25519_verify(public: &[u8; KEY], signature: &[u8], message: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (
        VerifyingKey::from_bytes(public),
        Signature::from_slice(signature),
    ) else {
        return false;
    };
    key.verify_strict(message, &signature).is_ok()
}

/// The public key of an X25519 private key.
pub fn x25519_public(private: &[u8; KEY]) -> [u8; KEY] {
    PublicKey::from(&StaticSecret::from(*private)).to_bytes()
}

/// The secret that two X25519 keys share.
///
/// # Errors
/// [`Error::Refused`] when the other's point is of small order, so that the secret is known to everyone.
pub fn x25519_shared(private: &[u8; KEY], public: &[u8; KEY]) -> Result<Vec<u8>, Error> {
    let shared = StaticSecret::from(*private).diffie_hellman(&PublicKey::from(*public));
    match shared.was_contributory() {
        true => Ok(shared.to_bytes().to_vec()),
        false => Err(Error::Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, 7.1, test 2.
    #[test]
    fn a_signature_is_that_of_rfc_8032() {
        let private = [
            0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11,
            0x4e, 0x0f, 0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed,
            0x4f, 0xb8, 0xa6, 0xfb,
        ];
        let public = ed25519_public(&private);
        assert_eq!(public[..4], [0x3d, 0x40, 0x17, 0xc3]);
        let mut signature = ed25519_sign(&private, &[0x72]);
        assert_eq!(signature[..4], [0x92, 0xa0, 0x09, 0xa9]);
        assert!(ed25519_verify(&public, &signature, &[0x72]));
        assert!(!ed25519_verify(&public, &signature, &[0x73]));
        assert!(!ed25519_verify(&public, &signature[..63], &[0x72]));
        signature[0] ^= 1;
        assert!(!ed25519_verify(&public, &signature, &[0x72]));
        assert!(!ed25519_verify(&[0; KEY], &[0; 64], b""));
    }

    /// RFC 7748, 6.1.
    #[test]
    fn two_keys_share_a_secret() {
        let (alice, bob) = ([0x77; KEY], [0x5d; KEY]);
        let shared = x25519_shared(&alice, &x25519_public(&bob));
        assert_eq!(shared, x25519_shared(&bob, &x25519_public(&alice)));
        assert_eq!(x25519_shared(&alice, &[0; KEY]), Err(Error::Refused));
        let mut base = [0; KEY];
        base[0] = 9;
        assert_eq!(x25519_shared(&alice, &base).unwrap(), x25519_public(&alice));
    }
}
