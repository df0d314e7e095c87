//! ECDSA and ECDH over the curves of NIST (FIPS 186-5, SEC 1).
use crate::{Error, Fill};

/// A curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    /// By the name that Web Cryptography gives it.
    pub fn find(name: &str) -> Option<Curve> {
        match name {
            "P-256" => Some(Curve::P256),
            "P-384" => Some(Curve::P384),
            "P-521" => Some(Curve::P521),
            _ => None,
        }
    }
}

/// Gives a module the operations of a curve, over the curve's crate. `$mask` is what the first byte of a private key
/// can have.
macro_rules! operations {
    ($krate:ident, $scalar_len:literal, $mask:literal) => {
        use crate::{Error, Fill};
        use ::$krate::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
        use ::$krate::ecdsa::{Signature, SigningKey, VerifyingKey};
        use ::$krate::elliptic_curve::sec1::ToSec1Point;
        use ::$krate::{PublicKey, SecretKey};

        /// A new private key.
        ///
        /// # Errors
        /// [`Error::NoRandomness`].
        pub fn generate(fill: Fill) -> Result<Vec<u8>, Error> {
            let mut key = vec![0; $scalar_len];
            loop {
                if !fill(&mut key) {
                    return Err(Error::NoRandomness);
                }
                key[0] &= $mask;
                // One in more than 2^32 is none of the group's scalars.
                if public(&key).is_ok() {
                    return Ok(key);
                }
            }
        }

        /// The uncompressed point of a private key.
        ///
        /// # Errors
        /// [`Error::Invalid`] for what is no private key.
        pub fn public(private: &[u8]) -> Result<Vec<u8>, Error> {
            let key = SecretKey::from_slice(private).map_err(|_| Error::Invalid)?;
            Ok(key.public_key().to_sec1_point(false).as_bytes().to_vec())
        }

        /// A point in one of SEC 1's forms, compressed or not.
        ///
        /// # Errors
        /// [`Error::Invalid`] for what is no point of the curve, and for the point at infinity.
        pub fn point(bytes: &[u8], compressed: bool) -> Result<Vec<u8>, Error> {
            let key = PublicKey::from_sec1_bytes(bytes).map_err(|_| Error::Invalid)?;
            Ok(key.to_sec1_point(compressed).as_bytes().to_vec())
        }

        /// The x coordinate that two keys share.
        ///
        /// # Errors
        /// [`Error::Invalid`] for what is no key of the curve.
        pub fn shared(private: &[u8], public: &[u8]) -> Result<Vec<u8>, Error> {
            let private = SecretKey::from_slice(private).map_err(|_| Error::Invalid)?;
            let public = PublicKey::from_sec1_bytes(public).map_err(|_| Error::Invalid)?;
            Ok(private.diffie_hellman(&public).raw_secret_bytes().to_vec())
        }

        /// r and s of the digest of a message, with the nonce of <https://www.rfc-editor.org/rfc/rfc6979>.
        ///
        /// # Errors
        /// [`Error::Invalid`] for what is no key of the curve.
        pub fn sign(private: &[u8], digest: &[u8]) -> Result<Vec<u8>, Error> {
            let key = SigningKey::from_slice(private).map_err(|_| Error::Invalid)?;
            let digest = super::widened($scalar_len, digest);
            let signature: Signature = key.sign_prehash(&digest).map_err(|_| Error::Invalid)?;
            Ok(signature.to_bytes().to_vec())
        }

        /// Whether r and s are the key's for that digest.
        ///
        /// # Errors
        /// [`Error::Invalid`] for what is no point of the curve.
        pub fn verify(public: &[u8], signature: &[u8], digest: &[u8]) -> Result<bool, Error> {
            let key = VerifyingKey::from_sec1_bytes(public).map_err(|_| Error::Invalid)?;
            let digest = super::widened($scalar_len, digest);
            // secp256k1's crate takes the lesser of the two s that are right, and this is it on every curve.
            Ok(Signature::from_slice(signature).is_ok_and(|signature| {
                key.verify_prehash(&digest, &signature.normalize_s())
                    .is_ok()
            }))
        }
    };
}

mod nist256 {
    operations!(p256, 32, 0xff);
}

mod nist384 {
    operations!(p384, 48, 0xff);
}

mod nist521 {
    operations!(p521, 66, 0x01);
}

/// The curve of SEC 2 that Web Cryptography does not have.
pub mod secp256k1 {
    operations!(k256, 32, 0xff);
}

/// Calls the operation of the curve.
macro_rules! on_curve {
    ($curve:expr, $operation:ident($($argument:expr),*)) => {
        match $curve {
            Curve::P256 => nist256::$operation($($argument),*),
            Curve::P384 => nist384::$operation($($argument),*),
            Curve::P521 => nist521::$operation($($argument),*),
        }
    };
}

/// A new private key.
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn generate(curve: Curve, fill: Fill) -> Result<Vec<u8>, Error> {
    on_curve!(curve, generate(fill))
}

/// The uncompressed point of a private key.
///
/// # Errors
/// [`Error::Invalid`] for what is no private key.
pub fn public(curve: Curve, private: &[u8]) -> Result<Vec<u8>, Error> {
    on_curve!(curve, public(private))
}

/// A point in one of SEC 1's forms, compressed or not.
///
/// # Errors
/// [`Error::Invalid`] for what is no point of the curve, and for the point at infinity.
pub fn point(curve: Curve, bytes: &[u8], compressed: bool) -> Result<Vec<u8>, Error> {
    on_curve!(curve, point(bytes, compressed))
}

/// The x coordinate that two keys share.
///
/// # Errors
/// [`Error::Invalid`] for what is no key of the curve.
pub fn shared(curve: Curve, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Error> {
    on_curve!(curve, shared(private, public))
}

/// r and s of the digest of a message, with the nonce of <https://www.rfc-editor.org/rfc/rfc6979>.
///
/// # Errors
/// [`Error::Invalid`] for what is no key of the curve.
pub fn sign(curve: Curve, private: &[u8], digest: &[u8]) -> Result<Vec<u8>, Error> {
    on_curve!(curve, sign(private, digest))
}

/// Whether r and s are the key's for that digest.
///
/// # Errors
/// [`Error::Invalid`] for what is no point of the curve.
pub fn verify(curve: Curve, public: &[u8], signature: &[u8], digest: &[u8]) -> Result<bool, Error> {
    on_curve!(curve, verify(public, signature, digest))
}

/// A digest is the number that its first bytes are; the crates refuse those far shorter than a scalar.
fn widened(scalar_len: usize, digest: &[u8]) -> Vec<u8> {
    let mut number = vec![0; scalar_len.saturating_sub(digest.len())];
    number.extend_from_slice(digest);
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVES: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

    /// Bytes of a private key, a coordinate, and half a signature.
    fn scalar_len(curve: Curve) -> usize {
        match curve {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }

    fn counting() -> impl FnMut(&mut [u8]) -> bool {
        let mut next = 0u8;
        move |bytes| {
            for byte in bytes {
                next = next.wrapping_mul(5).wrapping_add(113);
                *byte = next;
            }
            true
        }
    }

    /// RFC 6979, A.2.5, with SHA-256 of "sample".
    #[test]
    fn a_signature_is_that_of_rfc_6979() {
        let private = [
            0xc9, 0xaf, 0xa9, 0xd8, 0x45, 0xba, 0x75, 0x16, 0x6b, 0x5c, 0x21, 0x57, 0x67, 0xb1,
            0xd6, 0x93, 0x4e, 0x50, 0xc3, 0xdb, 0x36, 0xe8, 0x9b, 0x12, 0x7b, 0x8a, 0x62, 0x2b,
            0x12, 0x0f, 0x67, 0x21,
        ];
        let digest = crate::digest::find("sha256").unwrap().digest(b"sample");
        let signature = sign(Curve::P256, &private, &digest).unwrap();
        assert_eq!(signature[..4], [0xef, 0xd4, 0x8b, 0x2a]);
        assert_eq!(signature[32..36], [0xf7, 0xcb, 0x1c, 0x94]);
    }

    #[test]
    fn digests_of_any_length_are_signed_and_verified() {
        for curve in CURVES {
            let private = generate(curve, &mut counting()).unwrap();
            let public = public(curve, &private).unwrap();
            for length in [20, 32, 48, 64] {
                let mut digest: Vec<u8> = (1..=length).collect();
                let signature = sign(curve, &private, &digest).unwrap();
                assert_eq!(signature.len(), 2 * scalar_len(curve));
                assert_eq!(verify(curve, &public, &signature, &digest), Ok(true));
                digest[0] ^= 1;
                assert_eq!(verify(curve, &public, &signature, &digest), Ok(false));
                assert_eq!(verify(curve, &public, &signature[1..], &digest), Ok(false));
            }
        }
    }

    #[test]
    fn two_keys_share_a_secret() {
        let mut fill = counting();
        for curve in CURVES {
            let (a, b) = (
                generate(curve, &mut fill).unwrap(),
                generate(curve, &mut fill).unwrap(),
            );
            let secret = shared(curve, &a, &public(curve, &b).unwrap());
            assert_eq!(secret, shared(curve, &b, &public(curve, &a).unwrap()));
            assert_eq!(secret.unwrap().len(), scalar_len(curve));
        }
    }

    #[test]
    fn points_have_two_forms_and_others_are_refused() {
        for curve in CURVES {
            let long = public(curve, &generate(curve, &mut counting()).unwrap()).unwrap();
            let short = point(curve, &long, true).unwrap();
            assert_eq!(short.len(), 1 + scalar_len(curve));
            assert_eq!(point(curve, &short, false), Ok(long.clone()));
            let mut off = long;
            *off.last_mut().unwrap() ^= 1;
            assert_eq!(point(curve, &off, false), Err(Error::Invalid));
            assert_eq!(point(curve, &[0], false), Err(Error::Invalid));
            assert_eq!(
                public(curve, &vec![0; scalar_len(curve)]),
                Err(Error::Invalid)
            );
            assert_eq!(
                public(curve, &vec![0xff; scalar_len(curve)]),
                Err(Error::Invalid)
            );
        }
    }

    /// What OpenSSL signs with the key 1: either s is right for a message.
    #[test]
    fn secp256k1_takes_both_signatures_of_a_message() {
        let mut private = [0; 32];
        private[31] = 1;
        let public = secp256k1::public(&private).unwrap();
        assert_eq!(public[1..5], [0x79, 0xbe, 0x66, 0x7e]);
        let digest = [7; 32];
        let signature = secp256k1::sign(&private, &digest).unwrap();
        let other = {
            let signature = k256::ecdsa::Signature::from_slice(&signature).unwrap();
            let s = -*signature.s();
            k256::ecdsa::Signature::from_scalars(signature.r().to_bytes(), s.to_bytes()).unwrap()
        };
        for signature in [signature, other.to_bytes().to_vec()] {
            assert_eq!(secp256k1::verify(&public, &signature, &digest), Ok(true));
            assert_eq!(secp256k1::verify(&public, &signature, &[8; 32]), Ok(false));
        }
        let secret = secp256k1::generate(&mut counting()).unwrap();
        assert_eq!(
            secp256k1::shared(&secret, &public),
            secp256k1::public(&secret).map(|point| point[1..33].to_vec())
        );
    }

    #[test]
    fn without_randomness_there_is_no_key() {
        assert_eq!(
            generate(Curve::P256, &mut |_| false),
            Err(Error::NoRandomness)
        );
    }
}
