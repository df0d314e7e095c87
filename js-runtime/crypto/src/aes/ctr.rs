//! The counter mode: NIST SP 800-38A, 6.5.
use super::{Aes, BLOCK, Block};

/// Blocks of the key stream that are made at once.
const BATCH: usize = 8;

/// Encrypts as it decrypts, any number of bytes at a time.
#[derive(Clone)]
pub struct Ctr {
    aes: Aes,
    counter: u128,
    /// The bits of the block that count; the others stay.
    counting: u128,
    stream: [u8; BATCH * BLOCK],
    used: usize,
}

impl Ctr {
    /// `bits` of the block, 1 to 128, are the counter; it wraps within them.
    pub fn new(aes: Aes, counter: [u8; BLOCK], bits: u32) -> Self {
        Ctr {
            aes,
            counter: u128::from_be_bytes(counter),
            counting: u128::MAX >> (128 - bits.clamp(1, 128)),
            stream: [0; BATCH * BLOCK],
            used: BATCH * BLOCK,
        }
    }

    pub fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.used == self.stream.len() {
                self.refill();
            }
            *byte ^= self.stream[self.used];
            self.used += 1;
        }
    }

    fn refill(&mut self) {
        let mut blocks = [Block::default(); BATCH];
        for block in &mut blocks {
            *block = self.counter.to_be_bytes().into();
            let next = self.counter.wrapping_add(1) & self.counting;
            self.counter = self.counter & !self.counting | next;
        }
        self.aes.encrypt(&mut blocks);
        for (stream, block) in self.stream.chunks_exact_mut(BLOCK).zip(&blocks) {
            stream.copy_from_slice(block);
        }
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST SP 800-38A, F.5.1.
    #[test]
    fn the_first_block_is_that_of_the_standard() {
        let key = 0x2b7e151628aed2a6abf7158809cf4f3cu128.to_be_bytes();
        let counter = 0xf0f1f2f3f4f5f6f7f8f9fafbfcfdfeffu128.to_be_bytes();
        let mut bytes = 0x6bc1bee22e409f96e93d7e117393172au128.to_be_bytes();
        Ctr::new(Aes::new(&key).unwrap(), counter, 128).apply(&mut bytes);
        assert_eq!(
            u128::from_be_bytes(bytes),
            0x874d6191b620e3261bef6864990db6ce
        );
    }

    #[test]
    fn the_counter_wraps_within_its_bits() {
        let aes = Aes::new(&[7; 32]).unwrap();
        let mut wrapped = [0; 2 * BLOCK];
        Ctr::new(aes.clone(), [0xff; BLOCK], 4).apply(&mut wrapped);
        let mut expected = [0xff; BLOCK];
        expected[BLOCK - 1] = 0xf0;
        assert_eq!(wrapped[BLOCK..], aes.encrypt_one(expected));
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let aes = Aes::new(&[7; 24]).unwrap();
        let (mut whole, mut pieces) = ([0; 1000], [0; 1000]);
        Ctr::new(aes.clone(), [1; BLOCK], 64).apply(&mut whole);
        let mut stream = Ctr::new(aes, [1; BLOCK], 64);
        pieces.chunks_mut(77).for_each(|piece| stream.apply(piece));
        assert_eq!(whole, pieces);
    }
}
