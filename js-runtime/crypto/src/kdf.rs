//! Keys from passwords and from other keys.

use crate::digest::Algorithm;
use crate::hmac::Hmac;
use crate::{Error, zeros};

/// PBKDF2 with HMAC: <https://www.rfc-editor.org/rfc/rfc8018#section-5.2>
///
/// # Errors
/// [`Error::NoMemory`] for a length that does not fit.
pub fn pbkdf2(
    algorithm: &Algorithm,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> Result<Vec<u8>, Error> {
    let keyed = Hmac::new(algorithm, password);
    let mut output = zeros(length)?;
    for (block, part) in (1u32..).zip(output.chunks_mut(algorithm.output_len)) {
        let mut code = keyed.of(&[salt, &block.to_be_bytes()]);
        let mut sum = code.clone();
        for _ in 1..iterations {
            code = keyed.of(&[&code]);
            sum.iter_mut()
                .zip(&code)
                .for_each(|(sum, byte)| *sum ^= byte);
        }
        part.copy_from_slice(&sum[..part.len()]);
    }
    Ok(output)
}

/// HKDF: <https://www.rfc-editor.org/rfc/rfc5869>
///
/// # Errors
/// [`Error::Invalid`] for more than 255 digests of output.
pub fn hkdf(
    algorithm: &Algorithm,
    key: &[u8],
    salt: &[u8],
    info: &[u8],
    length: usize,
) -> Result<Vec<u8>, Error> {
    if length > 255 * algorithm.output_len {
        return Err(Error::Invalid);
    }
    let keyed = Hmac::new(algorithm, &Hmac::new(algorithm, salt).of(&[key]));
    let mut output = Vec::with_capacity(length);
    let mut block = Vec::new();
    for index in 1..=u8::MAX {
        if output.len() >= length {
            break;
        }
        block = keyed.of(&[&block, info, &[index]]);
        let wanted = (length - output.len()).min(block.len());
        output.extend_from_slice(&block[..wanted]);
    }
    Ok(output)
}

/// scrypt: <https://www.rfc-editor.org/rfc/rfc7914>. It takes 128 * r * (2^log_n + p) bytes of memory.
///
/// # Errors
/// [`Error::Invalid`] for parameters that scrypt does not have, [`Error::NoMemory`].
pub fn scrypt(
    password: &[u8],
    salt: &[u8],
    log_n: u8,
    r: u32,
    p: u32,
    length: usize,
) -> Result<Vec<u8>, Error> {
    let mut output = zeros(length)?;
    if length > 0 {
        let params = scrypt::Params::new(log_n, r, p).map_err(|_| Error::Invalid)?;
        // What the crate allocates, without asking whether it can.
        let blocks = (1usize << log_n).checked_add(p as usize);
        let bytes = blocks.and_then(|blocks| blocks.checked_mul(r as usize * 128));
        drop(zeros(bytes.ok_or(Error::NoMemory)?)?);
        scrypt::scrypt(password, salt, &params, &mut output).map_err(|_| Error::Invalid)?;
    }
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::find;

    /// From RFC 6070.
    #[test]
    fn pbkdf2_gives_the_keys_of_rfc_6070() {
        let sha1 = find("sha1").unwrap();
        let key = pbkdf2(sha1, b"password", b"salt", 4096, 20).unwrap();
        assert_eq!(key[..6], [0x4b, 0x00, 0x79, 0x01, 0xb7, 0x65]);
        let key = pbkdf2(
            sha1,
            b"passwordPASSWORDpassword",
            b"saltSALTsaltSALTsaltSALTsaltSALTsalt",
            4096,
            25,
        )
        .unwrap();
        assert_eq!(key[..4], [0x3d, 0x2e, 0xec, 0x4f]);
        assert_eq!((key.len(), key[24]), (25, 0x38));
    }

    /// Case 1 of RFC 5869.
    #[test]
    fn hkdf_gives_the_key_of_rfc_5869() {
        let salt: Vec<u8> = (0..=12).collect();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        let sha256 = find("sha256").unwrap();
        let key = hkdf(sha256, &[0x0b; 22], &salt, &info, 42).unwrap();
        assert_eq!(key[..6], [0x3c, 0xb2, 0x5f, 0x25, 0xfa, 0xac]);
        assert_eq!(key[40..], [0x58, 0x65]);
        assert_eq!(hkdf(sha256, b"", b"", b"", 255 * 32).unwrap().len(), 8160);
        assert_eq!(hkdf(sha256, b"", b"", b"", 8161), Err(Error::Invalid));
    }

    /// From RFC 7914, section 12.
    #[test]
    fn scrypt_gives_the_key_of_rfc_7914() {
        let key = scrypt(b"password", b"NaCl", 10, 8, 16, 64).unwrap();
        assert_eq!(key[..4], [0xfd, 0xba, 0xbe, 0x1c]);
        assert_eq!(scrypt(b"", b"", 4, 0, 1, 64), Err(Error::Invalid));
        assert_eq!(
            pbkdf2(find("sha1").unwrap(), b"", b"", 1, usize::MAX),
            Err(Error::NoMemory)
        );
    }
}
