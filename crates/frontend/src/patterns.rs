//! Specifiers that are put together at run time: the files they can stand for.

use crate::parse::{Pattern, Request};
use crate::recipe::content_of;
use fast_glob::glob_match;
use jsc_abi::ImportKind;
use std::fs;
use std::path::Path;

/// Files that one pattern may bring into a program.
const MAX_FILES: usize = 2_000;

/// Entries that are looked at in one folder.
const MAX_ENTRIES: usize = 20_000;

/// A request for each file that the pattern in the file `importer` can stand
/// for, in the order of their names. A `*` stands for part of one file's name.
pub(crate) fn requests(pattern: &Pattern, importer: &Path) -> Vec<Request> {
    let Some(base) = importer.parent() else {
        return Vec::new();
    };
    let (folder, name) = match pattern.pattern.rsplit_once('/') {
        Some((folder, name)) if !folder.contains('*') => (folder, name),
        _ => return Vec::new(),
    };
    let Ok(entries) = fs::read_dir(base.join(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .take(MAX_ENTRIES)
        .flatten()
        .filter(|entry| entry.path() != importer && entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|file| content_of(Path::new(file)).is_some() && !file.ends_with(".d.ts"))
        .collect();
    names.sort_unstable();
    let written = names.iter().flat_map(|file| {
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str());
        let whole = glob_match(name, file).then_some(file.as_str());
        whole
            .into_iter()
            .chain(stem.filter(|stem| glob_match(name, stem)))
    });
    written
        .take(MAX_FILES)
        .map(|file| request(format!("{folder}/{file}"), pattern))
        .collect()
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
