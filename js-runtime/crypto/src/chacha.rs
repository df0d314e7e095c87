//! ChaCha20-Poly1305 of a message that comes in pieces: <https://www.rfc-editor.org/rfc/rfc8439#section-2.8>
use crate::Error;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use poly1305::Poly1305;
use poly1305::universal_hash::{KeyInit, UniversalHash};
use subtle::ConstantTimeEq;

/// Bytes of a tag.
pub const TAG: usize = 16;
/// Bytes of a nonce.
const NONCE: usize = 12;
/// Bytes of a block of the cipher, of which the first gives the key of the code.
const CIPHER_BLOCK: usize = 64;

/// A code that takes zeros after each of its parts up to a multiple of a block.
#[derive(Clone)]
struct Code {
    poly: Poly1305,
    partial: Vec<u8>,
    length: u64,
}

impl Code {
    fn absorb(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.partial.extend_from_slice(bytes);
        let whole = self.partial.len() - self.partial.len() % poly1305::BLOCK_SIZE;
        self.poly.update_padded(&self.partial[..whole]);
        self.partial.drain(..whole);
    }

    /// Fills the last block with zeros, and gives how many bytes were absorbed.
    fn end(&mut self) -> u64 {
        self.poly.update_padded(&self.partial);
        self.partial.clear();
        core::mem::take(&mut self.length)
    }
}

/// A message under way: first what is authenticated only, then the text.
pub struct ChaCha {
    cipher: ChaCha20,
    code: Code,
    /// Bytes of what is authenticated only; known once the text has begun.
    aad_len: Option<u64>,
    decrypts: bool,
}

impl ChaCha {
    /// A nonce of less than 12 bytes has zeros before it, as OpenSSL has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a key that has not 32 bytes, and a nonce that is empty or longer than 12 bytes.
    pub fn new(key: &[u8], nonce: &[u8], decrypts: bool) -> Result<Self, Error> {
        if nonce.is_empty() || nonce.len() > NONCE {
            return Err(Error::Invalid);
        }
        let mut padded = [0; NONCE];
        padded[NONCE - nonce.len()..].copy_from_slice(nonce);
        let mut cipher = ChaCha20::new_from_slices(key, &padded).map_err(|_| Error::Invalid)?;
        let mut first = [0; CIPHER_BLOCK];
        cipher.apply_keystream(&mut first);
        let poly = Poly1305::new_from_slice(&first[..32]).map_err(|_| Error::Invalid)?;
        Ok(ChaCha {
            cipher,
            code: Code {
                poly,
                partial: Vec::new(),
                length: 0,
            },
            aad_len: None,
            decrypts,
        })
    }

    /// Takes in what is authenticated but not encrypted.
    ///
    /// # Errors
    /// [`Error::Invalid`] once the text has begun.
    pub fn authenticate(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.aad_len.is_some() {
            return Err(Error::Invalid);
        }
        self.code.absorb(bytes);
        Ok(())
    }

    /// Encrypts or decrypts more of the text in place. What is decrypted is not to be trusted before the tag has been
    /// compared.
    ///
    /// # Errors
    /// [`Error::Refused`] past the 256 GiB that one nonce is for.
    pub fn apply(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        if self.aad_len.is_none() {
            self.aad_len = Some(self.code.end());
        }
        if self.decrypts {
            self.code.absorb(bytes);
        }
        self.cipher
            .try_apply_keystream(bytes)
            .map_err(|_| Error::Refused)?;
        if !self.decrypts {
            self.code.absorb(bytes);
        }
        Ok(())
    }

    /// The tag of all that was taken in.
    pub fn tag(&self) -> [u8; TAG] {
        let mut code = self.code.clone();
        let aad_len = self.aad_len.unwrap_or_else(|| code.end());
        let text_len = code.end();
        let lengths = u128::from(text_len) << 64 | u128::from(aad_len);
        code.poly.update_padded(&lengths.to_le_bytes());
        code.poly.finalize().into()
    }

    /// Whether the tag begins with `expected`, in time that does not depend on where they differ.
    pub fn has_tag(&self, expected: &[u8]) -> bool {
        let tag = self.tag();
        expected.len() <= TAG && bool::from(tag[..expected.len()].ct_eq(expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    const AAD: [u8; 12] = [
        0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
    ];
    const NONCE: [u8; 12] = [7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47];

    fn start(decrypts: bool) -> ChaCha {
        let key: Vec<u8> = (0x80..0xa0).collect();
        let mut message = ChaCha::new(&key, &NONCE, decrypts).unwrap();
        message.authenticate(&AAD).unwrap();
        message
    }

    /// RFC 8439, 2.8.2.
    #[test]
    fn the_message_of_rfc_8439_comes_out_in_pieces_of_any_size() {
        for size in [1, 7, 16, 64, 200] {
            let (mut message, mut back) = (start(false), start(true));
            let mut sealed = Vec::new();
            for piece in TEXT.chunks(size) {
                let mut piece = piece.to_vec();
                message.apply(&mut piece).unwrap();
                sealed.extend_from_slice(&piece);
            }
            assert_eq!(sealed[..4], [0xd3, 0x1a, 0x8d, 0x34]);
            let tag = message.tag();
            assert_eq!(tag[..4], [0x1a, 0xe1, 0x0b, 0x59]);
            back.apply(&mut sealed).unwrap();
            assert_eq!(sealed, TEXT);
            assert!(back.has_tag(&tag));
            assert!(!back.has_tag(&[0; 16]));
        }
    }

    #[test]
    fn keys_and_nonces_of_other_sizes_are_refused() {
        assert_eq!(
            ChaCha::new(&[0; 31], &NONCE, false).err(),
            Some(Error::Invalid)
        );
        assert_eq!(
            ChaCha::new(&[0; 32], &[], false).err(),
            Some(Error::Invalid)
        );
        assert_eq!(
            ChaCha::new(&[0; 32], &[0; 13], false).err(),
            Some(Error::Invalid)
        );
        let mut late = start(false);
        late.apply(&mut [0]).unwrap();
        assert_eq!(late.authenticate(&AAD), Err(Error::Invalid));
    }
}
