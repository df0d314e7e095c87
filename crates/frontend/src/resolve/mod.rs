//! Specifiers to files and builtins, by Node's rules for ES modules: relative
//! and absolute paths and `file:` URLs name an exact file.
//!
//! <https://nodejs.org/api/esm.html#resolution-algorithm-specification>

mod hints;
mod url;

pub(crate) use hints::{foreign_language, listed, similar, similar_neighbour};

use crate::files::{self, display};
use crate::options::Builtins;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a specifier stands for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// Canonical name of a module of the runtime.
    Builtin(String),
    /// Canonical path of a file that exists.
    File(PathBuf),
}

/// Why a specifier stands for nothing, and what could be meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unresolved {
    pub message: String,
    pub help: Option<String>,
}

pub(crate) struct Resolver<'a> {
    builtins: &'a dyn Builtins,
    /// Canonical working directory, for messages.
    cwd: &'a Path,
    /// Canonical path of each file met.
    canonical: HashMap<PathBuf, PathBuf>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(builtins: &'a dyn Builtins, cwd: &'a Path) -> Self {
        Resolver {
            builtins,
            cwd,
            canonical: HashMap::new(),
        }
    }

    /// Resolves a specifier in a file that lies in `folder`, a canonical path.
    pub(crate) fn resolve(
        &mut self,
        specifier: &str,
        folder: &Path,
    ) -> Result<Resolved, Unresolved> {
        if let Some(name) = self.builtins.canonical_name(specifier) {
            return Ok(Resolved::Builtin(name));
        }
        let fail = |help: String| Unresolved {
            message: format!("cannot resolve `{specifier}`"),
            help: Some(help),
        };
        match url::file_path(specifier, folder) {
            Ok(Some(path)) => self.resolve_file(specifier, path),
            Ok(None) => Err(fail(hints::not_a_path(specifier, folder, self.builtins))),
            Err(reason) => Err(fail(reason.into())),
        }
    }

    fn resolve_file(&mut self, specifier: &str, path: PathBuf) -> Result<Resolved, Unresolved> {
        if let Some(known) = self.canonical.get(&path) {
            return Ok(Resolved::File(known.clone()));
        }
        let failure = match canonical_file(&path) {
            Ok(canonical) => {
                refuse_other_languages(specifier, &canonical)?;
                self.canonical.insert(path, canonical.clone());
                return Ok(Resolved::File(canonical));
            }
            Err(failure) => failure,
        };
        let looked = format!("`{}`: {failure}", display(&path, self.cwd));
        let help = match hints::near(specifier, &path, &failure) {
            Some(hint) => format!("{looked}; {hint}"),
            None => looked,
        };
        Err(Unresolved {
            message: format!("cannot resolve `{specifier}`"),
            help: Some(help),
        })
    }
}

/// Why a path is not that of a file.
#[derive(Debug)]
pub(crate) enum Failure {
    Directory,
    Io(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Directory => files::Unreadable::Directory.fmt(f),
            Failure::Io(error) => f.write_str(&files::reason(error)),
        }
    }
}

/// The canonical path of a file, with symbolic links followed.
pub(crate) fn canonical_file(path: &Path) -> Result<PathBuf, Failure> {
    let canonical = match path.canonicalize() {
        // The file descriptor of a pipe is a link to what is no path.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => {
            path.to_path_buf()
        }
        canonical => canonical.map_err(Failure::Io)?,
    };
    match canonical.is_dir() {
        true => Err(Failure::Directory),
        false => Ok(canonical),
    }
}

/// Node's rule: a module is a file that ends in `.js`, `.mjs` or `.cjs`, or has no extension.
fn refuse_other_languages(specifier: &str, path: &Path) -> Result<(), Unresolved> {
    let Some(extension) = path.extension() else {
        return Ok(());
    };
    if ["js", "mjs", "cjs"].iter().any(|known| extension == *known) {
        return Ok(());
    }
    let what = match hints::foreign_language(path) {
        Some(language) => language.to_owned(),
        None => format!("`.{}` files", extension.display()),
    };
    Err(Unresolved {
        message: format!("cannot import `{specifier}`"),
        help: Some(format!("this version does not read {what}")),
    })
}
