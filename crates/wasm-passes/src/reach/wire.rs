//! Numbers, strings and sets in the form the reachability table is stored in.

use super::ReachError;
use super::bits::BitSet;

pub(super) fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// Reads what the functions above wrote.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn number(&mut self) -> Result<usize, ReachError> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (byte, rest) = self.bytes.split_first().ok_or(ReachError::DamagedTable)?;
            self.bytes = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(ReachError::DamagedTable)
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], ReachError> {
        let len = self.number()?;
        let (bytes, rest) = self
            .bytes
            .split_at_checked(len)
            .ok_or(ReachError::DamagedTable)?;
        self.bytes = rest;
        Ok(bytes)
    }

    pub(super) fn string(&mut self) -> Result<String, ReachError> {
        String::from_utf8(self.bytes()?.to_vec()).map_err(|_| ReachError::DamagedTable)
    }

    pub(super) fn set(&mut self) -> Result<BitSet, ReachError> {
        Ok(BitSet::from_bytes(self.bytes()?))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_come_back() {
        let numbers = [0, 127, 128, 300, 1 << 20, u32::MAX as usize, usize::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            write_number(&mut bytes, number);
        }
        let mut reader = Reader::new(&bytes);
        for number in numbers {
            assert_eq!(reader.number().unwrap(), number);
        }
        assert!(reader.is_empty());
    }

    #[test]
    fn a_cut_table_is_an_error() {
        assert!(Reader::new(&[0x80]).number().is_err());
        assert!(Reader::new(&[3, b'a']).bytes().is_err());
        assert!(Reader::new(&[0xff; 11]).number().is_err());
    }
}
