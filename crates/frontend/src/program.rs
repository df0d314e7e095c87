//! The Program: what the frontend hands on.

use crate::problem::Problem;
use jsc_abi::Goal;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Every source text that an entry reaches, with its imports resolved.
#[derive(Debug)]
pub struct Program {
    /// `[0]` is the entry; the others follow in the order in which a
    /// breadth-first walk over the imports meets them.
    pub modules: Vec<Module>,
    /// What the author should hear of though the build succeeds.
    pub warnings: Vec<Problem>,
}

/// One source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Path relative to the project root, with `/` separators: the same wherever
    /// the project lies. The name that was given, for an entry from stdin.
    pub name: String,
    /// Canonical path of the file. For an entry from stdin, the name that was
    /// given, in the working directory; no such file need exist.
    pub path: PathBuf,
    /// UTF-8 text, without a byte order mark.
    pub source: String,
    /// The grammar's goal symbol that the text is parsed with.
    pub goal: Goal,
    /// How each specifier in the text resolves: static imports in source order,
    /// then dynamic ones with a literal specifier. A specifier is listed once.
    pub imports: Vec<Import>,
    pub exports: Exports,
    pub globals: GlobalUse,
}

/// One resolved specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub specifier: String,
    pub target: Target,
}

/// What a specifier stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Program::modules`].
    Module(usize),
    /// A module of the runtime, by its canonical name.
    Builtin(String),
}

/// What a module exports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exports {
    /// There is a default export.
    pub default: bool,
    /// The other names, in source order.
    pub named: Vec<String>,
    /// `export * from` adds names of other modules.
    pub star: bool,
}

/// Which globals a module may reach.
///
/// An upper bound for code that names globals: as free identifiers, as
/// properties of `globalThis` and its aliases, or by means that set `dynamic`.
/// Two ways are not seen: functions made from source text through a value's
/// `constructor` (`(() => {}).constructor('return fetch')()`), and what other
/// modules of the program hand over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GlobalUse {
    /// Identifiers that no scope of the module declares, and property names
    /// that are read from or written to the global object.
    pub names: BTreeSet<String>,
    /// Any global may be reached: through `eval`, `Function`, `with`, `this` of a
    /// sloppy script, or a global object that is passed around as a value.
    pub dynamic: bool,
}
