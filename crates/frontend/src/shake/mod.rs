//! Tree shaking: which modules, statements and import specifiers a program needs.
//!
//! Module by module, statement by statement, from the entry's exports on: what
//! nobody refers to and whose evaluation cannot be noticed is left out. The
//! texts keep their shape, so that every position in them stays true.

mod edit;
mod graph;
mod mark;
mod stars;

pub(crate) use edit::apply;

use crate::parse::Facts;
use crate::program::Target;
use jsc_abi::Goal;
use std::collections::HashSet;

/// A module as far as shaking goes.
#[derive(Clone, Copy)]
pub(crate) struct Unit<'a> {
    pub goal: Goal,
    pub facts: &'a Facts,
    /// One for each request; none for what is left for run time.
    pub targets: &'a [Option<Target>],
    /// Its package does not say that evaluating it cannot be noticed.
    pub effects: bool,
    /// Names that it imports or passes on, but that are not exported where they
    /// are taken from: TypeScript's types.
    pub types: &'a HashSet<(usize, String)>,
}

/// What is left of a module.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The module is needed at all.
    pub included: bool,
    /// For each statement, whether it stays.
    pub statements: Vec<bool>,
    /// For each statement and specifier in it, whether that stays.
    pub specifiers: Vec<Vec<bool>>,
    /// For each request, whether it stays.
    pub requests: Vec<bool>,
}

/// Decides for all modules of a program; `units[0]` is the entry. Without
/// `shaking` everything stays but types.
pub(crate) fn shake(units: &[Unit], shaking: bool) -> Vec<Kept> {
    let mut marker = mark::Marker::new(units, shaking);
    marker.run();
    marker.finish()
}

#[cfg(test)]
mod tests;
