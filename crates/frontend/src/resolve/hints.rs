//! What could be meant by a specifier that stands for nothing.

use super::{Failure, canonical_file};
use crate::options::Builtins;
use oxc_span::best_match;
use std::fs;
use std::path::Path;

/// Names in a folder that are looked at for a similar one.
const MAX_ENTRIES: usize = 10_000;

/// Modules of the runtime that a message lists.
const MAX_LISTED: usize = 12;

/// Languages that a program may be written in but that are not read, by extension.
const FOREIGN: &[(&str, &str)] = &[
    ("ts", "TypeScript"),
    ("mts", "TypeScript"),
    ("cts", "TypeScript"),
    ("tsx", "TypeScript"),
    ("jsx", "JSX"),
    ("json", "JSON modules"),
    ("wasm", "WebAssembly modules"),
    ("node", "native add-ons"),
];

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

/// The language of a file that this version does not read, if it is one.
pub(crate) fn foreign_language(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?;
    FOREIGN
        .iter()
        .find(|(known, _)| extension == *known)
        .map(|(_, language)| *language)
}

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
    let is_file = |addition: &str| {
        let mut candidate = path.as_os_str().to_owned();
        candidate.push(addition);
        canonical_file(Path::new(&candidate)).is_ok()
    };
    let base = specifier.trim_end_matches('/');
    if matches!(failure, Failure::Directory) {
        let index = ["/index.js", "/index.mjs", "/index.cjs"]
            .into_iter()
            .find(|i| is_file(i))?;
        return Some(format!("did you mean `{base}{index}`?"));
    }
    if let Some(extension) = [".js", ".mjs", ".cjs"].into_iter().find(|e| is_file(e)) {
        return Some(format!("did you mean `{base}{extension}`?"));
    }
    if let Some((extension, language)) = FOREIGN.iter().find(|(e, _)| is_file(&format!(".{e}"))) {
        return Some(format!(
            "`{base}.{extension}` exists, but this version does not read {language}"
        ));
    }
    let neighbour = similar_neighbour(path)?;
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
        return "this version does not read the `imports` of package.json".into();
    }
    let names = builtins.names();
    let of_node = specifier.strip_prefix("node:").unwrap_or(specifier);
    let is_nodes = specifier.starts_with("node:") || NODE_MODULES.contains(&of_node);
    let similar = similar(specifier, names.iter().map(String::as_str));
    if is_nodes && similar.is_none() {
        return format!("the runtime has no such module; it has {}", listed(&names));
    }
    if let Some(name) = similar {
        return format!("did you mean `{name}`?");
    }
    if let Some((scheme, _)) = specifier.split_once(':') {
        return format!(
            "`{scheme}:` URLs cannot be imported, only files and modules of the runtime"
        );
    }
    if canonical_file(&folder.join(specifier)).is_ok() {
        return format!("did you mean `./{specifier}`?");
    }
    format!(
        "npm packages are not bundled by this version, and the runtime has no module of that \
         name; it has {}",
        listed(&names)
    )
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
