//! Whether a text may ask for the bytes of a file, which come as a Buffer: a program that reads
//! files as text should not carry the class for nothing.
use crate::optional::{is_part_of_a_name, mentions};

const NAMES: [&str; 2] = ["readFileSync", "readFile"];

/// Encodings of Node, without `-`.
const ENCODINGS: [&str; 9] = [
    "utf8",
    "ascii",
    "latin1",
    "binary",
    "hex",
    "base64",
    "base64url",
    "utf16le",
    "ucs2",
];

/// False only when every mention of a function that reads a whole file is a call with a literal
/// encoding, or stands in the braces of an import.
pub fn may_read_bytes(source: &str) -> bool {
    NAMES.iter().any(|name| {
        mentions(source, name)
            .any(|(before, after)| !(is_call_with_encoding(after) || is_imported(before, after)))
    })
}

fn is_call_with_encoding(after: &str) -> bool {
    let Some(arguments) = after.trim_start().strip_prefix('(') else {
        return false;
    };
    literals_after_the_first(arguments).any(|literal| {
        let name = literal.to_ascii_lowercase().replace('-', "");
        ENCODINGS.contains(&name.as_str())
    })
}

/// The string literals in a call's arguments behind the first comma, up to the closing
/// parenthesis.
fn literals_after_the_first(arguments: &str) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    let (mut depth, mut is_behind) = (0, false);
    let mut rest = arguments;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => is_behind = true,
            '\'' | '"' | '`' => {
                let Some((literal, behind)) = literal(rest, c) else {
                    break;
                };
                if is_behind {
                    found.push(literal);
                }
                rest = behind;
            }
            _ => {}
        }
    }
    found.into_iter()
}

/// What is before the closing quote, and behind it.
fn literal(text: &str, quote: char) -> Option<(&str, &str)> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

/// Whether the name stands, without another, in `import { … } from` or `{ … } = require(…)`.
fn is_imported(before: &str, after: &str) -> bool {
    let is_list = |c: char| is_part_of_a_name(c) || c.is_whitespace() || ",:".contains(c);
    let opens = before.trim_end_matches(is_list).ends_with('{');
    let Some(end) = after.trim_start().strip_prefix([',', '}']) else {
        return false;
    };
    let closed = match after.trim_start().starts_with('}') {
        true => end,
        false => match end.trim_start_matches(is_list).strip_prefix('}') {
            Some(behind) => behind,
            None => return false,
        },
    };
    let closed = closed.trim_start();
    opens && (closed.starts_with("from") || closed.starts_with('=') && !closed.starts_with("=="))
}

#[cfg(test)]
mod tests {
    use super::may_read_bytes;

    #[test]
    fn texts_are_read_without_bytes() {
        for source in [
            "import { readFileSync } from 'fs'; readFileSync(0, 'utf8')",
            "import { existsSync, readFileSync, statSync } from \"node:fs\"; readFileSync(f(a, b), \"UTF-8\")",
            "const { readFile } = require('fs'); readFile(path, { encoding: 'utf-8' }, (e, d) => d)",
            "fs.readFileSync(join(a, 'b'), `latin1`)",
            "await fs.promises.readFile('x', 'hex')",
            "myReadFile(); readFiles(); readFileSync2()",
            "fs.writeFileSync('x', 'y')",
        ] {
            assert!(!may_read_bytes(source), "{source}");
        }
    }

    #[test]
    fn anything_else_may_give_bytes() {
        for source in [
            "fs.readFileSync(0)",
            "fs.readFileSync('utf8')",
            "fs.readFileSync(0, options)",
            "fs.readFileSync(0, null)",
            "const read = fs.readFileSync",
            "promisify(fs.readFile)",
            "import { readFile as read } from 'fs'; read(p)",
            "fs['readFileSync'](0, 'utf8')",
            "module.exports = { readFile }",
            "f(readFile, 'utf8')",
            "import { readFileSync } from 'fs'; readFileSync(a, 'utf8'); readFileSync(b)",
            "fs.readFileSync(0, 'utf8",
        ] {
            assert!(may_read_bytes(source), "{source}");
        }
    }
}
