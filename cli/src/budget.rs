//! What evaluating modules at build time may take.
use std::time::Duration;

/// A time, a memory, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    pub time: Option<Duration>,
    /// Bytes.
    pub memory: Option<usize>,
}

/// Reads `10s`, `500ms`, `256MB` or two of such with a comma between.
///
/// # Errors
/// What is expected.
pub fn parse(text: &str) -> Result<Budget, String> {
    let mut budget = Budget::default();
    for part in text.split(',') {
        let expected = || {
            format!("`{part}` is neither a time such as 10s or 500ms nor a memory such as 256MB")
        };
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = part.split_at(digits);
        let number: u32 = number.parse().map_err(|_| expected())?;
        match unit {
            "s" => budget.time = Some(Duration::from_secs(number.into())),
            "ms" => budget.time = Some(Duration::from_millis(number.into())),
            "MB" => budget.memory = Some((number as usize).saturating_mul(1 << 20)),
            _ => return Err(expected()),
        }
    }
    Ok(budget)
}

#[cfg(test)]
mod tests {
    use super::{Budget, parse};
    use std::time::Duration;

    #[test]
    fn times_and_memories() {
        let both = Budget {
            time: Some(Duration::from_millis(500)),
            memory: Some(64 << 20),
        };
        assert_eq!(parse("500ms,64MB"), Ok(both));
        assert_eq!(parse("64MB,500ms"), Ok(both));
        assert_eq!(parse("2s").map(|b| b.memory), Ok(None));
        for wrong in ["", "10", "s", "-1s", "1.5s", "10s,", "10KB", "99999999999s"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
