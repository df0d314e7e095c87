//! Percent-encode sets: <https://url.spec.whatwg.org/#percent-encoded-bytes>.

/// A set of code points that are written as percent-encoded bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    C0Control,
    Fragment,
    Query,
    SpecialQuery,
    Path,
    Userinfo,
}

impl Set {
    fn has(self, c: char) -> bool {
        match self {
            Set::C0Control => c <= '\u{1f}' || c > '~',
            Set::Fragment => Set::C0Control.has(c) || " \"<>`".contains(c),
            Set::Query => Set::C0Control.has(c) || " \"#<>".contains(c),
            Set::SpecialQuery => Set::Query.has(c) || c == '\'',
            Set::Path => Set::Query.has(c) || "?^`{}".contains(c),
            Set::Userinfo => Set::Path.has(c) || "/:;=@[\\]|".contains(c),
        }
    }
}

/// Appends `c`, percent-encoded as UTF-8 if it is in `set`.
pub fn push(output: &mut String, c: char, set: Set) {
    if set.has(c) {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes)
            .bytes()
            .for_each(|byte| push_byte(output, byte));
    } else {
        output.push(c);
    }
}

/// Appends all of `text`.
pub fn push_str(output: &mut String, text: &str, set: Set) {
    text.chars().for_each(|c| push(output, c, set));
}

fn push_byte(output: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    output.push('%');
    output.push(DIGITS[usize::from(byte >> 4)].into());
    output.push(DIGITS[usize::from(byte & 15)].into());
}

/// The bytes that `text` stands for.
pub fn decode(text: &str) -> Vec<u8> {
    let mut rest = text.as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let [first, after @ ..] = rest {
        (rest, _) = match after {
            [high, low, after @ ..] if *first == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (after, bytes.push(high << 4 | low)),
                _ => (&rest[1..], bytes.push(*first)),
            },
            _ => (after, bytes.push(*first)),
        };
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
