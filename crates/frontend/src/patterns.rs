//! Specifiers that are put together at run time: the files they can stand for.

use crate::parse::{Pattern, Request};
use crate::recipe::content_of;
use fast_glob::glob_match;
use jsc_abi::ImportKind;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that one pattern may bring into a program.
const MAX_FILES: usize = 2_000;

/// Entries that are looked at for one pattern.
const MAX_ENTRIES: usize = 20_000;

/// A request for each file that the pattern in the file `importer` can stand
/// for, in the order of their names. As with esbuild, a `*` that follows a `/`
/// stands for a path, any other for part of one name.
pub(crate) fn requests(pattern: &Pattern, importer: &Path) -> Vec<Request> {
    let known = pattern.pattern.split('*').next().unwrap_or_default();
    let (Some(base), Some((folder, _))) = (importer.parent(), known.rsplit_once('/')) else {
        return Vec::new();
    };
    let glob = glob(&pattern.pattern);
    let files = files(&base.join(folder), importer);
    let written = files
        .iter()
        .flat_map(|file| spellings(file, pattern.kind))
        .map(|file| format!("{folder}/{file}"))
        .filter(|specifier| glob_match(&glob, specifier));
    written
        .take(MAX_FILES)
        .map(|specifier| request(specifier, pattern))
        .collect()
}

/// The pattern as `fast_glob` has it.
fn glob(pattern: &str) -> String {
    let mut glob = String::new();
    for char in pattern.chars() {
        match char {
            '*' if glob.ends_with('/') => glob.push_str("**/*"),
            '[' | ']' | '{' | '}' | '?' | '!' | '\\' => glob.extend(['\\', char]),
            _ => glob.push(char),
        }
    }
    glob
}

/// The files below a folder that can be modules, in the order of their names, as
/// paths from there with `/`. Folders of packages and hidden ones are left out.
fn files(root: &Path, importer: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(root.to_path_buf(), String::new())];
    let mut seen = 0;
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            seen += 1;
            let (path, Ok(name)) = (entry.path(), entry.file_name().into_string()) else {
                continue;
            };
            // A link to a folder may lead back here.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !name.starts_with('.') && name != "node_modules" {
                folders.push((path, format!("{prefix}{name}/")));
            } else if path != importer
                && content_of(Path::new(&name)).is_some()
                && !name.ends_with(".d.ts")
                && path.is_file()
            {
                files.push(format!("{prefix}{name}"));
            }
        }
        if seen > MAX_ENTRIES {
            break;
        }
    }
    files.sort_unstable();
    files
}

/// How a specifier may name a file: as it is, by the extension that TypeScript's
/// compiler would give it, without one; for `require` also by its folder.
fn spellings(file: &str, kind: ImportKind) -> Vec<String> {
    let mut spellings = vec![file.to_owned()];
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return spellings;
    };
    let bare = &file[..file.len() - extension.len() - 1];
    let compiled = match extension {
        "ts" | "tsx" | "jsx" => Some("js"),
        "mts" => Some("mjs"),
        "cts" => Some("cjs"),
        _ => None,
    };
    spellings.extend(compiled.map(|extension| format!("{bare}.{extension}")));
    spellings.push(bare.to_owned());
    if kind == ImportKind::Require && stem == "index" && !folder.is_empty() {
        spellings.push(folder.to_owned());
    }
    spellings
}

fn request(specifier: String, pattern: &Pattern) -> Request {
    Request {
        specifier,
        kind: pattern.kind,
        dynamic: pattern.kind == ImportKind::Import,
        span: pattern.span.clone(),
        optional: true,
        type_: None,
        other_type: None,
        whole: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_behind_a_slash_is_a_path() {
        let matches = |pattern: &str, path: &str| glob_match(glob(pattern), path);
        assert!(matches("./a/*", "./a/b"));
        assert!(matches("./a/*", "./a/b/c.js"));
        assert!(matches("./a/*/index.js", "./a/b/index.js"));
        assert!(matches("./a/x-*.js", "./a/x-1.js"));
        assert!(!matches("./a/x-*.js", "./a/x-1/2.js"));
        assert!(matches("./[id]/{*}", "./[id]/{x}"));
        assert!(!matches("./[id]/*", "./i/x"));
    }

    #[test]
    fn files_have_several_spellings() {
        let of = |file| spellings(file, ImportKind::Require).join(" ");
        assert_eq!(of("a/b.js"), "a/b.js a/b");
        assert_eq!(of("b.mts"), "b.mts b.mjs b");
        assert_eq!(of("a/index.ts"), "a/index.ts a/index.js a/index a");
        assert_eq!(of("LICENSE"), "LICENSE");
        assert_eq!(
            spellings("a/index.js", ImportKind::Import),
            ["a/index.js", "a/index"]
        );
    }
}
