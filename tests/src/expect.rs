//! Comparing what a program printed with what it must print.
use snapbox::Data;
use snapbox::filter::NormalizeToExpected;
use snapbox::report::{Palette, write_diff};

/// `Ok` when `actual` is what `expected` says, else the difference as text.
///
/// In expected text, `[..]` stands for anything within a line and a line `...`
/// for any number of lines. Bytes that are not UTF-8 must be equal.
pub fn compare(what: &str, expected: &[u8], actual: &[u8]) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    let (Ok(pattern), Ok(text)) = (str::from_utf8(expected), str::from_utf8(actual)) else {
        return Err(format!(
            "{what} differs\n--- expected (bytes)\n{}\n--- actual (bytes)\n{}\n",
            expected.escape_ascii(),
            actual.escape_ascii()
        ));
    };
    let pattern = Data::text(pattern);
    let normalized = NormalizeToExpected::new()
        .redact()
        .normalize(Data::text(text), &pattern);
    if normalized == pattern {
        return Ok(());
    }
    let mut report = format!("{what} differs\n");
    let names = ("expected", "actual");
    write_diff(
        &mut report,
        &pattern,
        &normalized,
        Some(&names.0),
        Some(&names.1),
        Palette::plain(),
    )
    .map_err(|error| error.to_string())?;
    Err(report)
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn equal_output_is_accepted_even_when_it_is_no_text() {
        assert!(compare("stdout", b"\xff\0", b"\xff\0").is_ok());
        assert!(compare("stdout", b"", b"").is_ok());
    }

    #[test]
    fn a_wildcard_stands_for_part_of_a_line_only() {
        assert!(compare("stderr", b"at [..] end\n", b"at app.js:3:9 end\n").is_ok());
        assert!(compare("stderr", b"at [..] end\n", b"at app.js\n3:9 end\n").is_err());
    }

    #[test]
    fn three_dots_stand_for_any_lines_and_for_none() {
        for actual in ["a\nb\n", "a\nx\nb\n", "a\nx\ny\nb\n"] {
            assert!(
                compare("stderr", b"a\n...\nb\n", actual.as_bytes()).is_ok(),
                "{actual}"
            );
        }
        assert!(compare("stderr", b"a\n...\n", b"a\n").is_ok());
        assert!(compare("stderr", b"a\n...\nb\n", b"a\nx\n").is_err());
    }

    #[test]
    fn a_difference_names_the_stream_and_both_texts() {
        let report = compare("stdout", b"one\n", b"two\n").unwrap_err();
        for part in ["stdout differs", "one", "two"] {
            assert!(report.contains(part), "{report}");
        }
        let report = compare("stdout", b"\xff", b"\xfe").unwrap_err();
        assert!(
            report.contains("\\xff") && report.contains("\\xfe"),
            "{report}"
        );
    }

    #[test]
    fn line_endings_backslashes_and_the_last_newline_count() {
        assert!(compare("stdout", b"a\n", b"a\r\n").is_err());
        assert!(compare("stdout", b"a/b", b"a\\b").is_err());
        assert!(compare("stdout", b"a\n", b"a").is_err());
    }
}
