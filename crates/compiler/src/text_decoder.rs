//! Whether a text may ask TextDecoder or its stream for a legacy encoding, whose tables a
//! program should not carry for nothing.
use crate::optional::is_part_of_a_name;

const NAME: &str = "TextDecoder";
/// What follows it in the name of the other class that takes a label.
const STREAM: &str = "Stream";

/// Labels that `jsc:encoding` decodes without tables, as the Encoding standard
/// spells them: those of UTF-8, UTF-16 and windows-1252.
#[rustfmt::skip]
const TABLE_FREE: &[&str] = &[
    "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8",
    "csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "unicodefffe",
    "utf-16", "utf-16be", "utf-16le",
    "ansi_x3.4-1968", "ascii", "cp1252", "cp819", "csisolatin1", "ibm819", "iso-8859-1",
    "iso-ir-100", "iso8859-1", "iso88591", "iso_8859-1", "iso_8859-1:1987", "l1", "latin1",
    "us-ascii", "windows-1252", "x-cp1252",
];

/// False only when every mention of a class that decodes is a `typeof`, a `new` without
/// a label, or a `new` with a literal label that needs no table.
pub fn may_use_legacy_label(source: &str) -> bool {
    source.match_indices(NAME).any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + NAME.len()..]);
        let after = after.strip_prefix(STREAM).unwrap_or(after);
        if before.ends_with(is_part_of_a_name) || after.starts_with(is_part_of_a_name) {
            return false;
        }
        !(is_preceded_by(before, "typeof")
            || is_preceded_by(before, "new") && has_table_free_label(after))
    })
}

fn is_preceded_by(before: &str, word: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.len() < before.len() && trimmed.ends_with(word)
}

fn has_table_free_label(after: &str) -> bool {
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
    TABLE_FREE.contains(&label.trim().to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::may_use_legacy_label;

    #[test]
    fn some_encodings_need_no_tables() {
        for source in [
            "new TextDecoder()",
            "new TextDecoder",
            "typeof TextDecoder !== 'undefined'",
            "new TextDecoder('utf-8', { fatal: true })",
            "new TextDecoder( \"UTF-16LE\" )",
            "new TextDecoder('latin1')",
            "stream.pipeThrough(new TextDecoderStream())",
            "MyTextDecoder('big5')",
            "TextDecoderStreams",
        ] {
            assert!(!may_use_legacy_label(source), "{source}");
        }
    }

    #[test]
    fn anything_else_may_need_them() {
        for source in [
            "new TextDecoder('shift_jis')",
            "new TextDecoder(label)",
            "new TextDecoderStream('big5')",
            "const T = TextDecoder",
            "new TextDecoder('utf-8'); new TextDecoder(x)",
            "new TextDecoder(`utf-${n}`)",
        ] {
            assert!(may_use_legacy_label(source), "{source}");
        }
    }
}
