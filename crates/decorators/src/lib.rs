//! Standard decorators, lowered by edits to the source text.
//!
//! QuickJS-NG has no decorators. [`lower`] finds the classes that have some, and the
//! auto-accessors (`accessor x = 1`), in a parsed text and gives the insertions and
//! replacements that make the text do without. Text is never moved, so a position in the
//! edited text is a position in the source; TypeScript's types stay to be erased afterwards.
//!
//! The semantics are those of <https://github.com/tc39/proposal-decorators> as of November
//! 2023, which TypeScript 5 and esbuild implement too.
//!
//! ```text
//! class C {                     class C { static #s = d; static { C.#s.apply(this, [..]); }
//!   @dec @a.b x = 1;      →       ;static [(d = start()).dec(0, [dec, d.bound((d.receiver = a).b)])](){}
//! }                                x = C.#s.init(0, this, 1); #e = C.#s.extra(0, this);
//!                               }
//! ```
//!
//! - Decorators are evaluated where they stand, in the computed key of a static method that
//!   the helpers delete again: `this`, `await` and the order of evaluation are right there.
//! - What one evaluation of a class has to remember is in a variable of the function around
//!   it (`d`) and afterwards in a private static field (`C.#s`).
//! - A class that has decorators itself may be replaced by another, to which static fields,
//!   blocks and private static members belong. Its static initializers become private static
//!   methods that are called for the other one, and its private static members those of
//!   an enclosing class whose constructor adds them to any object.
mod class;
mod edits;
mod lowering;
mod member;
mod names;
mod naming;
mod plan;
mod visit;

use oxc_ast::ast::{Class, Program};
use oxc_ast_visit::{Visit, walk};

pub use edits::{Edit, apply};

/// What the edited text imports or requires.
pub const HELPERS_SPECIFIER: &str = "jsc:helpers/decorators";

/// Source text of the ES module of that name.
pub const HELPERS: &str = include_str!("helpers.js");

/// Lowers the standard decorators and auto-accessors of a text.
///
/// Decorators of parameters, which only TypeScript's legacy decorators have, stay. Overloads
/// in classes with decorators and abstract members of decorated classes go: TypeScript would
/// not have them there after the edits.
///
/// # Parameters
/// - `source`: JavaScript or TypeScript, with or without JSX.
/// - `program`: what oxc parsed from it without errors, parentheses preserved (its default).
///   The ids of its scopes, symbols and references are set anew. Walked recursively.
///
/// # Returns
/// Edits in source order that do not touch each other; none when there is nothing to lower.
/// They end with an import of the helpers; in a text that is no ES module they begin with
/// a `require`.
pub fn lower(source: &str, program: &Program<'_>) -> Option<Vec<Edit>> {
    if !source.contains('@') && !source.contains("accessor") {
        return None;
    }
    let mut finder = Finder { found: false };
    finder.visit_program(program);
    if !finder.found {
        return None;
    }
    let edits = lowering::Lowering::new(source, program).run();
    // There is nothing to do for classes in ambient declarations.
    (!edits.is_empty()).then_some(edits)
}

/// Looks for a class to lower.
struct Finder {
    found: bool,
}

impl<'a> Visit<'a> for Finder {
    fn visit_class(&mut self, class: &Class<'a>) {
        self.found |= plan::needs_lowering(class);
        if !self.found {
            walk::walk_class(self, class);
        }
    }
}
