//! Files to text, and paths as messages show them.

use crate::problem::Problem;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes that a source file may have.
pub(crate) const MAX_SOURCE: u64 = 64 << 20;

/// Why a file's text cannot be had.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Directory,
    TooLarge,
    NotUtf8 { offset: usize, utf16: bool },
    Io(io::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Directory => f.write_str("it is a directory"),
            Unreadable::TooLarge => {
                write!(
                    f,
                    "it is larger than {} MiB, the limit for a source file",
                    MAX_SOURCE >> 20
                )
            }
            Unreadable::NotUtf8 { utf16: true, .. } => {
                f.write_str("not valid UTF-8 at byte offset 0: it looks like UTF-16")
            }
            Unreadable::NotUtf8 { offset, .. } => {
                write!(f, "not valid UTF-8 at byte offset {offset}")
            }
            Unreadable::Io(error) => f.write_str(&reason(error)),
        }
    }
}

/// An I/O error in a few words, without the operating system's number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error")
                .next()
                .unwrap_or(&text)
                .to_lowercase()
        }
    }
}

/// The text of a file, without a byte order mark.
pub(crate) fn read(path: &Path) -> Result<String, Unreadable> {
    decode(read_bytes(path)?)
}

/// The bytes of a file.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let file = File::open(path).map_err(Unreadable::Io)?;
    let metadata = file.metadata().map_err(Unreadable::Io)?;
    if metadata.is_dir() {
        return Err(Unreadable::Directory);
    }
    if metadata.len() > MAX_SOURCE {
        return Err(Unreadable::TooLarge);
    }
    // A pipe has no length; one byte more than allowed tells that it goes on.
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.take(MAX_SOURCE + 1)
        .read_to_end(&mut bytes)
        .map_err(Unreadable::Io)?;
    if bytes.len() as u64 > MAX_SOURCE {
        return Err(Unreadable::TooLarge);
    }
    Ok(bytes)
}

/// Why a file of that name is not even looked at, and what to do instead.
pub(crate) fn reason_to_refuse(path: &Path) -> Option<(String, String)> {
    let (what, help) = match path.extension()?.to_str()? {
        "wasm" => (
            "WebAssembly modules cannot be imported",
            "the runtime has no WebAssembly of its own; `with { type: 'bytes' }` gives the file's bytes",
        ),
        "node" => (
            "native add-ons cannot be imported",
            "look for a build of the package in JavaScript",
        ),
        _ => return None,
    };
    Some((what.to_owned(), help.to_owned()))
}

/// What is wrong with a source text that has NUL bytes: nobody writes those.
pub(crate) fn binary(shown: &str, text: &str) -> Option<Problem> {
    let at = text.bytes().position(|byte| byte == 0)?;
    (!text.is_char_boundary(at) || text[..at].len() < 1024).then(|| {
        Problem::error(format!(
            "cannot read `{shown}`: it is a binary file (a NUL byte at offset {at})"
        ))
    })
}

/// UTF-8 bytes to text, without a byte order mark.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.len() as u64 > MAX_SOURCE {
        return Err(Unreadable::TooLarge);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| Unreadable::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
        utf16,
    })
}

/// A path as messages show it: from the working directory when below it, with `/`.
pub(crate) fn display(path: &Path, cwd: &Path) -> String {
    match path.strip_prefix(cwd) {
        Ok(below) if !below.as_os_str().is_empty() => slashed(below),
        _ => path.display().to_string(),
    }
}

/// The components of a path, joined with `/`.
pub(crate) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf8_without_its_mark() {
        let text = |bytes: &[u8]| decode(bytes.to_vec()).map_err(|e| e.to_string());
        assert_eq!(text(b""), Ok("".into()));
        assert_eq!(text(b"\xef\xbb\xbfa"), Ok("a".into()));
        assert_eq!(
            text(b"a\xffb"),
            Err("not valid UTF-8 at byte offset 1".into())
        );
        assert_eq!(
            text(b"\xff\xfea\0"),
            Err("not valid UTF-8 at byte offset 0: it looks like UTF-16".into())
        );
    }

    #[test]
    fn paths_below_the_working_directory_are_relative() {
        let cwd = Path::new("/a/b");
        assert_eq!(display(Path::new("/a/b/c/d.js"), cwd), "c/d.js");
        assert_eq!(display(Path::new("/a/c.js"), cwd), "/a/c.js");
    }
}
