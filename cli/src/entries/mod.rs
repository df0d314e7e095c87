//! The programs of a build: which files they start at, and where the modules go.
mod pattern;

use crate::choices::normal;
use crate::commands::is_standard_stream;
use crate::failure::Failure;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Where the programs of a build start.
#[derive(Debug)]
pub struct Entries {
    /// At least one, none twice.
    pub paths: Vec<PathBuf>,
    /// There could be several: more than one was named, or a pattern.
    pub several: bool,
}

/// The files that `given` names, with patterns expanded.
///
/// # Errors
/// A pattern is malformed or matches nothing; stdin is one of several.
pub fn expand(given: &[PathBuf], cwd: &Path) -> Result<Entries, Failure> {
    let mut entries = Entries {
        paths: Vec::new(),
        several: false,
    };
    let mut seen = HashSet::new();
    for path in given {
        let pattern = path.to_str().filter(|text| pattern::is_pattern(text));
        let found = match pattern {
            Some(pattern) => pattern::files(pattern)?,
            None => vec![path.clone()],
        };
        entries.several |= pattern.is_some();
        let new = found.into_iter();
        entries
            .paths
            .extend(new.filter(|path| seen.insert(normal(&cwd.join(path)))));
    }
    entries.several |= entries.paths.len() > 1;
    if entries.several && entries.paths.iter().any(|path| is_standard_stream(path)) {
        return Err(Failure::usage(
            "a program from stdin cannot be built together with others",
        ));
    }
    Ok(entries)
}

/// A module for each entry below `folder`, named as the entry is from the
/// deepest folder that all entries are in.
///
/// # Errors
/// Two entries have modules of the same name.
pub fn outputs(entries: &[PathBuf], folder: &Path, cwd: &Path) -> Result<Vec<PathBuf>, Failure> {
    let absolute: Vec<PathBuf> = entries.iter().map(|path| normal(&cwd.join(path))).collect();
    let root = common_folder(&absolute);
    let mut first: HashMap<PathBuf, &Path> = HashMap::new();
    let mut outputs = Vec::new();
    for (entry, absolute) in entries.iter().zip(&absolute) {
        let name = absolute.strip_prefix(&root).unwrap_or(absolute);
        let output = folder.join(name).with_extension("wasm");
        if let Some(other) = first.insert(output.clone(), entry) {
            return Err(Failure::usage(format!(
                "{} and {} would both be written to {}",
                other.display(),
                entry.display(),
                output.display()
            )));
        }
        outputs.push(output);
    }
    Ok(outputs)
}

/// The deepest folder that holds all of `paths`, which are absolute.
fn common_folder(paths: &[PathBuf]) -> PathBuf {
    let mut folders = paths.iter().filter_map(|path| path.parent());
    let first = folders.next().map(Path::to_owned).unwrap_or_default();
    folders.fold(first, |common, folder| {
        let both = common.iter().zip(folder.iter());
        both.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(entries: &[&str]) -> Result<Vec<String>, String> {
        let entries: Vec<PathBuf> = entries.iter().map(PathBuf::from).collect();
        let outputs = outputs(&entries, Path::new("dist"), Path::new("/p"));
        let shown = |path: &PathBuf| path.display().to_string();
        outputs
            .map(|paths| paths.iter().map(shown).collect())
            .map_err(|failure| failure.problems[0].to_string())
    }

    #[test]
    fn names_start_at_the_common_folder() {
        for (entries, outputs) in [
            (&["src/a.ts"][..], &["dist/a.wasm"][..]),
            (
                &["src/a.ts", "./src/b.x.mjs"],
                &["dist/a.wasm", "dist/b.x.wasm"],
            ),
            (
                &["src/a.ts", "lib/a.ts"],
                &["dist/src/a.wasm", "dist/lib/a.wasm"],
            ),
            (&["a", "src/../b/c.js"], &["dist/a.wasm", "dist/b/c.wasm"]),
            (&["../a.js", "b.js"], &["dist/a.wasm", "dist/p/b.wasm"]),
        ] {
            let outputs: Vec<String> = outputs.iter().map(|o| (*o).to_owned()).collect();
            assert_eq!(named(entries), Ok(outputs), "{entries:?}");
        }
    }

    #[test]
    fn two_modules_of_one_name_are_refused() {
        let message = "s/a.ts and s/a.js would both be written to dist/a.wasm";
        assert_eq!(named(&["s/a.ts", "s/a.js"]), Err(message.into()));
    }
}
