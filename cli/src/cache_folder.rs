//! Where finished modules are kept, by the XDG Base Directory Specification.
//!
//! <https://specifications.freedesktop.org/basedir-spec/latest/>
use crate::args::Compile;
use std::env::var_os;
use std::path::PathBuf;

/// The folder: `jsc` in `$XDG_CACHE_HOME`, or in `.cache` in the home folder. None when there is neither,
/// or the flags say so.
pub fn of(flags: &Compile) -> Option<PathBuf> {
    let folder = |name| {
        var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let caches = || folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    (!flags.no_cache)
        .then(caches)?
        .map(|caches| caches.join("jsc"))
}
