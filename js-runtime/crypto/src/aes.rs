//! AES and its modes, each over one cipher whose key size is chosen at run time.
mod blocks;
mod ctr;
mod gcm;
mod wrap;

pub use blocks::Blocks;
pub use ctr::Ctr;
pub use gcm::{Gcm, open, seal};
pub use wrap::{unwrap, wrap};

use crate::Error;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};

/// Bytes of a block.
pub const BLOCK: usize = 16;

type Block = aes::Block;

/// A block cipher with its key.
#[derive(Clone)]
pub enum Aes {
    Bits128(Box<Aes128>),
    Bits192(Box<Aes192>),
    Bits256(Box<Aes256>),
}

impl Aes {
    /// # Errors
    /// [`Error::Invalid`] for a key that has not 16, 24 or 32 bytes.
    pub fn new(key: &[u8]) -> Result<Aes, Error> {
        let invalid = |_| Error::Invalid;
        Ok(match key.len() {
            16 => Aes::Bits128(Box::new(Aes128::new_from_slice(key).map_err(invalid)?)),
            24 => Aes::Bits192(Box::new(Aes192::new_from_slice(key).map_err(invalid)?)),
            _ => Aes::Bits256(Box::new(Aes256::new_from_slice(key).map_err(invalid)?)),
        })
    }

    fn encrypt(&self, blocks: &mut [Block]) {
        match self {
            Aes::Bits128(cipher) => cipher.encrypt_blocks(blocks),
            Aes::Bits192(cipher) => cipher.encrypt_blocks(blocks),
            Aes::Bits256(cipher) => cipher.encrypt_blocks(blocks),
        }
    }

    fn decrypt(&self, blocks: &mut [Block]) {
        match self {
            Aes::Bits128(cipher) => cipher.decrypt_blocks(blocks),
            Aes::Bits192(cipher) => cipher.decrypt_blocks(blocks),
            Aes::Bits256(cipher) => cipher.decrypt_blocks(blocks),
        }
    }

    fn encrypt_one(&self, block: [u8; BLOCK]) -> [u8; BLOCK] {
        let mut block = [Block::from(block)];
        self.encrypt(&mut block);
        block[0].into()
    }
}
