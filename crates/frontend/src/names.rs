//! Names that modules have in stack traces: the same wherever the project lies.

use crate::files::slashed;
use std::path::{Path, PathBuf};

/// The deepest folder that holds all of `paths`, which are absolute.
pub(crate) fn common_folder<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Option<PathBuf> {
    let mut folders = paths.into_iter().filter_map(Path::parent);
    let first = folders.next()?.to_path_buf();
    Some(folders.fold(first, |common, folder| {
        common
            .iter()
            .zip(folder.iter())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a)
            .collect()
    }))
}

/// The path of `file` from the folder `root`, with `/` separators; it starts
/// with `..` when `file` is not below. Both are absolute.
pub(crate) fn relative(root: &Path, file: &Path) -> String {
    let shared = root
        .iter()
        .zip(file.iter())
        .take_while(|(a, b)| a == b)
        .count();
    let up = root.iter().skip(shared).map(|_| Path::new(".."));
    let down = file.iter().skip(shared).map(Path::new);
    slashed(&up.chain(down).collect::<PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_folder_holds_all() {
        let common = |paths: &[&str]| common_folder(paths.iter().map(Path::new));
        assert_eq!(common(&[]), None);
        assert_eq!(common(&["/a/b/c.js"]), Some("/a/b".into()));
        assert_eq!(
            common(&["/a/b/c.js", "/a/bc/d.js", "/a/b/e/f.js"]),
            Some("/a".into())
        );
        assert_eq!(common(&["/a/b.js", "/c/d.js"]), Some("/".into()));
    }

    #[test]
    fn names_are_relative_to_the_root() {
        let name = |file| relative(Path::new("/a/b"), Path::new(file));
        assert_eq!(name("/a/b/c.js"), "c.js");
        assert_eq!(name("/a/b/c/d.js"), "c/d.js");
        assert_eq!(name("/a/x/d.js"), "../x/d.js");
        assert_eq!(name("/d.js"), "../../d.js");
    }
}
