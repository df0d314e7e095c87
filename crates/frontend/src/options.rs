//! What the frontend is told.

use std::path::PathBuf;

/// Where a program starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A file; a relative path starts at [`Options::cwd`].
    File(PathBuf),
    /// A text that is no file. Its imports are resolved as if it lay in
    /// [`Options::cwd`]. `name` appears in messages and stack traces.
    Stdin { name: String, source: Vec<u8> },
}

/// What a build can be told.
pub struct Options<'a> {
    /// The modules that the runtime brings along.
    pub builtins: &'a dyn Builtins,
    /// Absolute path of the working directory. Messages name files below it by
    /// their path from here.
    pub cwd: PathBuf,
}

/// The modules that the runtime brings along: `node:fs`, `javy/fs`, …
pub trait Builtins {
    /// The canonical name of the module that `specifier` stands for (`node:fs`
    /// for `fs`); `None` when the runtime has no such module.
    fn canonical_name(&self, specifier: &str) -> Option<String>;

    /// Canonical names of all modules a program may import, for messages.
    fn names(&self) -> Vec<String>;
}
