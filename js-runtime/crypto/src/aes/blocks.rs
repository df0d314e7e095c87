//! The modes over whole blocks, ECB and CBC (NIST SP 800-38A, 6.1 and 6.2), with the padding of
//! PKCS #7 (<https://www.rfc-editor.org/rfc/rfc5652#section-6.3>).
use super::{Aes, BLOCK, Block};
use crate::Error;

/// A message under way, in pieces of any size.
#[derive(Clone)]
pub struct Blocks {
    aes: Aes,
    /// The ciphertext of the block before; without one, blocks do not depend on each other.
    chain: Option<[u8; BLOCK]>,
    decrypts: bool,
    is_padded: bool,
    /// What has not been processed yet: less than a block, or one while a padding may come.
    pending: Vec<u8>,
}

impl Blocks {
    /// `iv` makes it CBC; without one it is ECB.
    pub fn new(aes: Aes, iv: Option<[u8; BLOCK]>, decrypts: bool) -> Self {
        Blocks {
            aes,
            chain: iv,
            decrypts,
            is_padded: true,
            pending: Vec::new(),
        }
    }

    pub fn set_padded(&mut self, is_padded: bool) {
        self.is_padded = is_padded;
    }

    /// What more of the message gives; the last block of a padded ciphertext stays for [`Blocks::finish`].
    pub fn update(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut input = std::mem::take(&mut self.pending);
        input.extend_from_slice(bytes);
        let mut ready = input.len() - input.len() % BLOCK;
        if self.decrypts && self.is_padded && ready == input.len() {
            ready = ready.saturating_sub(BLOCK);
        }
        self.pending = input.split_off(ready);
        self.process(input)
    }

    /// The end of the message.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the message is no whole number of blocks, [`Error::Refused`] when what
    /// was decrypted does not end with a padding.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        let mut last = std::mem::take(&mut self.pending);
        if self.is_padded && !self.decrypts {
            let count = BLOCK - last.len();
            last.resize(BLOCK, count as u8);
        }
        let is_whole = match self.is_padded {
            true => last.len() == BLOCK,
            false => last.is_empty(),
        };
        if !is_whole {
            return Err(Error::Invalid);
        }
        let mut output = self.process(last);
        if self.is_padded && self.decrypts {
            let count = padding(&output).ok_or(Error::Refused)?;
            output.truncate(BLOCK - count);
        }
        Ok(output)
    }

    fn process(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        match (self.chain, self.decrypts) {
            (None, _) => self.each(&mut bytes),
            (Some(chain), false) => self.chain_encrypted(&mut bytes, chain),
            (Some(chain), true) => {
                let cipher = bytes.clone();
                self.each(&mut bytes);
                let before = chain.iter().chain(&cipher);
                bytes
                    .iter_mut()
                    .zip(before)
                    .for_each(|(byte, mask)| *byte ^= mask);
                if let Some(last) = cipher.last_chunk() {
                    self.chain = Some(*last);
                }
            }
        }
        bytes
    }

    fn each(&self, bytes: &mut [u8]) {
        let mut blocks: Vec<Block> = bytes
            .chunks_exact(BLOCK)
            .filter_map(|chunk| Block::try_from(chunk).ok())
            .collect();
        match self.decrypts {
            true => self.aes.decrypt(&mut blocks),
            false => self.aes.encrypt(&mut blocks),
        }
        for (chunk, block) in bytes.chunks_exact_mut(BLOCK).zip(&blocks) {
            chunk.copy_from_slice(block);
        }
    }

    fn chain_encrypted(&mut self, bytes: &mut [u8], mut chain: [u8; BLOCK]) {
        for chunk in bytes.chunks_exact_mut(BLOCK) {
            chain
                .iter_mut()
                .zip(&*chunk)
                .for_each(|(mask, byte)| *mask ^= byte);
            chain = self.aes.encrypt_one(chain);
            chunk.copy_from_slice(&chain);
        }
        self.chain = Some(chain);
    }
}

/// How long the padding at a block's end is, in time that does not depend on where it is wrong.
fn padding(block: &[u8]) -> Option<usize> {
    let count = *block.last()?;
    let mut wrong = u8::from(count == 0) | u8::from(count as usize > BLOCK);
    for (at, byte) in block.iter().rev().enumerate() {
        let is_padding = u8::from(at < count as usize).wrapping_neg();
        wrong |= (byte ^ count) & is_padding;
    }
    (wrong == 0).then_some(count as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(
        iv: Option<[u8; BLOCK]>,
        decrypts: bool,
        bytes: &[u8],
        piece: usize,
    ) -> Result<Vec<u8>, Error> {
        let aes = Aes::new(&0x2b7e151628aed2a6abf7158809cf4f3cu128.to_be_bytes()).unwrap();
        let mut mode = Blocks::new(aes, iv, decrypts);
        let mut output: Vec<u8> = bytes.chunks(piece).flat_map(|p| mode.update(p)).collect();
        output.extend(mode.finish()?);
        Ok(output)
    }

    /// NIST SP 800-38A, F.1.1 and F.2.1.
    #[test]
    fn the_first_block_is_that_of_the_standard() {
        let text = 0x6bc1bee22e409f96e93d7e117393172au128.to_be_bytes();
        let iv = 0x000102030405060708090a0b0c0d0e0fu128.to_be_bytes();
        let ecb = run(None, false, &text, 16).unwrap();
        assert_eq!(
            ecb[..16],
            0x3ad77bb40d7a3660a89ecaf32466ef97u128.to_be_bytes()
        );
        let cbc = run(Some(iv), false, &text, 16).unwrap();
        assert_eq!(
            cbc[..16],
            0x7649abac8119b246cee98e9b12e9197du128.to_be_bytes()
        );
        assert_eq!(cbc.len(), 32);
    }

    #[test]
    fn what_was_encrypted_comes_back_in_pieces_of_any_size() {
        for length in [0, 1, 15, 16, 17, 100] {
            for iv in [None, Some([9; BLOCK])] {
                let text: Vec<u8> = (0..length).collect();
                let cipher = run(iv, false, &text, 7).unwrap();
                for piece in [1, 16, 33] {
                    assert_eq!(run(iv, true, &cipher, piece).as_ref(), Ok(&text));
                }
            }
        }
    }

    #[test]
    fn wrong_lengths_and_paddings_are_refused() {
        assert_eq!(run(None, true, &[], 1), Err(Error::Invalid));
        assert_eq!(run(None, true, &[0; 17], 17), Err(Error::Invalid));
        assert_eq!(run(None, true, &[0; 16], 16), Err(Error::Refused));
        for (end, count) in [
            ([1, 1], Some(1)),
            ([1, 2], None),
            ([2, 2], Some(2)),
            ([2, 0], None),
            ([3, 17], None),
        ] {
            let mut block = [7; BLOCK];
            block[BLOCK - 2..].copy_from_slice(&end);
            assert_eq!(padding(&block), count);
        }
    }
}
