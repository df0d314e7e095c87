//! Whether a text may ask TextDecoder for a legacy encoding, whose tables a
//! program should not carry for nothing.

const NAME: &str = "TextDecoder";

/// Labels that need no table, as the Encoding standard spells them.
const UNICODE: &[&str] = &[
    "utf-8",
    "utf8",
    "unicode-1-1-utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "ucs-2",
    "unicode",
];

/// False only when every mention of `TextDecoder` is a `typeof`, a `new` without
/// a label, or a `new` with a literal label of a Unicode encoding.
pub fn may_use_legacy_label(source: &str) -> bool {
    source.match_indices(NAME).any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + NAME.len()..]);
        let is_part_of_a_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        if before.ends_with(is_part_of_a_name) || after.starts_with(is_part_of_a_name) {
            return false;
        }
        !(is_preceded_by(before, "typeof")
            || is_preceded_by(before, "new") && has_unicode_label(after))
    })
}

fn is_preceded_by(before: &str, word: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.len() < before.len() && trimmed.ends_with(word)
}

fn has_unicode_label(after: &str) -> bool {
    let after = after.trim_start();
    let Some(arguments) = after.strip_prefix('(') else {
        // `new TextDecoder` without arguments, unless a member of it follows.
        return !after.starts_with(['.', '[']);
    };
    let first = arguments.trim_start();
    let Some(quote) = first
        .chars()
        .next()
        .filter(|c| ['\'', '"', '`'].contains(c))
    else {
        return first.starts_with(')');
    };
    let Some((label, _)) = first[1..].split_once(quote) else {
        return false;
    };
    UNICODE.contains(&label.trim().to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::may_use_legacy_label;

    #[test]
    fn unicode_needs_no_tables() {
        for source in [
            "new TextDecoder()",
            "new TextDecoder",
            "typeof TextDecoder !== 'undefined'",
            "new TextDecoder('utf-8', { fatal: true })",
            "new TextDecoder( \"UTF-16LE\" )",
            "new TextDecoderStream('big5')",
            "MyTextDecoder('big5')",
        ] {
            assert!(!may_use_legacy_label(source), "{source}");
        }
    }

    #[test]
    fn anything_else_may_need_them() {
        for source in [
            "new TextDecoder('shift_jis')",
            "new TextDecoder(label)",
            "const T = TextDecoder",
            "new TextDecoder('utf-8'); new TextDecoder(x)",
            "new TextDecoder(`utf-${n}`)",
        ] {
            assert!(may_use_legacy_label(source), "{source}");
        }
    }
}
