//! What reaches the global object in sloppy texts without a name.

use super::flow::Source;
use crate::program::Reach;
use oxc_ast::AstKind;
use oxc_semantic::{NodeId, Semantic};
use oxc_span::GetSpan;

/// The `with` statements of a sloppy text, and the `this` of functions that are called on the spot: the
/// global object. A function that is called without a receiver elsewhere is not seen.
pub(super) fn sources<'s>(semantic: &'s Semantic) -> impl Iterator<Item = Source> + 's {
    let nodes = semantic.nodes().iter_enumerated();
    nodes.filter_map(|(id, node)| match node.kind() {
        AstKind::WithStatement(_) => Some(Source::Reach(Reach::Any, id)),
        AstKind::ThisExpression(_) if is_global_this(semantic, id) => Some(Source::Object(id)),
        _ => None,
    })
}

fn is_global_this(semantic: &Semantic, id: NodeId) -> bool {
    let nodes = semantic.nodes();
    let scoping = semantic.scoping();
    let mut functions = nodes
        .ancestors(id)
        .filter(|node| matches!(node.kind(), AstKind::Function(_) | AstKind::Class(_)));
    let Some(function) = functions.next() else {
        return false;
    };
    let AstKind::Function(of) = function.kind() else {
        return false;
    };
    let is_strict = scoping.scope_flags(of.scope_id()).is_strict_mode();
    let mut span = of.span;
    let mut outer = nodes.ancestor_kinds(function.id());
    let caller = outer.find(|kind| match kind {
        AstKind::ParenthesizedExpression(wrapped) => {
            span = wrapped.span;
            false
        }
        _ => true,
    });
    let is_called =
        matches!(caller, Some(AstKind::CallExpression(call)) if call.callee.span() == span);
    is_called && !is_strict
}
