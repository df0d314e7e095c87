//! The Program: what the frontend hands on.

use crate::problem::Problem;
use jsc_abi::{Goal, ImportKind, Positions};
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
    /// What the engine gets: UTF-8 text without a byte order mark, or any bytes
    /// for [`Goal::Bytes`].
    pub source: Vec<u8>,
    /// The file's own size in bytes.
    pub file_bytes: usize,
    /// Bytes of `source` that are not white space left by tree shaking.
    pub kept_bytes: usize,
    pub goal: Goal,
    /// How each specifier in the text resolves: static imports in source order,
    /// then those of calls. A specifier is listed once for each kind.
    pub imports: Vec<Import>,
    pub exports: Exports,
    /// What the default export is, if there is one.
    pub default_export: DefaultExport,
    /// For goals other than a module: the names besides `default` that modules
    /// of the program can import.
    pub facade: Vec<String>,
    /// For [`Goal::CommonJs`]: the names that the text itself shows to be exported.
    pub commonjs_names: Vec<String>,
    pub globals: GlobalUse,
    pub positions: Positions,
}

/// One resolved specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub specifier: String,
    pub kind: ImportKind,
    /// Only `import()` asks for it.
    pub dynamic: bool,
    pub target: Target,
}

/// What a specifier stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A module of the program.
    Module {
        /// Index into [`Program::modules`].
        index: usize,
        /// Its default import is `module.exports.default` where `__esModule` is
        /// set; see [`jsc_abi::Target::Interop`].
        interop: bool,
    },
    /// The ES module's own `require`.
    Require,
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

/// What a default export is, as far as the text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DefaultExport {
    /// A call, a name of another module, or anything else.
    #[default]
    Unknown,
    /// A function or a class.
    Callable,
    /// An object that may have a method `fetch`: a literal with one, or what `new` makes.
    Instance,
    /// A literal of another kind.
    Data,
}

/// Which globals a module may reach.
///
/// Two ways are not seen: functions made from source text through a value's
/// `constructor` (`(() => {}).constructor('return fetch')()`), and `this` of a sloppy function
/// that is called without a receiver elsewhere than where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GlobalUse {
    /// Identifiers that no scope of the module declares, and property names
    /// that are read from or written to the global object.
    pub names: BTreeSet<String>,
    /// `console` is asked for more than to print texts and numbers.
    pub shows_values: bool,
    /// What reaches globals otherwise: the first of each kind.
    pub reaches: Vec<Reached>,
    /// The words of which the module can make a name while it runs: those of its property names, strings
    /// and templates.
    pub words: BTreeSet<String>,
    /// There is a regular expression.
    pub has_regexp: bool,
}

/// What reaches globals that the module does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A name that is computed, or a list of all: `globalThis[name]`, `Object.keys(globalThis)`, `with`.
    Any,
    /// The global object goes where it is not followed: `f(globalThis)`, `module.exports = globalThis`.
    Object,
    /// A text is compiled: `eval`, `Function`.
    Code,
}

/// A [`Reach`] and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    pub reach: Reach,
    /// `file:line:column`, as the author has it.
    pub place: String,
}
