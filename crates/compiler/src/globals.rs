//! Which of the runtime's globals a program gets.
//!
//! What a program names it gets. A program that may reach the global object other than by names gets those
//! whose names it could make of its texts as well; one that computes a name in plain sight gets all.
use crate::calling;
use crate::optional::contains_name;
use jsc_abi::Module;
use jsc_engine::Builtin;
use jsc_frontend::{Program, Reach, Reached};
use std::collections::BTreeSet;

/// Which of the runtime's globals a program gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Globals {
    /// Those that it can name.
    #[default]
    Auto,
    /// All.
    All,
}

/// The module that has a program told of globals that it does not carry.
pub const LEFT_OUT: &str = "jsc:left-out";

/// The globals that a program can get at.
pub struct Reachable<'a> {
    program: &'a Program,
    extent: Extent,
}

/// How far beyond what it names a program gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Names,
    Words,
    All,
}

impl<'a> Reachable<'a> {
    pub fn new(program: &'a Program, globals: Globals) -> Self {
        let mut reaches = reached(program).map(|reached| reached.reach).peekable();
        let extent = match globals {
            Globals::All => Extent::All,
            Globals::Auto if reaches.peek().is_none() => Extent::Names,
            Globals::Auto if reaches.any(|reach| reach == Reach::Any) => Extent::All,
            Globals::Auto => Extent::Words,
        };
        Reachable { program, extent }
    }

    pub fn is_all(&self) -> bool {
        self.extent == Extent::All
    }

    /// Whether the program gets at globals of which only its words tell the names.
    pub fn is_widened_by_words(&self) -> bool {
        self.extent == Extent::Words
    }

    /// Whether the program can get at the global `name`.
    pub fn contains(&self, name: &str) -> bool {
        let uses = |module: &jsc_frontend::Module| {
            module.globals.names.contains(name)
                || self.is_widened_by_words() && module.globals.words.contains(name)
        };
        self.is_all() || self.program.modules.iter().any(uses)
    }

    /// Whether the program may have `console` do more than print texts and numbers.
    pub fn shows_values(&self) -> bool {
        let mut modules = self.program.modules.iter();
        match self.extent {
            Extent::Names => modules.any(|module| module.globals.shows_values),
            Extent::Words | Extent::All => self.contains("console"),
        }
    }

    /// The globals that none of the runtime's modules in the program installs, if the program could make
    /// their names up. What those modules ask for by name is just not there.
    pub fn left_out(&self, builtins: &[&Builtin]) -> Vec<&'static str> {
        if !self.is_widened_by_words() {
            return Vec::new();
        }
        let present: BTreeSet<_> = builtins.iter().map(|builtin| builtin.name).collect();
        let asked_for = |name: &str| builtins.iter().any(|b| contains_name(b.source, name));
        jsc_engine::globals()
            .iter()
            .filter(|(name, module)| !present.contains(module) && !asked_for(name))
            .map(|(name, _)| *name)
            .collect()
    }
}

/// What has a program get at globals that it does not name.
pub fn reached(program: &Program) -> impl Iterator<Item = &Reached> {
    program.modules.iter().flat_map(|m| &m.globals.reaches)
}

/// The module that has asking for `names` fail; `left_out` is the place of [`LEFT_OUT`] in the program.
pub fn refusal(names: &[&str], left_out: u32) -> Module {
    calling::module(
        "jsc:left-out/names",
        (LEFT_OUT, left_out),
        "leaveOut",
        &format!("{names:?}"),
    )
}
