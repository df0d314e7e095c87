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
    pub settings: Settings,
}

/// The part of a build's options that the author sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Conditions of package.json's `exports` and `imports` beside `jsc`, `wasi`,
    /// `worker`, `import` or `require`, and `default`.
    pub conditions: Vec<String>,
    /// Specifiers that are left for run time, where they fail; a `*` stands for
    /// any text.
    pub external: Vec<String>,
    /// Specifiers, or their first segments, and what is resolved in their stead.
    pub alias: Vec<(String, String)>,
    /// Global names or property chains of such, and the expressions to put there.
    pub define: Vec<(String, String)>,
    /// Shorten the texts.
    pub minify: bool,
    /// Leave out what nobody uses and whose evaluation nobody would notice.
    pub tree_shaking: bool,
    /// The tsconfig.json for the author's files, in place of the nearest.
    pub tsconfig: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            conditions: Vec::new(),
            external: Vec::new(),
            alias: Vec::new(),
            define: Vec::new(),
            minify: false,
            tree_shaking: true,
            tsconfig: None,
        }
    }
}

/// The modules that the runtime brings along: `node:fs`, `javy/fs`, …
pub trait Builtins {
    /// The canonical name of the module that `specifier` stands for (`node:fs`
    /// for `fs`); `None` when the runtime has no such module.
    fn canonical_name(&self, specifier: &str) -> Option<String>;

    /// Canonical names of all modules a program may import, for messages.
    fn names(&self) -> Vec<String>;
}
