//! Specifiers to files and builtins, as Node and bundlers agree on it: exact
//! files first, then TypeScript's and the bundlers' extensions, package.json's
//! `exports`, `imports`, `browser`, `module` and `main`, tsconfig's `paths`.
//!
//! <https://nodejs.org/api/esm.html#resolution-algorithm-specification>,
//! <https://github.com/defunctzombie/package-browser-field-spec>

mod hints;
mod options;
mod url;

pub(crate) use hints::{is_nodes, listed, similar, similar_neighbour};

use crate::files::{self, display};
use crate::options::{Builtins, Settings};
use fast_glob::glob_match;
use jsc_abi::ImportKind;
use oxc_resolver::{ResolveError, TsConfig};
use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a specifier stands for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// Canonical name of a module of the runtime.
    Builtin(String),
    /// Canonical path of a file that exists.
    File(PathBuf),
    /// The package's `browser` field says that the file, or the module of that
    /// name, is empty where there is no Node.
    Empty(PathBuf),
    /// Left for run time by `--external`.
    External,
}

/// Why a specifier stands for nothing, and what could be meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unresolved {
    pub message: String,
    pub help: Option<String>,
    /// It is a package.json that cannot be read, which is an error of its own.
    pub by_package: bool,
}

pub(crate) struct Resolver<'a> {
    builtins: &'a dyn Builtins,
    /// Canonical working directory, for messages.
    cwd: &'a Path,
    settings: &'a Settings,
    import: oxc_resolver::Resolver,
    require: oxc_resolver::Resolver,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(builtins: &'a dyn Builtins, cwd: &'a Path, settings: &'a Settings) -> Self {
        let import = oxc_resolver::Resolver::new(options::of(ImportKind::Import, settings, cwd));
        let require = import.clone_with_options(options::of(ImportKind::Require, settings, cwd));
        Resolver {
            builtins,
            cwd,
            settings,
            import,
            require,
        }
    }

    /// Resolves a specifier in the file `importer`, a canonical path.
    pub(crate) fn resolve(
        &self,
        specifier: &str,
        kind: ImportKind,
        importer: &Path,
    ) -> Result<Resolved, Unresolved> {
        if self.is_external(specifier) {
            return Ok(Resolved::External);
        }
        let wanted = self.aliased(specifier);
        if let Some(name) = self.builtins.canonical_name(&wanted) {
            return Ok(Resolved::Builtin(name));
        }
        let folder = importer.parent().unwrap_or(self.cwd);
        let fail = |help: String| Unresolved {
            message: format!("cannot resolve `{specifier}`"),
            help: Some(help),
            by_package: false,
        };
        let is_url = kind == ImportKind::Import || wanted.starts_with("file:");
        let path = match url::file_path(&wanted, folder) {
            _ if !is_url => None,
            Ok(path) => path,
            Err(reason) => return Err(fail(reason.into())),
        };
        let request = match &path {
            Some(path) => Cow::Owned(path.to_string_lossy().into_owned()),
            None => wanted,
        };
        match self.find(&request, kind, importer) {
            Ok(found) => Ok(found),
            Err(error) => Err(Unresolved {
                by_package: matches!(error, ResolveError::Json(_)),
                ..fail(self.explain(specifier, path, folder, &error))
            }),
        }
    }

    /// The tsconfig.json that the file at a canonical path belongs to. One that
    /// belongs to none, such as JavaScript without `allowJs`, gets the nearest
    /// tsconfig.json or jsconfig.json when `or_nearest`.
    ///
    /// # Errors
    /// What is wrong with it, in a line.
    pub(crate) fn tsconfig(
        &self,
        file: &Path,
        or_nearest: bool,
    ) -> Result<Option<Arc<TsConfig>>, String> {
        let found = match self.import.find_tsconfig(file) {
            Ok(None) if or_nearest && self.settings.tsconfig.is_none() => {
                self.nearest_tsconfig(file)
            }
            found => found,
        };
        found.map_err(|error| hints::explained(&error, self.cwd))
    }

    fn nearest_tsconfig(&self, file: &Path) -> Result<Option<Arc<TsConfig>>, ResolveError> {
        let folders = file.ancestors().skip(1);
        let mut configs = folders
            .flat_map(|folder| ["tsconfig.json", "jsconfig.json"].map(|name| folder.join(name)));
        match configs.find(|config| config.is_file()) {
            Some(config) => self.import.resolve_tsconfig(config).map(Some),
            None => Ok(None),
        }
    }

    fn find(
        &self,
        request: &str,
        kind: ImportKind,
        importer: &Path,
    ) -> Result<Resolved, ResolveError> {
        let resolver = match kind {
            ImportKind::Import => &self.import,
            ImportKind::Require => &self.require,
        };
        match resolver.resolve_file(importer, request) {
            Ok(found) => Ok(Resolved::File(found.into_path_buf())),
            Err(ResolveError::Ignored(path)) => Ok(Resolved::Empty(path)),
            Err(error) => Err(error),
        }
    }

    fn is_external(&self, specifier: &str) -> bool {
        self.settings.external.iter().any(|pattern| {
            pattern == specifier
                || pattern.contains('*') && glob_match(pattern.replace('*', "**"), specifier)
                || specifier
                    .strip_prefix(pattern.as_str())
                    .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The specifier with the longest matching `--alias` put in.
    fn aliased<'s>(&self, specifier: &'s str) -> Cow<'s, str> {
        let rest_of = |from: &str| {
            let rest = specifier.strip_prefix(from)?;
            (rest.is_empty() || rest.starts_with('/')).then_some(rest)
        };
        let aliases = self.settings.alias.iter();
        let found = aliases
            .filter_map(|(from, to)| Some((from.len(), to, rest_of(from)?)))
            .max_by_key(|(length, ..)| *length);
        let Some((_, to, rest)) = found else {
            return Cow::Borrowed(specifier);
        };
        // A relative target starts at the working directory, as the flag is typed there.
        let is_relative =
            [".", ".."].contains(&to.as_str()) || to.starts_with("./") || to.starts_with("../");
        match is_relative {
            true => format!("{}{rest}", self.cwd.join(to).display()).into(),
            false => format!("{to}{rest}").into(),
        }
    }

    fn explain(
        &self,
        specifier: &str,
        path: Option<PathBuf>,
        folder: &Path,
        error: &ResolveError,
    ) -> String {
        if !matches!(
            error,
            ResolveError::NotFound(_)
                | ResolveError::ExtensionAlias(..)
                | ResolveError::Specifier(_)
        ) {
            return hints::explained(error, self.cwd);
        }
        let path = path.or_else(|| {
            let is_path = specifier.starts_with('.') || specifier.starts_with('/');
            is_path.then(|| folder.join(specifier))
        });
        let Some(path) = path else {
            return hints::not_a_path(specifier, folder, self.builtins);
        };
        let failure = match canonical_file(&path) {
            Err(failure) => failure,
            Ok(_) => return "it is a file of a kind that cannot be imported".into(),
        };
        let looked = format!("`{}`: {failure}", display(&path, self.cwd));
        match hints::near(specifier, &path, &failure) {
            Some(hint) => format!("{looked}; {hint}"),
            None => looked,
        }
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
