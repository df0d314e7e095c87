//! Digests, chosen at run time by OpenSSL's names.
use crate::{Error, zeros};
use digest::{Digest, ExtendableOutput, Update, XofReader};

/// A digest under way.
pub trait Hasher {
    fn update(&mut self, bytes: &[u8]);
    /// The digest; `length` bytes of it where the algorithm gives as many as asked.
    ///
    /// # Errors
    /// [`Error::NoMemory`] for a length that does not fit.
    fn finish(self: Box<Self>, length: usize) -> Result<Vec<u8>, Error>;
    fn copy(&self) -> Box<dyn Hasher>;
}

struct Fixed<D>(D);

impl<D: Digest + Clone + 'static> Hasher for Fixed<D> {
    fn update(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.0, bytes);
    }

    fn finish(self: Box<Self>, _: usize) -> Result<Vec<u8>, Error> {
        Ok(self.0.finalize().to_vec())
    }

    fn copy(&self) -> Box<dyn Hasher> {
        Box::new(Fixed(self.0.clone()))
    }
}

struct Extendable<D>(D);

impl<D: Update + ExtendableOutput + Clone + 'static> Hasher for Extendable<D> {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>, length: usize) -> Result<Vec<u8>, Error> {
        let mut output = zeros(length)?;
        self.0.finalize_xof().read(&mut output);
        Ok(output)
    }

    fn copy(&self) -> Box<dyn Hasher> {
        Box::new(Extendable(self.0.clone()))
    }
}

/// What a digest is; sizes are in bytes.
pub struct Algorithm {
    pub name: &'static str,
    /// Of the digest; the default where any number can be asked for.
    pub output_len: usize,
    /// Of what it takes in at once, which HMAC needs.
    pub block_len: usize,
    pub is_extendable: bool,
    start: fn() -> Box<dyn Hasher>,
}

impl Algorithm {
    pub fn start(&self) -> Box<dyn Hasher> {
        (self.start)()
    }

    /// The digest of one text.
    pub fn digest(&self, bytes: &[u8]) -> Vec<u8> {
        let mut hasher = self.start();
        hasher.update(bytes);
        hasher.finish(self.output_len).unwrap_or_default()
    }
}

macro_rules! fixed {
    ($name:literal, $type:ty, $output:literal, $block:literal) => {
        Algorithm {
            name: $name,
            output_len: $output,
            block_len: $block,
            is_extendable: false,
            start: || Box::new(Fixed(<$type as Digest>::new())),
        }
    };
}

macro_rules! extendable {
    ($name:literal, $type:ty, $output:literal, $block:literal) => {
        Algorithm {
            name: $name,
            output_len: $output,
            block_len: $block,
            is_extendable: true,
            start: || Box::new(Extendable(<$type>::default())),
        }
    };
}

pub static ALGORITHMS: &[Algorithm] = &[
    fixed!("sha1", sha1::Sha1, 20, 64),
    fixed!("sha224", sha2::Sha224, 28, 64),
    fixed!("sha256", sha2::Sha256, 32, 64),
    fixed!("sha384", sha2::Sha384, 48, 128),
    fixed!("sha512", sha2::Sha512, 64, 128),
    fixed!("sha512-224", sha2::Sha512_224, 28, 128),
    fixed!("sha512-256", sha2::Sha512_256, 32, 128),
    fixed!("sha3-224", sha3::Sha3_224, 28, 144),
    fixed!("sha3-256", sha3::Sha3_256, 32, 136),
    fixed!("sha3-384", sha3::Sha3_384, 48, 104),
    fixed!("sha3-512", sha3::Sha3_512, 64, 72),
    extendable!("shake128", shake::Shake128, 16, 168),
    extendable!("shake256", shake::Shake256, 32, 136),
    fixed!("md5", md5::Md5, 16, 64),
    fixed!("ripemd160", ripemd::Ripemd160, 20, 64),
    fixed!("blake2b512", blake2::Blake2b512, 64, 128),
    fixed!("blake2s256", blake2::Blake2s256, 32, 64),
];

/// The algorithm of that name, in OpenSSL's spelling and lower case.
pub fn find(name: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().find(|algorithm| algorithm.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// "abc", from FIPS 180-4, FIPS 202, RFC 1321, RFC 7693 and the RIPEMD-160 page.
    #[test]
    fn abc_has_the_digests_of_the_standards() {
        for (name, digest) in [
            ("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "sha224",
                "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
            ),
            (
                "sha256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                "sha384",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed\
                 8086072ba1e7cc2358baeca134c825a7",
            ),
            (
                "sha512",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                 2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            ),
            (
                "sha3-256",
                "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
            ),
            ("md5", "900150983cd24fb0d6963f7d28e17f72"),
            ("ripemd160", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
            (
                "blake2s256",
                "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
            ),
        ] {
            assert_eq!(hex(&find(name).unwrap().digest(b"abc")), digest, "{name}");
        }
    }

    #[test]
    fn every_digest_has_the_length_it_says_and_the_same_in_pieces() {
        let text: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for algorithm in ALGORITHMS {
            let mut hasher = algorithm.start();
            let mut other = None;
            for (at, piece) in text.chunks(77).enumerate() {
                if at == 3 {
                    other = Some(hasher.copy());
                }
                hasher.update(piece);
            }
            let digest = hasher.finish(algorithm.output_len).unwrap();
            assert_eq!(digest.len(), algorithm.output_len, "{}", algorithm.name);
            assert_eq!(digest, algorithm.digest(&text), "{}", algorithm.name);
            let mut other = other.unwrap();
            other.update(&text[3 * 77..]);
            assert_eq!(Ok(digest), other.finish(algorithm.output_len));
        }
    }

    #[test]
    fn extendable_digests_give_what_is_asked_for() {
        let shake = find("shake128").unwrap();
        let long = shake.start().finish(64).unwrap();
        assert_eq!(hex(&long[..16]), "7f9c2ba4e88f827d616045507605853e");
        assert_eq!(shake.start().finish(0), Ok(Vec::new()));
    }
}
