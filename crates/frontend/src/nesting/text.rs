//! Where a token of JavaScript ends. Each function takes the text and the
//! offset at which the token starts and gives the offset after it; none of them
//! fails: an unterminated token ends with its line or with the text.

/// The end of a comment that starts at `at`, if one does, and whether a line
/// terminator is in it.
pub(super) fn comment_end(text: &[u8], at: usize) -> Option<(usize, bool)> {
    match text.get(at..at + 2)? {
        b"//" => Some((line_end(text, at), false)),
        b"/*" => {
            let body = &text[at + 2..];
            let end = body
                .windows(2)
                .position(|w| w == b"*/")
                .map_or(body.len(), |i| i + 2);
            Some((at + 2 + end, body[..end].contains(&b'\n')))
        }
        _ => None,
    }
}

/// The offset of the next line feed, or the length of the text.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    text[at..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(text.len(), |i| at + i)
}

/// The end of the string literal that starts with the quote at `at`.
pub(super) fn string_end(text: &[u8], at: usize) -> usize {
    let quote = text[at];
    let mut i = at + 1;
    while i < text.len() {
        match text[i] {
            b'\\' => i += 2,
            b'\n' => return i,
            b if b == quote => return i + 1,
            _ => i += 1,
        }
    }
    text.len()
}

/// How a run of template characters ends.
pub(super) enum TemplateEnd {
    /// With the closing backtick, or with the text.
    Closed(usize),
    /// With `${`.
    Substitution(usize),
}

/// The end of the template characters that start at `at`.
pub(super) fn template_end(text: &[u8], at: usize) -> TemplateEnd {
    let mut i = at;
    while i < text.len() {
        match text[i] {
            b'\\' => i += 2,
            b'`' => return TemplateEnd::Closed(i + 1),
            b'$' if text.get(i + 1) == Some(&b'{') => return TemplateEnd::Substitution(i + 2),
            _ => i += 1,
        }
    }
    TemplateEnd::Closed(text.len())
}

/// The end of the regular expression literal that starts with the slash at
/// `at`; `None` when no slash closes it on its line.
pub(super) fn regex_end(text: &[u8], at: usize) -> Option<usize> {
    let mut in_class = false;
    let mut i = at + 1;
    while i < text.len() {
        match text[i] {
            b'\n' => return None,
            b'\\' => i += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(word_end(text, i + 1)),
            _ => {}
        }
        i += 1;
    }
    None
}

/// The end of the identifier, keyword or number at `at`; `at` itself when there is none.
pub(super) fn word_end(text: &[u8], at: usize) -> usize {
    text[at..]
        .iter()
        .position(|&b| !is_word(b))
        .map_or(text.len(), |i| at + i)
}

/// Whether a byte belongs to an identifier, a number or a private name. Every
/// byte beyond ASCII counts, and the backslash of an escaped identifier.
pub(super) fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'#' | b'\\') || b >= 0x80
}

/// What an operator means for the depth of the syntax tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `=>`
    Arrow,
    /// `=`, `+=`, … and `**`: the right operand nests.
    RightAssociative,
    /// `a + b + c`: the left operand nests.
    LeftAssociative,
    /// `+` and `-`: as above, or a prefix.
    Sign,
    /// `++` and `--`.
    Step,
    /// `!`, `~`
    Prefix,
    /// `?` of a conditional expression.
    Question,
    /// `.` or `?.`: a property name, an argument list or an index follows.
    Dot,
    /// `...` and what is no operator at all.
    Other,
}

/// The operator at the start of `rest`, and its length.
pub(super) fn operator(rest: &[u8]) -> (usize, Operator) {
    use Operator::*;
    match rest {
        [b'=', b'>', ..] => (2, Arrow),
        [b'=', b'=', b'=', ..] | [b'!', b'=', b'=', ..] => (3, LeftAssociative),
        [b'=' | b'!' | b'<' | b'>', b'=', ..] => (2, LeftAssociative),
        [b'=', ..] => (1, RightAssociative),
        [b'*', b'*', b'=', ..] => (3, RightAssociative),
        [b'*', b'*', ..] => (2, RightAssociative),
        [b'>', b'>', b'>', b'=', ..] => (4, RightAssociative),
        [b'>', b'>', b'>', ..] => (3, LeftAssociative),
        [b'<', b'<', b'=', ..] | [b'>', b'>', b'=', ..] => (3, RightAssociative),
        [b'&', b'&', b'=', ..] | [b'|', b'|', b'=', ..] => (3, RightAssociative),
        [b'?', b'?', b'=', ..] => (3, RightAssociative),
        [b'&', b'&', ..] | [b'|', b'|', ..] | [b'?', b'?', ..] => (2, LeftAssociative),
        [b'<', b'<', ..] | [b'>', b'>', ..] => (2, LeftAssociative),
        [b'+', b'+', ..] | [b'-', b'-', ..] => (2, Step),
        [
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^',
            b'=',
            ..,
        ] => (2, RightAssociative),
        [b'+' | b'-', ..] => (1, Sign),
        [b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'<' | b'>', ..] => (1, LeftAssociative),
        [b'!' | b'~', ..] => (1, Prefix),
        [b'.', b'.', b'.', ..] => (3, Other),
        [b'.', ..] => (1, Dot),
        [b'?', b'.', next, ..] if !next.is_ascii_digit() => (2, Dot),
        [b'?', ..] => (1, Question),
        _ => (1, Other),
    }
}

/// The dots of the name `a.b.c` that starts at `at`, behind white space and
/// comments; 0 when none does.
pub(super) fn dots_of_name(text: &[u8], at: usize) -> usize {
    let (mut at, mut dots, mut has_start) = (at, 0, false);
    while let Some(&byte) = text.get(at) {
        if let Some((end, _)) = comment_end(text, at) {
            at = end;
            continue;
        }
        match byte {
            b'.' if has_start => dots += 1,
            _ if is_word(byte) => has_start = true,
            _ if byte.is_ascii_whitespace() => {}
            _ => break,
        }
        at += 1;
    }
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_end_where_javascript_says() {
        assert_eq!(string_end(br#"'a\'b'c"#, 0), 6);
        assert_eq!(string_end(b"'open\nx", 0), 5);
        assert_eq!(string_end(b"'a\\", 0), 3);
        assert_eq!(regex_end(b"/[/]\\//gu+", 0), Some(9));
        assert_eq!(regex_end(b"/ 2\n/", 0), None);
        assert_eq!(comment_end(b"/*\n*/x", 0), Some((5, true)));
        assert_eq!(comment_end(b"/* open", 0), Some((7, false)));
        assert_eq!(comment_end(b"//a\nb", 0), Some((3, false)));
        assert_eq!(comment_end(b"/", 0), None);
    }

    #[test]
    fn the_longest_operator_wins() {
        for (text, expected) in [
            (">>>=1", (4, Operator::RightAssociative)),
            (">>>1", (3, Operator::LeftAssociative)),
            ("=>1", (2, Operator::Arrow)),
            ("?.5:1", (1, Operator::Question)),
            ("?.a", (2, Operator::Dot)),
            ("??=a", (3, Operator::RightAssociative)),
            ("**a", (2, Operator::RightAssociative)),
            ("!==a", (3, Operator::LeftAssociative)),
            ("!a", (1, Operator::Prefix)),
        ] {
            assert_eq!(operator(text.as_bytes()), expected, "{text}");
        }
    }
}
