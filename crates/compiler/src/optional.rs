//! Which of the runtime's optional modules a program has a use for. What one is about has a name, of an
//! algorithm or of a function, which a program that gets to it contains somewhere.
use crate::globals::Globals;
use jsc_engine::{Builtin, Companion};
use jsc_frontend::Program;
use std::cell::OnceCell;

/// Decides on optional modules. A name that comes from elsewhere, as from input, is not seen: what a
/// program then misses says so, and `--globals all` carries everything.
pub struct Wanted<'a> {
    /// None when everything is wanted.
    program: Option<&'a Program>,
    texts: OnceCell<Texts>,
}

/// The texts of a program's modules.
struct Texts {
    written: Vec<String>,
    lower_case: OnceCell<Vec<String>>,
}

impl Texts {
    fn of(program: &Program) -> Self {
        let text = |source: &Vec<u8>| String::from_utf8_lossy(source).into_owned();
        Texts {
            written: program.modules.iter().map(|m| text(&m.source)).collect(),
            lower_case: OnceCell::new(),
        }
    }

    fn lower_case(&self) -> &[String] {
        let lowered = || {
            self.written
                .iter()
                .map(|t| t.to_ascii_lowercase())
                .collect()
        };
        self.lower_case.get_or_init(lowered)
    }

    /// Whether there is one of the identifiers, or of the parts in any case.
    fn concern(&self, names: &[&str], parts: &[&str]) -> bool {
        let has_part = |part: &&str| {
            let part = part.to_ascii_lowercase();
            self.lower_case().iter().any(|text| text.contains(&part))
        };
        let has_name = |name: &&str| self.written.iter().any(|text| contains_name(text, name));
        parts.iter().any(has_part) || names.iter().any(has_name)
    }
}

impl<'a> Wanted<'a> {
    pub fn new(program: &'a Program, globals: Globals) -> Self {
        Wanted {
            program: (globals != Globals::All).then_some(program),
            texts: OnceCell::new(),
        }
    }

    pub fn has_use_for(&self, builtin: &Builtin) -> bool {
        !builtin.is_optional() || self.concern(builtin.names, builtin.texts)
    }

    /// Whether the program says what asks for the companion, if it is to say anything.
    pub fn has_companion(&self, companion: &Companion) -> bool {
        let Companion { words, texts, .. } = companion;
        (words.is_empty() && texts.is_empty()) || self.concern(words, texts)
    }

    fn concern(&self, names: &[&str], parts: &[&str]) -> bool {
        self.texts().is_none_or(|texts| texts.concern(names, parts))
    }

    fn texts(&self) -> Option<&Texts> {
        let program = self.program?;
        Some(self.texts.get_or_init(|| Texts::of(program)))
    }
}

/// Whether a text contains an identifier that is not part of a longer one.
pub fn contains_name(text: &str, name: &str) -> bool {
    mentions(text, name).next().is_some()
}

/// What is before and after each identifier `name` in a text.
pub fn mentions<'a>(text: &'a str, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(name)
        .map(|(at, name)| (&text[..at], &text[at + name.len()..]))
        .filter(|(before, after)| {
            !before.ends_with(is_part_of_a_name) && !after.starts_with(is_part_of_a_name)
        })
}

/// Whether an identifier may have `c` in it.
pub fn is_part_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::contains_name;

    #[test]
    fn names_are_whole_identifiers() {
        for text in ["sign", "crypto.sign(a)", "{ sign }", "x['sign']", "é.sign"] {
            assert!(contains_name(text, "sign"), "{text}");
        }
        for text in ["assign", "signs", "$sign", "sign_", "SIGN", ""] {
            assert!(!contains_name(text, "sign"), "{text}");
        }
    }
}
