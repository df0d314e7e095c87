//! Which of the runtime's optional modules a program has a use for. What one is about has a name, of an
//! algorithm or of a function, which a program that gets to it contains somewhere.
use crate::plan::Globals;
use jsc_engine::Builtin;
use jsc_frontend::{Module, Program};
use std::cell::OnceCell;

/// Decides on optional modules. A name that comes from elsewhere, as from input, is not seen: what a
/// program then misses says so, and `--globals all` carries everything.
pub struct Wanted<'a> {
    /// None when everything is wanted.
    program: Option<&'a Program>,
    /// The texts of its modules in lower case, once they are needed.
    texts: OnceCell<Vec<String>>,
}

impl<'a> Wanted<'a> {
    pub fn new(program: &'a Program, globals: Globals) -> Self {
        Wanted {
            program: (globals != Globals::All).then_some(program),
            texts: OnceCell::new(),
        }
    }

    pub fn has_use_for(&self, builtin: &Builtin) -> bool {
        let Some(program) = self.program.filter(|_| !builtin.words.is_empty()) else {
            return true;
        };
        let lower = |m: &Module| String::from_utf8_lossy(&m.source).to_ascii_lowercase();
        let texts = self
            .texts
            .get_or_init(|| program.modules.iter().map(lower).collect());
        let is_there = |word: &&str| texts.iter().any(|text| text.contains(word));
        builtin.words.iter().any(is_there)
    }
}
