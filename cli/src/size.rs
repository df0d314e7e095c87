//! Sizes as flags and configurations have them.

/// Reads `256MB` as bytes.
///
/// # Errors
/// What is expected.
pub fn parse(text: &str) -> Result<u64, String> {
    let number = text.strip_suffix("MB").and_then(|n| n.parse::<u32>().ok());
    let megabytes = number.ok_or_else(|| format!("`{text}` is not a size such as 256MB"))?;
    Ok(u64::from(megabytes) << 20)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn megabytes() {
        assert_eq!(parse("256MB"), Ok(256 << 20));
        assert_eq!(parse("0MB"), Ok(0));
        for wrong in ["", "MB", "256", "1GB", "-1MB", "1.5MB", "99999999999MB"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
