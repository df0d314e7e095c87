//! What the walk over the import graph meets.

use crate::package::Package;
use crate::parse::Parsed;
use crate::problem::{Problem, SourceFile};
use crate::program::Target;
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// Where a module's text is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// The file at a canonical path, and what it is read as.
    File(PathBuf, Option<String>),
    Stdin,
    /// A helper of the lowering, by specifier.
    Helper(&'static str),
    /// Nothing: `browser` in package.json says so of the file at that path.
    Empty(PathBuf),
    /// `--external`; importing the specifier fails at run time.
    External(String),
}

/// A package or builtin that is not there.
pub(crate) struct Missing {
    /// The first import's.
    pub problem: Problem,
    pub specifier: String,
    /// It is no error as long as nothing of it is used.
    pub may_be_unused: bool,
    /// Indices of modules.
    pub importers: Vec<usize>,
}

impl Missing {
    /// What to say when it turns out that nothing of it is used.
    pub(crate) fn into_warning(self) -> Problem {
        self.problem.into_warning(format!(
            "`{}` is imported but not used, and the runtime has no such module",
            self.specifier
        ))
    }
}

/// A module that is known of.
pub(crate) struct Found {
    pub origin: Origin,
    /// Canonical, or as if it were.
    pub path: PathBuf,
    /// How messages name it.
    pub shown: String,
    /// The module that imports it first, and where.
    pub importer: Option<(usize, Range<usize>)>,
}

/// A module that was read.
pub(crate) struct Unit {
    pub file: Arc<SourceFile>,
    /// Of a module that is not code.
    pub data: Option<Vec<u8>>,
    pub parsed: Parsed,
    pub package: Option<Rc<Package>>,
    /// One for each request; none for what is left for run time.
    pub targets: Vec<Option<Target>>,
    pub typescript: bool,
}

impl Unit {
    /// A problem's labels, moved from the text for the engine to the file.
    pub(crate) fn span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.parsed.origins.source_of(span.start);
        start..start + span.len()
    }
}
