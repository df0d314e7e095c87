//! Collects what is wrong with a configuration.
use super::document::Document;
use crate::failure::Failure;
use jsc_compiler::Problem;
use jsonc_parser::common::{Range, Ranged};

/// Faults that are reported one by one; the others are counted.
const MAX_FAULTS: usize = 20;

/// What was found so far.
pub struct Faults<'a> {
    document: &'a Document,
    problems: Vec<Problem>,
    omitted: usize,
}

impl<'a> Faults<'a> {
    pub fn new(document: &'a Document) -> Self {
        Faults {
            document,
            problems: Vec::new(),
            omitted: 0,
        }
    }

    /// Adds a fault at `place`, with what the author could do about it.
    pub fn add(&mut self, place: &impl Ranged, message: String, help: Option<String>) {
        if self.problems.len() == MAX_FAULTS {
            self.omitted += 1;
            return;
        }
        let Range { start, end } = place.range();
        let document = self.document;
        self.problems
            .push(Problem::error(message).with_help(help).in_text(
                &document.name,
                &document.text,
                start..end,
            ));
    }

    /// `value`, unless something was found.
    ///
    /// # Errors
    /// All that was found.
    pub fn result<T>(self, value: T) -> Result<T, Failure> {
        match self.problems.is_empty() {
            true => Ok(value),
            false => Err(Failure::program(self.problems, self.omitted)),
        }
    }
}
