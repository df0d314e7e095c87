//! Modules that tell the runtime what a build decided.
use jsc_abi::{Goal, Import, ImportKind, Module, Positions, Target};

/// A module that calls what another one of the runtime exports. `callee` is that module and its place in the program,
/// `argument` is JavaScript.
pub fn module(name: &str, callee: (&str, u32), function: &str, argument: &str) -> Module {
    let (from, place) = callee;
    Module {
        name: name.to_owned(),
        source: format!("import {{ {function} }} from '{from}';{function}({argument});").into(),
        goal: Goal::Module,
        builtin: true,
        exports: Vec::new(),
        imports: vec![Import {
            specifier: from.to_owned(),
            kind: ImportKind::Import,
            target: Target::Module(place),
        }],
        positions: Positions::default(),
    }
}
