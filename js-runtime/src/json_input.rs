//! JSON from stdin, with errors that name the byte.
use crate::engine::{self, ErrorClass};
use rquickjs::{Ctx, Result, Value};

/// Parses one JSON text. `offset` is where it starts in stdin.
///
/// # Errors
/// A SyntaxError with the byte offset, line and column in stdin and what was
/// expected there, or whatever a limit throws.
pub fn parse<'js>(ctx: &Ctx<'js>, text: &[u8], offset: u64) -> Result<Value<'js>> {
    let json = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if let Some(value) = engine::parse_json(ctx, json)? {
        return Ok(value);
    }
    let message = match locate(json) {
        Some(fault) => {
            let skipped = text.len() - json.len();
            let at = offset + skipped as u64 + fault.offset as u64;
            [
                "stdin is not valid JSON: expected ",
                fault.expected,
                " at byte ",
                &at.to_string(),
            ]
            .concat()
        }
        None => "stdin holds a JSON string that is too long".to_string(),
    };
    engine::throw(ctx, ErrorClass::Syntax, &message)
}

/// Where a text stops being JSON.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    /// In bytes from the start of the text.
    offset: usize,
    expected: &'static str,
}

/// What the grammar of RFC 8259 wants next.
#[derive(Clone, Copy)]
enum Want {
    Value,
    /// A value, or the `]` of an empty array.
    FirstElement,
    /// A key, or the `}` of an empty object.
    FirstKey,
    Key,
    /// A `,` or the closing bracket.
    Next,
}

/// Finds the first fault by a walk with an explicit stack, so depth costs no
/// recursion; None for a valid text.
fn locate(text: &[u8]) -> Option<Fault> {
    if let Err(error) = core::str::from_utf8(text) {
        let offset = error.valid_up_to();
        return Some(Fault {
            offset,
            expected: "UTF-8",
        });
    }
    let mut scan = Scan { text, at: 0 };
    let mut open = Vec::new();
    let mut want = Want::Value;
    loop {
        scan.skip_space();
        let at = scan.at;
        let fault = |expected| {
            Some(Fault {
                offset: at,
                expected,
            })
        };
        match (want, scan.peek()) {
            (Want::FirstElement, Some(b']')) | (Want::FirstKey, Some(b'}')) => {
                scan.at += 1;
                open.pop();
                want = Want::Next;
            }
            (Want::Value | Want::FirstElement, Some(b'[')) => {
                scan.at += 1;
                open.push(b']');
                want = Want::FirstElement;
            }
            (Want::Value | Want::FirstElement, Some(b'{')) => {
                scan.at += 1;
                open.push(b'}');
                want = Want::FirstKey;
            }
            (Want::Value | Want::FirstElement, _) => {
                if let Err(fault) = scan.scalar() {
                    return Some(fault);
                }
                want = Want::Next;
            }
            (Want::FirstKey | Want::Key, Some(b'"')) => {
                if let Err(fault) = scan.string() {
                    return Some(fault);
                }
                scan.skip_space();
                if scan.peek() != Some(b':') {
                    return Some(Fault {
                        offset: scan.at,
                        expected: "':'",
                    });
                }
                scan.at += 1;
                want = Want::Value;
            }
            (Want::FirstKey, _) => return fault("a property name or '}'"),
            (Want::Key, _) => return fault("a property name"),
            (Want::Next, byte) => match (open.last(), byte) {
                (None, None) => return None,
                (None, Some(_)) => return fault("the end of the input"),
                (Some(close), Some(byte)) if *close == byte => {
                    scan.at += 1;
                    open.pop();
                }
                (Some(close), Some(b',')) => {
                    want = if *close == b']' {
                        Want::Value
                    } else {
                        Want::Key
                    };
                    scan.at += 1;
                }
                (Some(b']'), _) => return fault("',' or ']'"),
                (Some(_), _) => return fault("',' or '}'"),
            },
        }
    }
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn scalar(&mut self) -> core::result::Result<(), Fault> {
        let rest = &self.text[self.at..];
        for word in [&b"true"[..], b"false", b"null"] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(());
            }
        }
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.fault("a value")),
        }
    }

    fn fault(&self, expected: &'static str) -> Fault {
        Fault {
            offset: self.at,
            expected,
        }
    }

    fn digits(&mut self) -> core::result::Result<(), Fault> {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.fault("a digit"));
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> core::result::Result<(), Fault> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn string(&mut self) -> core::result::Result<(), Fault> {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(0..0x20) => {
                    return Err(self.fault("an escape such as '\\n', not a control character"));
                }
                Some(_) => self.at += 1,
                None => return Err(self.fault("'\"'")),
            }
        }
    }

    fn escape(&mut self) -> core::result::Result<(), Fault> {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 1;
                Ok(())
            }
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|b| b.is_ascii_hexdigit()) {
                        return Err(self.fault("four hexadecimal digits"));
                    }
                    self.at += 1;
                }
                Ok(())
            }
            _ => Err(self.fault("an escape character")),
        }
    }
}
