//! Specifiers that are URLs, as all relative specifiers of ES modules are.
//!
//! A small part of <https://url.spec.whatwg.org>: what Node makes of a specifier
//! in a file (`new URL(specifier, parent)`, then `fileURLToPath`).

use std::path::{Path, PathBuf};

/// The path that a specifier in `folder` names, `.` and `..` resolved; `None` for
/// a specifier that is neither a path nor a `file:` URL; or why it names none.
pub(super) fn file_path(specifier: &str, folder: &Path) -> Result<Option<PathBuf>, &'static str> {
    let is_path = ["/", "./", "../", "\\", ".\\", "..\\"]
        .iter()
        .any(|p| specifier.starts_with(p))
        || [".", ".."].contains(&specifier);
    let path = match specifier.strip_prefix("file:") {
        Some(rest) => match rest.strip_prefix("//") {
            Some(rest) => match rest.strip_prefix("localhost").unwrap_or(rest) {
                path if path.starts_with('/') => path,
                _ => return Err("a `file:` URL must not name a host"),
            },
            None => rest,
        },
        None if is_path => specifier,
        None => return Ok(None),
    };
    if path.contains(['?', '#']) {
        return Err(
            "a query (`?`) or fragment (`#`) in a specifier is not supported; \
                    write `%3F` or `%23` for a file whose name has one",
        );
    }
    decode(path).map(|path| Some(join(folder, &path)))
}

/// Resolves percent escapes.
fn decode(path: &str) -> Result<String, &'static str> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => b'/',
            b'%' => match (hex(rest.next()), hex(rest.next())) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err("`%` must be followed by two hexadecimal digits"),
            },
            _ => byte,
        });
        if byte == b'%' && matches!(bytes.last(), Some(b'/' | b'\\' | 0)) {
            return Err("a specifier must not have an encoded `/`, `\\` or NUL");
        }
    }
    String::from_utf8(bytes).map_err(|_| "percent escapes must be UTF-8")
}

fn hex(digit: Option<u8>) -> Option<u8> {
    (digit? as char).to_digit(16).map(|value| value as u8)
}

/// `path` from `folder`. Unlike the file system's `..`, a URL's removes the
/// segment before it even when that is a symbolic link.
fn join(folder: &Path, path: &str) -> PathBuf {
    let mut joined = match path.starts_with('/') {
        true => folder.ancestors().last().unwrap_or(folder).to_path_buf(),
        false => folder.to_path_buf(),
    };
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                joined.pop();
            }
            // The drive of `file:///C:/a.js`.
            drive if cfg!(windows) && drive.ends_with(':') => joined = format!("{drive}\\").into(),
            name => joined.push(name),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(specifier: &str) -> Result<Option<PathBuf>, &'static str> {
        file_path(specifier, Path::new("/a/b"))
    }

    #[test]
    fn paths_and_file_urls_are_paths() {
        for (specifier, expected) in [
            ("./c.js", "/a/b/c.js"),
            ("../c.js", "/a/c.js"),
            ("../../../c.js", "/c.js"),
            (".", "/a/b"),
            ("./c/./d/../e.js", "/a/b/c/e.js"),
            ("/c.js", "/c.js"),
            ("file:///c.js", "/c.js"),
            ("file://localhost/c.js", "/c.js"),
            ("file:/c.js", "/c.js"),
            ("./a%20b.js", "/a/b/a b.js"),
            ("./a b.js", "/a/b/a b.js"),
            ("./%C3%A9.js", "/a/b/é.js"),
            (".\\c\\d.js", "/a/b/c/d.js"),
            ("./...js", "/a/b/...js"),
        ] {
            assert_eq!(path(specifier), Ok(Some(expected.into())), "{specifier}");
        }
    }

    #[test]
    fn other_specifiers_are_no_paths() {
        for specifier in [
            "lodash",
            "node:fs",
            "@a/b",
            "#c",
            "https://a/b.js",
            ".c",
            "",
        ] {
            assert_eq!(path(specifier), Ok(None), "{specifier}");
        }
    }

    #[test]
    fn malformed_urls_say_why() {
        for specifier in [
            "./a.js?x",
            "./a.js#x",
            "./a%2Fb.js",
            "./a%5cb.js",
            "./%",
            "./%zz",
            "./%ff",
            "file://host/a.js",
        ] {
            assert!(path(specifier).is_err(), "{specifier}");
        }
    }
}
