//! What could be meant by a specifier that stands for nothing.

use super::{Failure, canonical_file};
use crate::files::{self, display};
use crate::options::Builtins;
use oxc_resolver::ResolveError;
use oxc_span::best_match;
use std::fs;
use std::path::{Path, PathBuf};

/// Names in a folder that are looked at for a similar one.
const MAX_ENTRIES: usize = 10_000;

/// Modules of the runtime that a message lists.
const MAX_LISTED: usize = 12;

/// Node's own modules, without the `node:` scheme.
/// <https://nodejs.org/api/module.html#modulebuiltinmodules>
const NODE_MODULES: &[&str] = &[
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "sea",
    "sqlite",
    "stream",
    "string_decoder",
    "sys",
    "test",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
];

/// The name out of `names` that `wanted` is probably a misspelling of.
pub(crate) fn similar<'n>(
    wanted: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let threshold = (wanted.chars().count() / 3).clamp(1, 3);
    best_match(wanted, names, threshold)
}

/// A file that is near the missing one at `path`.
pub(super) fn near(specifier: &str, path: &Path, failure: &Failure) -> Option<String> {
    if matches!(failure, Failure::Directory) {
        return Some("it has no index file".into());
    }
    let neighbour = similar_neighbour(path)?;
    let base = specifier.trim_end_matches('/');
    let folder = base.rfind('/').map_or("", |slash| &base[..=slash]);
    Some(format!("did you mean `{folder}{neighbour}`?"))
}

/// A file in the same folder with a similar name.
pub(crate) fn similar_neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let entries = fs::read_dir(path.parent()?)
        .ok()?
        .take(MAX_ENTRIES)
        .flatten();
    let mut names: Vec<_> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    similar(wanted, names.iter().map(String::as_str)).map(str::to_owned)
}

/// What to say of a specifier that is neither a path nor a module of the runtime.
pub(super) fn not_a_path(specifier: &str, folder: &Path, builtins: &dyn Builtins) -> String {
    if specifier.is_empty() {
        return "the specifier is empty".into();
    }
    if specifier.starts_with('#') {
        return "the nearest package.json has no `imports`".into();
    }
    let names = builtins.names();
    if let Some(name) = similar(specifier, names.iter().map(String::as_str)) {
        return format!("did you mean `{name}`?");
    }
    if is_nodes(specifier) {
        return format!("the runtime has no such module; it has {}", listed(&names));
    }
    if let Some((scheme, _)) = specifier.split_once(':') {
        return format!(
            "`{scheme}:` URLs cannot be imported, only files, packages and modules of the runtime"
        );
    }
    if canonical_file(&folder.join(specifier)).is_ok() {
        return format!("did you mean `./{specifier}`?");
    }
    let package = package_name(specifier);
    match installed(package, folder) {
        Some(_) if package == specifier => {
            format!("the package `{package}` is installed, but has no entry file")
        }
        Some(_) => format!("the package `{package}` is installed, but has no such file"),
        None => match similar_package(package, folder) {
            Some(similar) => {
                format!("did you mean `{similar}`? If not, install it with `npm i {package}`")
            }
            None => format!("install it with `npm i {package}`"),
        },
    }
}

/// A package that is installed under a similar name.
fn similar_package(package: &str, folder: &Path) -> Option<String> {
    let scope = package.split_once('/').map(|(scope, _)| scope);
    let folders = folder.ancestors().map(|folder| folder.join("node_modules"));
    let names = folders.flat_map(|modules| {
        let entries = fs::read_dir(scope.map_or(modules.clone(), |scope| modules.join(scope)));
        let names = entries.into_iter().flatten().take(MAX_ENTRIES).flatten();
        names.filter_map(|entry| entry.file_name().into_string().ok())
    });
    let mut names: Vec<_> = names
        .filter(|name| !name.starts_with(['.', '@']))
        .map(|name| scope.map_or(name.clone(), |scope| format!("{scope}/{name}")))
        .collect();
    names.sort_unstable();
    similar(package, names.iter().map(String::as_str)).map(str::to_owned)
}

/// Whether a specifier names a module of Node, which the runtime may lack.
pub(crate) fn is_nodes(specifier: &str) -> bool {
    let name = specifier.strip_prefix("node:");
    name.is_some() || NODE_MODULES.contains(&package_name(specifier))
}

/// `@scope/name` or `name` of a specifier with or without a path behind it.
fn package_name(specifier: &str) -> &str {
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier.match_indices('/').nth(parts - 1);
    end.map_or(specifier, |(at, _)| &specifier[..at])
}

fn installed(package: &str, folder: &Path) -> Option<PathBuf> {
    let candidates = folder.ancestors();
    let mut candidates = candidates.map(|folder| folder.join("node_modules").join(package));
    candidates.find(|path| path.is_dir())
}

/// What the resolver says of a package.json or tsconfig.json, with paths as
/// messages show them.
pub(super) fn explained(error: &ResolveError, cwd: &Path) -> String {
    let shown = |path: &Path| display(path, cwd);
    match error {
        ResolveError::PackagePathNotExported {
            subpath,
            package_json_path,
            conditions,
            ..
        } => format!(
            "`exports` of `{}` does not give `{subpath}` under {conditions}",
            shown(package_json_path)
        ),
        ResolveError::Json(json) => format!(
            "`{}` is not valid JSON: {} (line {}, column {})",
            shown(&json.path),
            json.message.split(" at line").next().unwrap_or_default(),
            json.line,
            json.column
        ),
        ResolveError::TsconfigLoadFailed { path, source } => match &**source {
            ResolveError::Json(_) => explained(source, cwd),
            _ => format!("cannot read `{}`: {source}", shown(path)),
        },
        ResolveError::TsconfigNotFound(path) => {
            format!("there is no tsconfig `{}`", shown(path))
        }
        ResolveError::TsconfigCircularExtend(_) => "tsconfig.json extends itself".into(),
        ResolveError::PackageImportNotDefined(name, path) => {
            format!("`imports` of `{}` has no `{name}`", shown(path))
        }
        ResolveError::InvalidPackageConfig(path) => {
            format!("`exports` of `{}` mixes paths and conditions", shown(path))
        }
        ResolveError::InvalidPackageTarget(target, key, path) => format!(
            "`exports` of `{}` has the invalid target `{target}` for `{key}`",
            shown(path)
        ),
        ResolveError::IOError(error) => files::reason(&error.clone().into()),
        ResolveError::Recursion => "it leads back to itself".into(),
        other => other.to_string(),
    }
}

/// The names, in code quotes; the last ones are only counted when there are many.
pub(crate) fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names
        .iter()
        .take(MAX_LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len() - shown.len() {
        0 if shown.is_empty() => "none".into(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
