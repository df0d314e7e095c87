//! RSA: <https://www.rfc-editor.org/rfc/rfc8017>
use crate::random::Random;
use crate::{Error, Fill};
use rsa::pkcs1v15::{Pkcs1v15Encrypt, Pkcs1v15Sign};
use rsa::traits::{PaddingScheme, PrivateKeyParts, PublicKeyParts, SignatureScheme};
use rsa::{BoxedUint, Oaep, PrivateKey, Pss, PublicKey};

/// Bits of a modulus: what is shorter signs nothing, what is longer takes too long.
const BITS: std::ops::RangeInclusive<usize> = 512..=16384;

/// The digests that RSA is used with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By OpenSSL's name in lower case.
    pub fn find(name: &str) -> Option<Hash> {
        match name {
            "sha1" => Some(Hash::Sha1),
            "sha256" => Some(Hash::Sha256),
            "sha384" => Some(Hash::Sha384),
            "sha512" => Some(Hash::Sha512),
            _ => None,
        }
    }
}

/// Runs `$body` with `$type` as the digest's type.
macro_rules! with_hash {
    ($hash:expr, $type:ident => $body:expr) => {
        match $hash {
            Hash::Sha1 => {
                type $type = sha1::Sha1;
                $body
            }
            Hash::Sha256 => {
                type $type = sha2::Sha256;
                $body
            }
            Hash::Sha384 => {
                type $type = sha2::Sha384;
                $body
            }
            Hash::Sha512 => {
                type $type = sha2::Sha512;
                $body
            }
        }
    };
}

/// How a signature is padded, and the digest it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Pkcs1(Hash),
    /// With so many bytes of salt.
    Pss(Hash, usize),
}

/// How a message is padded that is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Padding {
    Pkcs1,
    /// With a label.
    Oaep(Hash, Vec<u8>),
}

/// Numbers of a private key, big-endian, in the order of RFC 8017, A.1.2: n, e, d, p, q, d mod (p - 1),
/// d mod (q - 1), the inverse of q mod p.
pub type Numbers = [Vec<u8>; 8];

fn number(bytes: &[u8]) -> BoxedUint {
    BoxedUint::from_be_slice_vartime(bytes)
}

fn public_key(n: &[u8], e: &[u8]) -> Result<PublicKey, Error> {
    PublicKey::new_with_size_limits(number(n), number(e), BITS).map_err(|_| Error::Invalid)
}

fn private_key(numbers: &[&[u8]; 5]) -> Result<PrivateKey, Error> {
    let [n, e, d, p, q] = numbers.map(number);
    public_key(numbers[0], numbers[1])?;
    PrivateKey::from_components(n, e, d, vec![p, q]).map_err(|_| Error::Invalid)
}

/// A new key of `bits` with the public exponent `e`.
///
/// # Errors
/// [`Error::Invalid`] for sizes and exponents that RSA does not work with, [`Error::NoRandomness`].
pub fn generate(bits: usize, e: &[u8], fill: Fill) -> Result<Numbers, Error> {
    if !BITS.contains(&bits) || !is_exponent(e) {
        return Err(Error::Invalid);
    }
    // The crate's own bound is 1,024 bits; what is shorter is asked for by tests.
    let key = PrivateKey::new_with_exp_unchecked(&mut Random(fill), bits, number(e)).map_err(
        |error| match error {
            rsa::Error::Rng => Error::NoRandomness,
            _ => Error::Invalid,
        },
    )?;
    numbers(&key)
}

/// Whether a public exponent belongs to any key: it is odd and not 1. The crate looks for primes forever otherwise.
fn is_exponent(e: &[u8]) -> bool {
    let (Some(first), Some(last)) = (e.iter().position(|&byte| byte != 0), e.last()) else {
        return false;
    };
    last % 2 == 1 && e[first..] != [1]
}

/// All numbers of a private key, from n, e, d, p and q.
///
/// # Errors
/// [`Error::Invalid`] where they do not belong together.
pub fn complete(given: &[&[u8]; 5]) -> Result<Numbers, Error> {
    numbers(&private_key(given)?)
}

fn numbers(key: &PrivateKey) -> Result<Numbers, Error> {
    let (Some(dp), Some(dq), Some(qi)) = (key.dp(), key.dq(), key.crt_coefficient()) else {
        return Err(Error::Invalid);
    };
    let [p, q] = key.primes() else {
        return Err(Error::Invalid);
    };
    Ok([key.n().as_ref(), key.e(), key.d(), p, q, dp, dq, &qi]
        .map(|number| number.to_be_bytes_trimmed_vartime().into_vec()))
}

/// Whether n and e can be a public key.
pub fn is_public_key(n: &[u8], e: &[u8]) -> bool {
    public_key(n, e).is_ok()
}

/// Signs a digest. The numbers are n, e, d, p, q.
///
/// # Errors
/// [`Error::Invalid`] for what is no key, [`Error::Refused`] when the modulus is too short for the padding,
/// [`Error::NoRandomness`].
pub fn sign(key: &[&[u8]; 5], scheme: Scheme, digest: &[u8], fill: Fill) -> Result<Vec<u8>, Error> {
    let key = private_key(key)?;
    let mut random = Random(fill);
    let signature = match scheme {
        Scheme::Pkcs1(hash) => with_hash!(hash, D => {
            Pkcs1v15Sign::new::<D>().sign(Some(&mut random), &key, digest)
        }),
        Scheme::Pss(hash, salt) => with_hash!(hash, D => {
            Pss::<D>::new_blinded_with_salt(salt).sign(Some(&mut random), &key, digest)
        }),
    };
    signature.map_err(refusal)
}

/// Whether a signature of a digest is the key's.
///
/// # Errors
/// [`Error::Invalid`] for what is no key.
pub fn verify(
    n: &[u8],
    e: &[u8],
    scheme: Scheme,
    signature: &[u8],
    digest: &[u8],
) -> Result<bool, Error> {
    let key = public_key(n, e)?;
    let verdict = match scheme {
        Scheme::Pkcs1(hash) => {
            with_hash!(hash, D => Pkcs1v15Sign::new::<D>().verify(&key, digest, signature))
        }
        Scheme::Pss(hash, salt) => {
            with_hash!(hash, D => Pss::<D>::new_with_salt(salt).verify(&key, digest, signature))
        }
    };
    Ok(verdict.is_ok())
}

/// # Errors
/// [`Error::Invalid`] for what is no key, [`Error::Refused`] for a message that is too long,
/// [`Error::NoRandomness`].
pub fn encrypt(
    n: &[u8],
    e: &[u8],
    padding: Padding,
    text: &[u8],
    fill: Fill,
) -> Result<Vec<u8>, Error> {
    let key = public_key(n, e)?;
    let mut random = Random(fill);
    match padding {
        Padding::Pkcs1 => Pkcs1v15Encrypt.encrypt(&mut random, &key, text),
        Padding::Oaep(hash, label) => with_hash!(hash, D => {
            Oaep::<D>::new_with_label(label).encrypt(&mut random, &key, text)
        }),
    }
    .map_err(refusal)
}

/// # Errors
/// [`Error::Invalid`] for what is no key, [`Error::Refused`] for what was not encrypted for it,
/// [`Error::NoRandomness`].
pub fn decrypt(
    key: &[&[u8]; 5],
    padding: Padding,
    bytes: &[u8],
    fill: Fill,
) -> Result<Vec<u8>, Error> {
    let key = private_key(key)?;
    let mut random = Random(fill);
    match padding {
        Padding::Pkcs1 => Pkcs1v15Encrypt.decrypt(Some(&mut random), &key, bytes),
        Padding::Oaep(hash, label) => with_hash!(hash, D => {
            Oaep::<D>::new_with_label(label).decrypt(Some(&mut random), &key, bytes)
        }),
    }
    .map_err(refusal)
}

fn refusal(error: rsa::Error) -> Error {
    match error {
        rsa::Error::Rng => Error::NoRandomness,
        _ => Error::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::noise;

    #[test]
    fn what_a_key_signs_and_encrypts_verifies_and_decrypts() {
        let mut fill = noise();
        let numbers = generate(1024, &[1, 0, 1], &mut fill).unwrap();
        let key: [&[u8]; 5] = std::array::from_fn(|at| &numbers[at][..]);
        assert_eq!(complete(&key).as_ref(), Ok(&numbers));
        let [n, e, ..] = key;
        assert_eq!((n.len(), e), (128, &[1, 0, 1][..]));
        let digest = crate::digest::find("sha256").unwrap().digest(b"text");
        for scheme in [
            Scheme::Pkcs1(Hash::Sha256),
            Scheme::Pss(Hash::Sha256, 0),
            Scheme::Pss(Hash::Sha256, 32),
        ] {
            let mut signature = sign(&key, scheme, &digest, &mut fill).unwrap();
            assert_eq!(verify(n, e, scheme, &signature, &digest), Ok(true));
            signature[9] ^= 1;
            assert_eq!(verify(n, e, scheme, &signature, &digest), Ok(false));
        }
        let too_long = Scheme::Pss(Hash::Sha256, 128);
        assert_eq!(
            sign(&key, too_long, &digest, &mut fill),
            Err(Error::Refused)
        );
        for padding in [Padding::Pkcs1, Padding::Oaep(Hash::Sha1, b"label".to_vec())] {
            let cipher = encrypt(n, e, padding.clone(), b"text", &mut fill).unwrap();
            assert_eq!(
                decrypt(&key, padding.clone(), &cipher, &mut fill).as_deref(),
                Ok(&b"text"[..])
            );
            assert_eq!(
                encrypt(n, e, padding, &[0; 126], &mut fill),
                Err(Error::Refused)
            );
        }
        let labelled = |label: &[u8]| Padding::Oaep(Hash::Sha1, label.to_vec());
        let cipher = encrypt(n, e, labelled(b"one"), b"text", &mut fill).unwrap();
        assert_eq!(
            decrypt(&key, labelled(b"other"), &cipher, &mut fill),
            Err(Error::Refused)
        );
    }

    #[test]
    fn numbers_that_are_no_key_are_refused() {
        assert!(!is_public_key(&[0xff; 128], &[]));
        assert!(!is_public_key(&[0xfe; 128], &[3]));
        assert!(!is_public_key(&[0xff; 4096], &[3]));
        assert!(!is_public_key(&[0xff; 10], &[3]));
        let zeros: [&[u8]; 5] = [&[0; 128]; 5];
        assert_eq!(complete(&zeros), Err(Error::Invalid));
        assert_eq!(generate(64, &[3], &mut noise()), Err(Error::Invalid));
        assert_eq!(
            generate(512, &[3], &mut noise()).map(|n| n[0].len()),
            Ok(64)
        );
        for exponent in [&[][..], &[0], &[1], &[0, 1], &[1, 0, 0]] {
            assert_eq!(generate(1024, exponent, &mut noise()), Err(Error::Invalid));
        }
        assert_eq!(
            generate(1024, &[1, 0, 1], &mut |_| false),
            Err(Error::NoRandomness)
        );
    }
}
