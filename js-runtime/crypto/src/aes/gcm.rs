//! The Galois/counter mode: NIST SP 800-38D.
use super::{Aes, BLOCK, Ctr};
use crate::Error;
use ghash::GHash;
use ghash::universal_hash::UniversalHash;
use subtle::ConstantTimeEq;

/// GHASH of bytes that come in pieces.
#[derive(Clone)]
struct Hash {
    ghash: GHash,
    partial: Vec<u8>,
    /// Of the part of the message that is absorbed.
    length: u64,
}

impl Hash {
    fn absorb(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let mut bytes = bytes;
        if !self.partial.is_empty() {
            let wanted = (BLOCK - self.partial.len()).min(bytes.len());
            self.partial.extend_from_slice(&bytes[..wanted]);
            bytes = &bytes[wanted..];
            if self.partial.len() < BLOCK {
                return;
            }
            self.ghash.update_padded(&self.partial);
            self.partial.clear();
        }
        let whole = bytes.len() - bytes.len() % BLOCK;
        self.ghash.update_padded(&bytes[..whole]);
        self.partial.extend_from_slice(&bytes[whole..]);
    }

    /// Fills the last block with zeros, and gives how many bits were absorbed.
    fn end(&mut self) -> u64 {
        self.ghash.update_padded(&self.partial);
        self.partial.clear();
        std::mem::take(&mut self.length) * 8
    }
}

/// A message under way: first what is authenticated only, then the text.
#[derive(Clone)]
pub struct Gcm {
    hash: Hash,
    ctr: Ctr,
    tag_mask: [u8; BLOCK],
    /// Of what is authenticated only; known once the text has begun.
    aad_bits: Option<u64>,
    decrypts: bool,
}

impl Gcm {
    /// An `iv` may have any length but none.
    pub fn new(aes: Aes, iv: &[u8], decrypts: bool) -> Self {
        let ghash = GHash::new(&aes.encrypt_one([0; BLOCK]).into());
        let first = first_counter(&ghash, iv);
        let next = (first as u32).wrapping_add(1);
        let counter = first >> 32 << 32 | u128::from(next);
        Gcm {
            hash: Hash {
                ghash,
                partial: Vec::new(),
                length: 0,
            },
            tag_mask: aes.encrypt_one(first.to_be_bytes()),
            ctr: Ctr::new(aes, counter.to_be_bytes(), 32),
            aad_bits: None,
            decrypts,
        }
    }

    /// Takes in what is authenticated but not encrypted.
    ///
    /// # Errors
    /// [`Error::Invalid`] once the text has begun.
    pub fn authenticate(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.aad_bits.is_some() {
            return Err(Error::Invalid);
        }
        self.hash.absorb(bytes);
        Ok(())
    }

    /// Encrypts or decrypts more of the text in place. What is decrypted is not to be trusted before
    /// the tag has been compared.
    pub fn apply(&mut self, bytes: &mut [u8]) {
        if self.aad_bits.is_none() {
            self.aad_bits = Some(self.hash.end());
        }
        if self.decrypts {
            self.hash.absorb(bytes);
        }
        self.ctr.apply(bytes);
        if !self.decrypts {
            self.hash.absorb(bytes);
        }
    }

    /// The tag of all that was taken in.
    pub fn tag(mut self) -> [u8; BLOCK] {
        self.apply(&mut []);
        let text_bits = self.hash.end();
        let lengths = u128::from(self.aad_bits.unwrap_or(0)) << 64 | u128::from(text_bits);
        self.hash.ghash.update_padded(&lengths.to_be_bytes());
        let mut tag: [u8; BLOCK] = self.hash.ghash.finalize().into();
        tag.iter_mut()
            .zip(self.tag_mask)
            .for_each(|(byte, mask)| *byte ^= mask);
        tag
    }

    /// Whether the tag begins with `expected`, in time that does not depend on where they differ.
    pub fn has_tag(self, expected: &[u8]) -> bool {
        let tag = self.tag();
        expected.len() <= BLOCK && bool::from(tag[..expected.len()].ct_eq(expected))
    }
}

fn first_counter(ghash: &GHash, iv: &[u8]) -> u128 {
    if iv.len() == 12 {
        let mut block = [0; BLOCK];
        block[..12].copy_from_slice(iv);
        return u128::from_be_bytes(block) | 1;
    }
    let mut ghash = ghash.clone();
    ghash.update_padded(iv);
    ghash.update_padded(&(iv.len() as u128 * 8).to_be_bytes());
    u128::from_be_bytes(ghash.finalize().into())
}

/// A whole message encrypted, with `tag_len` bytes of its tag after it.
pub fn seal(
    aes: Aes,
    iv: &[u8],
    aad: &[u8],
    text: &[u8],
    tag_len: usize,
) -> Result<Vec<u8>, Error> {
    let mut gcm = Gcm::new(aes, iv, false);
    gcm.authenticate(aad)?;
    let mut output = text.to_vec();
    gcm.apply(&mut output);
    output.extend_from_slice(&gcm.tag()[..tag_len.min(BLOCK)]);
    Ok(output)
}

/// A whole message decrypted.
///
/// # Errors
/// [`Error::Refused`] when the last `tag_len` bytes are not its tag.
pub fn open(
    aes: Aes,
    iv: &[u8],
    aad: &[u8],
    bytes: &[u8],
    tag_len: usize,
) -> Result<Vec<u8>, Error> {
    let at = bytes.len().checked_sub(tag_len).ok_or(Error::Refused)?;
    let (text, tag) = bytes.split_at(at);
    let mut gcm = Gcm::new(aes, iv, true);
    gcm.authenticate(aad)?;
    let mut output = text.to_vec();
    gcm.apply(&mut output);
    match gcm.has_tag(tag) {
        true => Ok(output),
        false => Err(Error::Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Aes {
        Aes::new(&0xfeffe9928665731c6d6a8f9467308308u128.to_be_bytes()).unwrap()
    }

    /// Cases 1, 2 and 4 of the GCM specification (McGrew and Viega), and case 5 for a short IV.
    #[test]
    fn tags_are_those_of_the_specification() {
        let zero = || Aes::new(&[0; 16]).unwrap();
        let tag = |sealed: Vec<u8>| u128::from_be_bytes(*sealed.last_chunk().unwrap());
        assert_eq!(
            tag(seal(zero(), &[0; 12], b"", b"", 16).unwrap()),
            0x58e2fccefa7e3061367f1d57a4e7455a
        );
        assert_eq!(
            tag(seal(zero(), &[0; 12], b"", &[0; 16], 16).unwrap()),
            0xab6e47d42cec13bdf53a67b21257bddf
        );
        let text = [
            0xd9, 0x31, 0x32, 0x25, 0xf8, 0x84, 0x06, 0xe5, 0xa5, 0x59, 0x09, 0xc5, 0xaf, 0xf5,
            0x26, 0x9a, 0x86, 0xa7, 0xa9, 0x53, 0x15, 0x34, 0xf7, 0xda, 0x2e, 0x4c, 0x30, 0x3d,
            0x8a, 0x31, 0x8a, 0x72, 0x1c, 0x3c, 0x0c, 0x95, 0x95, 0x68, 0x09, 0x53, 0x2f, 0xcf,
            0x0e, 0x24, 0x49, 0xa6, 0xb5, 0x25, 0xb1, 0x6a, 0xed, 0xf5, 0xaa, 0x0d, 0xe6, 0x57,
            0xba, 0x63, 0x7b, 0x39,
        ];
        let aad = [
            0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef, 0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad,
            0xbe, 0xef, 0xab, 0xad, 0xda, 0xd2,
        ];
        let iv = 0xcafebabefacedbaddecaf888u128.to_be_bytes();
        assert_eq!(
            tag(seal(key(), &iv[4..], &aad, &text, 16).unwrap()),
            0x5bc94fbc3221a5db94fae95ae7121a47
        );
        assert_eq!(
            tag(seal(key(), &iv[4..12], &aad, &text, 16).unwrap()),
            0x3612d2e79e3b0785561be14aaca2fccb
        );
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let text: Vec<u8> = (0..200).collect();
        let mut gcm = Gcm::new(key(), &[3; 5], false);
        text[..50]
            .chunks(7)
            .for_each(|piece| gcm.authenticate(piece).unwrap());
        let mut pieces = text.clone();
        pieces.chunks_mut(13).for_each(|piece| gcm.apply(piece));
        assert_eq!(gcm.authenticate(b""), Err(Error::Invalid));
        pieces.extend_from_slice(&gcm.tag());
        assert_eq!(
            pieces,
            seal(key(), &[3; 5], &text[..50], &text, 16).unwrap()
        );
    }

    #[test]
    fn a_changed_message_is_refused() {
        let sealed = seal(key(), &[3; 12], b"aad", b"text", 12).unwrap();
        assert_eq!(
            open(key(), &[3; 12], b"aad", &sealed, 12).as_deref(),
            Ok(&b"text"[..])
        );
        assert_eq!(
            open(key(), &[3; 12], b"AAD", &sealed, 12),
            Err(Error::Refused)
        );
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(
                open(key(), &[3; 12], b"aad", &changed, 12),
                Err(Error::Refused)
            );
        }
        assert_eq!(
            open(key(), &[3; 12], b"aad", &sealed[..11], 12),
            Err(Error::Refused)
        );
    }
}
