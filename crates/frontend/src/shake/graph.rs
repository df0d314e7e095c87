//! Names of one module's top level, found fast.

use super::Unit;
use crate::parse::{DEFAULT, StatementKind};
use std::collections::HashMap;

/// Where a name of the top level comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Binding {
    /// A specifier of an import statement.
    Import { statement: usize, specifier: usize },
    /// A statement that declares it.
    Declared(usize),
}

/// What stands behind an exported name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Export {
    /// A specifier of `export { … }` or `export { … } from`.
    Specifier { statement: usize, specifier: usize },
    /// `export * as name from`
    Namespace(usize),
    /// A declaration, or `export default`.
    Declared(usize),
}

/// The names of one module.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub bindings: HashMap<&'a str, Vec<Binding>>,
    pub exports: HashMap<&'a str, Export>,
    /// Statements that are `export * from`.
    pub stars: Vec<usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(unit: &Unit<'a>) -> Self {
        let mut names = Names::default();
        for (statement, of) in unit.facts.statements.iter().enumerate() {
            for name in &of.declares {
                let binding = Binding::Declared(statement);
                match &of.kind {
                    // The binding of an import is its specifier.
                    StatementKind::Import(..) => continue,
                    StatementKind::Export => {
                        names.exports.insert(name, Export::Declared(statement));
                    }
                    _ if name == DEFAULT => {
                        names.exports.insert("default", Export::Declared(statement));
                    }
                    _ => {}
                }
                names.bindings.entry(name).or_default().push(binding);
            }
            match &of.kind {
                StatementKind::Import(_, wanted) => {
                    for (specifier, wanted) in wanted.iter().enumerate() {
                        let binding = Binding::Import {
                            statement,
                            specifier,
                        };
                        names.bindings.entry(&wanted.to).or_default().push(binding);
                    }
                }
                StatementKind::ExportFrom(_, wanted) | StatementKind::ExportList(wanted) => {
                    for (specifier, wanted) in wanted.iter().enumerate() {
                        let export = Export::Specifier {
                            statement,
                            specifier,
                        };
                        names.exports.insert(&wanted.to, export);
                    }
                }
                StatementKind::ExportAll(_, Some(name)) => {
                    names.exports.insert(name, Export::Namespace(statement));
                }
                StatementKind::ExportAll(_, None) => names.stars.push(statement),
                StatementKind::Export | StatementKind::Other => {}
            }
        }
        names
    }
}
