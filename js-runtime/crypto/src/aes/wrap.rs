//! Keys encrypted with a key: <https://www.rfc-editor.org/rfc/rfc3394>
use super::Aes;
use crate::Error;
use aes_kw::AesKw;
use aes_kw::cipher::common::InnerInit;

/// Bytes that the wrapped key has more than the key.
const OVERHEAD: usize = 8;

/// # Errors
/// [`Error::Refused`] for a key that is no multiple of 8 bytes, 16 at least.
pub fn wrap(aes: Aes, key: &[u8]) -> Result<Vec<u8>, Error> {
    if key.len() < 16 || !key.len().is_multiple_of(8) {
        return Err(Error::Refused);
    }
    let mut output = vec![0; key.len() + OVERHEAD];
    match aes {
        Aes::Bits128(aes) => AesKw::inner_init(*aes).wrap_key(key, &mut output).is_ok(),
        Aes::Bits192(aes) => AesKw::inner_init(*aes).wrap_key(key, &mut output).is_ok(),
        Aes::Bits256(aes) => AesKw::inner_init(*aes).wrap_key(key, &mut output).is_ok(),
    }
    .then_some(output)
    .ok_or(Error::Refused)
}

/// # Errors
/// [`Error::Refused`] for what [`wrap`] did not make with that key.
pub fn unwrap(aes: Aes, wrapped: &[u8]) -> Result<Vec<u8>, Error> {
    if wrapped.len() < 24 || !wrapped.len().is_multiple_of(8) {
        return Err(Error::Refused);
    }
    let mut output = vec![0; wrapped.len() - OVERHEAD];
    match aes {
        Aes::Bits128(aes) => AesKw::inner_init(*aes)
            .unwrap_key(wrapped, &mut output)
            .is_ok(),
        Aes::Bits192(aes) => AesKw::inner_init(*aes)
            .unwrap_key(wrapped, &mut output)
            .is_ok(),
        Aes::Bits256(aes) => AesKw::inner_init(*aes)
            .unwrap_key(wrapped, &mut output)
            .is_ok(),
    }
    .then_some(output)
    .ok_or(Error::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3394, 4.1.
    #[test]
    fn a_key_is_wrapped_as_in_the_rfc() {
        let aes = || Aes::new(&0x000102030405060708090a0b0c0d0e0fu128.to_be_bytes()).unwrap();
        let key = 0x00112233445566778899aabbccddeeffu128.to_be_bytes();
        let mut wrapped = wrap(aes(), &key).unwrap();
        assert_eq!(wrapped[..8], 0x1fa68b0a8112b447u64.to_be_bytes());
        assert_eq!(
            wrapped[8..],
            0xaef34bd8fb5a7b829d3e862371d2cfe5u128.to_be_bytes()
        );
        assert_eq!(unwrap(aes(), &wrapped).as_deref(), Ok(&key[..]));
        wrapped[3] ^= 1;
        assert_eq!(unwrap(aes(), &wrapped), Err(Error::Refused));
        assert_eq!(wrap(aes(), &[0; 17]), Err(Error::Refused));
        assert_eq!(unwrap(aes(), &[0; 16]), Err(Error::Refused));
    }
}
