//! The runtime's JavaScript modules.
include!(concat!(env!("OUT_DIR"), "/builtins.rs"));

/// One module of the runtime.
#[derive(Debug)]
pub struct Builtin {
    /// What it is imported by: `node:fs`, or `jsc:…` for what users cannot name.
    pub name: &'static str,
    pub source: &'static str,
    /// Specifiers of its static imports.
    pub imports: &'static [&'static str],
    /// Of an optional module: identifiers of which a program that has a use for it contains one.
    pub names: &'static [&'static str],
    /// Of an optional module: parts of texts, in whatever case, of which such a program contains one.
    pub texts: &'static [&'static str],
}

/// A module that belongs to a program with certain others, though none of them imports it.
#[derive(Debug)]
pub struct Companion {
    pub module: &'static str,
    /// Modules all of which the program has.
    pub with: &'static [&'static str],
    /// Words and parts of texts, in any case, one of which the program has; none of both when
    /// nothing is asked for.
    pub words: &'static [&'static str],
    pub texts: &'static [&'static str],
}

/// The companions, as `builtins.json` lists them.
pub fn companions() -> &'static [Companion] {
    COMPANIONS
}
impl Builtin {
    /// Whether a program may import the module without having a use for it.
    pub fn is_optional(&self) -> bool {
        !(self.names.is_empty() && self.texts.is_empty())
    }
}

/// The empty module that stands for optional ones which a program does without.
pub const OMITTED: &str = "jsc:omitted";

/// The module that a specifier names: `node:fs`, or `fs` for short.
pub fn builtin(specifier: &str) -> Option<&'static Builtin> {
    let find = |name: &str| MODULES.iter().find(|m| m.name == name);
    find(specifier).or_else(|| find(&format!("node:{specifier}")))
}

/// The module that installs a global.
pub fn builtin_for_global(name: &str) -> Option<&'static Builtin> {
    let (_, module) = GLOBALS.iter().find(|(global, _)| *global == name)?;
    builtin(module)
}

/// Every global that a runtime module installs, with the module's name.
pub fn globals() -> &'static [(&'static str, &'static str)] {
    GLOBALS
}

/// What users can import, for suggestions.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    MODULES
        .iter()
        .map(|m| m.name)
        .filter(|name| !name.starts_with("jsc:"))
}
