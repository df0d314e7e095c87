//! HMAC over any digest: <https://www.rfc-editor.org/rfc/rfc2104>
use crate::digest::{Algorithm, Hasher};

const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/// An authentication code under way.
pub struct Hmac {
    inner: Box<dyn Hasher>,
    outer: Box<dyn Hasher>,
    output_len: usize,
}

impl Hmac {
    pub fn new(algorithm: &Algorithm, key: &[u8]) -> Self {
        let mut block = match key.len() > algorithm.block_len {
            true => algorithm.digest(key),
            false => key.to_vec(),
        };
        block.resize(algorithm.block_len, 0);
        let start = |mask: u8| {
            let mut hasher = algorithm.start();
            hasher.update(&block.iter().map(|byte| byte ^ mask).collect::<Vec<_>>());
            hasher
        };
        Hmac {
            inner: start(INNER),
            outer: start(OUTER),
            output_len: algorithm.output_len,
        }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.inner.update(bytes);
    }

    pub fn finish(mut self) -> Vec<u8> {
        let inner = self.inner.finish(self.output_len).unwrap_or_default();
        self.outer.update(&inner);
        self.outer.finish(self.output_len).unwrap_or_default()
    }

    pub fn copy(&self) -> Self {
        Hmac {
            inner: self.inner.copy(),
            outer: self.outer.copy(),
            output_len: self.output_len,
        }
    }

    /// The code of several pieces with the key that this one was made with.
    pub fn of(&self, pieces: &[&[u8]]) -> Vec<u8> {
        let mut code = self.copy();
        pieces.iter().for_each(|piece| code.update(piece));
        code.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::find;

    /// Cases 1, 2 and 6 of RFC 4231.
    #[test]
    fn codes_are_those_of_rfc_4231() {
        let sha256 = find("sha256").unwrap();
        let long_key = [0xaa; 131];
        for (key, text, start) in [
            (&[0x0b; 20][..], &b"Hi There"[..], [0xb0, 0x34, 0x4c, 0x61]),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                [0x5b, 0xdc, 0xc1, 0x46],
            ),
            (
                &long_key,
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                [0x60, 0xe4, 0x31, 0x59],
            ),
        ] {
            let code = Hmac::new(sha256, key).of(&[text]);
            assert_eq!((code.len(), &code[..4]), (32, &start[..]));
        }
    }
}
