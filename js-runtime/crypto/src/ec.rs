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

    /// Bytes of a private key, a coordinate, and half a signature.
    pub fn scalar_len(self) -> usize {
        match self {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }
}

/// Runs `$body` with `$curve` as the module of the curve's crate.
macro_rules! with_curve {
    ($curve:expr, $krate:ident => $body:expr) => {
        match $curve {
            Curve::P256 => {
                use p256 as $krate;
                $body
            }
            Curve::P384 => {
                use p384 as $krate;
                $body
            }
            Curve::P521 => {
                use p521 as $krate;
                $body
            }
        }
    };
}

/// A new private key.
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn generate(curve: Curve, fill: Fill) -> Result<Vec<u8>, Error> {
    let mut key = vec![0; curve.scalar_len()];
    loop {
        if !fill(&mut key) {
            return Err(Error::NoRandomness);
        }
        if curve == Curve::P521 {
            key[0] &= 1;
        }
        // One in more than 2^32 is none of the group's scalars.
        if public(curve, &key).is_ok() {
            return Ok(key);
        }
    }
}

/// The uncompressed point of a private key.
///
/// # Errors
/// [`Error::Invalid`] for what is no private key.
pub fn public(curve: Curve, private: &[u8]) -> Result<Vec<u8>, Error> {
    with_curve!(curve, krate => {
        use krate::elliptic_curve::sec1::ToSec1Point;
        let key = krate::SecretKey::from_slice(private).map_err(|_| Error::Invalid)?;
        Ok(key.public_key().to_sec1_point(false).as_bytes().to_vec())
    })
}

/// A point in one of SEC 1's forms, compressed or not.
///
/// # Errors
/// [`Error::Invalid`] for what is no point of the curve, and for the point at infinity.
pub fn point(curve: Curve, bytes: &[u8], compressed: bool) -> Result<Vec<u8>, Error> {
    with_curve!(curve, krate => {
        use krate::elliptic_curve::sec1::ToSec1Point;
        let key = krate::PublicKey::from_sec1_bytes(bytes).map_err(|_| Error::Invalid)?;
        Ok(key.to_sec1_point(compressed).as_bytes().to_vec())
    })
}

/// The x coordinate that two keys share.
///
/// # Errors
/// [`Error::Invalid`] for what is no key of the curve.
pub fn shared(curve: Curve, private: &[u8], public: &[u8]) -> Result<Vec<u8>, Error> {
    with_curve!(curve, krate => {
        let private = krate::SecretKey::from_slice(private).map_err(|_| Error::Invalid)?;
        let public = krate::PublicKey::from_sec1_bytes(public).map_err(|_| Error::Invalid)?;
        Ok(private.diffie_hellman(&public).raw_secret_bytes().to_vec())
    })
}

/// r and s of the digest of a message, with the nonce of <https://www.rfc-editor.org/rfc/rfc6979>.
///
/// # Errors
/// [`Error::Invalid`] for what is no key of the curve.
pub fn sign(curve: Curve, private: &[u8], digest: &[u8]) -> Result<Vec<u8>, Error> {
    let digest = widened(curve, digest);
    with_curve!(curve, krate => {
        use krate::ecdsa::signature::hazmat::PrehashSigner;
        let key = krate::ecdsa::SigningKey::from_slice(private).map_err(|_| Error::Invalid)?;
        let signature: krate::ecdsa::Signature = key.sign_prehash(&digest).map_err(|_| Error::Invalid)?;
        Ok(signature.to_bytes().to_vec())
    })
}

/// Whether r and s are the key's for that digest.
///
/// # Errors
/// [`Error::Invalid`] for what is no point of the curve.
pub fn verify(curve: Curve, public: &[u8], signature: &[u8], digest: &[u8]) -> Result<bool, Error> {
    let digest = widened(curve, digest);
    with_curve!(curve, krate => {
        use krate::ecdsa::signature::hazmat::PrehashVerifier;
        let key = krate::ecdsa::VerifyingKey::from_sec1_bytes(public).map_err(|_| Error::Invalid)?;
        Ok(krate::ecdsa::Signature::from_slice(signature)
            .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()))
    })
}

/// A digest is the number that its first bytes are; the crates refuse those far shorter than a scalar.
fn widened(curve: Curve, digest: &[u8]) -> Vec<u8> {
    let mut number = vec![0; curve.scalar_len().saturating_sub(digest.len())];
    number.extend_from_slice(digest);
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVES: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

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
                assert_eq!(signature.len(), 2 * curve.scalar_len());
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
            assert_eq!(secret.unwrap().len(), curve.scalar_len());
        }
    }

    #[test]
    fn points_have_two_forms_and_others_are_refused() {
        for curve in CURVES {
            let long = public(curve, &generate(curve, &mut counting()).unwrap()).unwrap();
            let short = point(curve, &long, true).unwrap();
            assert_eq!(short.len(), 1 + curve.scalar_len());
            assert_eq!(point(curve, &short, false), Ok(long.clone()));
            let mut off = long;
            *off.last_mut().unwrap() ^= 1;
            assert_eq!(point(curve, &off, false), Err(Error::Invalid));
            assert_eq!(point(curve, &[0], false), Err(Error::Invalid));
            assert_eq!(
                public(curve, &vec![0; curve.scalar_len()]),
                Err(Error::Invalid)
            );
            assert_eq!(
                public(curve, &vec![0xff; curve.scalar_len()]),
                Err(Error::Invalid)
            );
        }
    }

    #[test]
    fn without_randomness_there_is_no_key() {
        assert_eq!(
            generate(Curve::P256, &mut |_| false),
            Err(Error::NoRandomness)
        );
    }
}
