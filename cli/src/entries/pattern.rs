//! Patterns such as `src/**/*.ts`, for shells that do not expand them, and for
//! more files than a command line holds.
use crate::failure::Failure;
use fast_glob::{ErrorKind, glob_match, validate};
use std::fs;
use std::path::{Path, PathBuf};

/// Characters that make a path a pattern.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// Names that declare types and have no program in them.
const DECLARATIONS: [&str; 3] = [".d.ts", ".d.mts", ".d.cts"];

/// Whether a path is to be expanded. A file of that very name is what is meant.
pub fn is_pattern(text: &str) -> bool {
    text.contains(SPECIAL) && fs::symlink_metadata(text).is_err()
}

/// The files that match, sorted. Hidden files, `node_modules` and declarations
/// of types match only a pattern that names them.
///
/// # Errors
/// The pattern is malformed, or nothing matches.
pub fn files(pattern: &str) -> Result<Vec<PathBuf>, Failure> {
    validate(pattern).map_err(|error| {
        let why = reason(error.kind);
        Failure::usage(format!("`{pattern}` is not a pattern: {why}"))
    })?;
    let mut found = Vec::new();
    Walk::new(pattern).folder(&base(pattern), 0, &mut found);
    if found.is_empty() {
        return Err(Failure::message(format!("no file matches `{pattern}`")));
    }
    found.sort_unstable();
    Ok(found)
}

fn reason(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnclosedBrace => "a `{` is not closed",
        ErrorKind::UnclosedBracket => "a `[` is not closed",
        ErrorKind::TrailingBackslash => "it ends in a backslash",
        _ => "it has too many braces",
    }
}

/// The folder that the walk starts in: the part before the first special character.
fn base(pattern: &str) -> PathBuf {
    let plain = pattern.find(SPECIAL).map_or(pattern, |at| &pattern[..at]);
    plain.rfind('/').map_or("", |at| &plain[..=at]).into()
}

/// The way through the folders.
struct Walk<'a> {
    pattern: &'a str,
    /// How many folders deep a match can be; none when the pattern does not say.
    depth: Option<usize>,
    hidden: bool,
    packages: bool,
    declarations: bool,
}

impl<'a> Walk<'a> {
    fn new(pattern: &'a str) -> Self {
        let special = pattern.find(SPECIAL).unwrap_or(pattern.len());
        let open = pattern.contains("**") || pattern.contains('{');
        let mut names = pattern.split('/');
        Walk {
            pattern,
            depth: (!open).then(|| pattern[special..].matches('/').count()),
            hidden: names.any(|name| name.starts_with('.') && name != "." && name != ".."),
            packages: pattern.contains("node_modules"),
            declarations: pattern.contains(".d."),
        }
    }

    /// Adds the matches below `folder`. Folders that cannot be read have none.
    fn folder(&self, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
        let listed = match folder.as_os_str().is_empty() {
            true => fs::read_dir("."),
            false => fs::read_dir(folder),
        };
        for entry in listed.into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if self.is_skipped(&name) {
                continue;
            }
            let path = folder.join(&*name);
            // Links to folders could go in circles where the depth is open.
            let kind = match self.depth {
                Some(_) => fs::metadata(&path).map(|data| data.file_type()),
                None => entry.file_type(),
            };
            let is_folder = kind.is_ok_and(|kind| kind.is_dir());
            if is_folder && self.depth.is_none_or(|most| depth < most) {
                self.folder(&path, depth + 1, found);
            } else if self.matches(&path) && path.is_file() {
                found.push(path);
            }
        }
    }

    fn is_skipped(&self, name: &str) -> bool {
        name.starts_with('.') && !self.hidden
            || name == "node_modules" && !self.packages
            || DECLARATIONS.iter().any(|end| name.ends_with(end)) && !self.declarations
    }

    /// A `!` before a pattern would negate it.
    fn matches(&self, path: &Path) -> bool {
        let path = path
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        match self.pattern.starts_with('!') {
            true => glob_match(format!("./{}", self.pattern), format!("./{path}")),
            false => glob_match(self.pattern, path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_start_where_the_pattern_does() {
        assert_eq!(base("*.ts"), Path::new(""));
        assert_eq!(base("src/fn*/a.ts"), Path::new("src/"));
        assert_eq!(base("../{a,b}/*.ts"), Path::new("../"));
        assert_eq!(base("/a/b/*.ts"), Path::new("/a/b/"));
    }

    #[test]
    fn depth_is_known_without_double_stars() {
        assert_eq!(Walk::new("src/*.ts").depth, Some(0));
        assert_eq!(Walk::new("src/*/b?/c.ts").depth, Some(2));
        assert_eq!(Walk::new("src/**/*.ts").depth, None);
        assert_eq!(Walk::new("src/{a/b,c}.ts").depth, None);
    }
}
