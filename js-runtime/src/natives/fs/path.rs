//! Paths of a program, and the directories that a host opened for it.

/// A path without `.` and empty segments, and without `..` that has a segment
/// to go back from.
#[derive(Debug, PartialEq, Eq)]
pub struct Normal {
    absolute: bool,
    /// Without a slash at either end; empty for the root and for `.`.
    text: String,
}

/// Resolves `.` and `..` by the text alone, as Node's `path.resolve` does.
pub fn normalize(path: &str) -> Normal {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(&last)) if last != ".." => {
                parts.pop();
            }
            ("..", _) if absolute => {}
            _ => parts.push(part),
        }
    }
    Normal {
        absolute,
        text: parts.join("/"),
    }
}

/// Whether a path is written as only a directory's can be, which [`normalize`]
/// does not keep.
pub fn names_directory(path: &str) -> bool {
    path.ends_with('/') || path.ends_with("/.")
}

impl Normal {
    /// The path as seen from the directory `base`, which the host opened; None
    /// when it is elsewhere. The working directory is `/`, and a relative
    /// `base`, such as `.`, lies in it; what leads above a relative base keeps
    /// its `..`, for the host to refuse.
    pub fn within(&self, base: &Normal) -> Option<&str> {
        let mut text = &*self.text;
        if base.absolute {
            // The root is its own parent.
            while let Some(rest) = text.strip_prefix("..") {
                text = rest.trim_start_matches('/');
            }
        }
        let rest = text.strip_prefix(&*base.text)?;
        let rest = if base.text.is_empty() || rest.is_empty() {
            rest
        } else {
            rest.strip_prefix('/')?
        };
        Some(if rest.is_empty() { "." } else { rest })
    }

    /// How well `base`, in which the path lies, fits it: the deepest fits best;
    /// of `/` and `.` the one that is written as the path is.
    pub fn fit(&self, base: &Normal) -> (usize, bool) {
        (base.text.len(), self.absolute == base.absolute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(path: &str, base: &str) -> Option<String> {
        normalize(path).within(&normalize(base)).map(str::to_owned)
    }

    #[test]
    fn dots_and_slashes_are_resolved() {
        for (path, text) in [
            ("a/./b//c/", "a/b/c"),
            ("a/b/../../c", "c"),
            ("../../a", "../../a"),
            ("a/../../b", "../b"),
            ("/../a", "a"),
            ("/", ""),
            (".", ""),
            ("..a/.b", "..a/.b"),
        ] {
            assert_eq!(normalize(path).text, text, "{path}");
        }
    }

    #[test]
    fn a_slash_at_the_end_names_a_directory() {
        assert!(["/", "a/", "a//", "a/."].into_iter().all(names_directory));
        assert!(
            !["", "a", "a/b", "a/.b", "a."]
                .into_iter()
                .any(names_directory)
        );
    }

    #[test]
    fn a_path_is_seen_from_the_directory_it_lies_in() {
        for (path, base, rest) in [
            ("/data/x", "/data", Some("x")),
            ("data/x", "/data", Some("x")),
            ("/data/x", "data", Some("x")),
            ("/data", "/data/", Some(".")),
            ("/database", "/data", None),
            ("/x", "/data", None),
            ("x", ".", Some("x")),
            ("/x", ".", Some("x")),
            ("./x", "/", Some("x")),
            ("/data/../x", "/data", None),
        ] {
            assert_eq!(seen(path, base).as_deref(), rest, "{path} in {base}");
        }
    }

    #[test]
    fn above_a_relative_directory_the_dots_stay() {
        assert_eq!(seen("../x", ".").as_deref(), Some("../x"));
        assert_eq!(seen("../data/x", "../data").as_deref(), Some("x"));
        assert_eq!(seen("../../x", "..").as_deref(), Some("../x"));
        assert_eq!(seen("../x", "/").as_deref(), Some("x"));
        assert_eq!(seen("..", "/").as_deref(), Some("."));
        assert_eq!(seen("../data/x", "/data").as_deref(), Some("x"));
    }

    #[test]
    fn the_deepest_directory_fits_best_and_kind_decides_a_tie() {
        let fit = |path, base| normalize(path).fit(&normalize(base));
        assert!(fit("/a/b/c", "/a/b") > fit("/a/b/c", "/a"));
        assert!(fit("x", ".") > fit("x", "/"));
        assert!(fit("/x", "/") > fit("/x", "."));
    }
}
