//! Which globals a text may reach. Works on the flat list of nodes, without recursion.

use crate::program::GlobalUse;
use jsc_abi::Goal;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    AssignmentTarget, AssignmentTargetProperty, BindingPattern, Expression, ObjectAssignmentTarget,
    ObjectPattern, PropertyKey,
};
use oxc_semantic::{NodeId, Semantic};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{BinaryOperator, UnaryOperator};

/// Names of the global object.
const GLOBAL_OBJECTS: [&str; 4] = ["globalThis", "self", "global", "window"];

/// Names of what makes code from source text.
const EVALUATORS: [&str; 2] = ["eval", "Function"];

/// The globals that a text may reach.
pub(super) fn global_use(semantic: &Semantic, goal: Goal) -> GlobalUse {
    let scoping = semantic.scoping();
    let mut found = Finder {
        semantic,
        found: GlobalUse::default(),
    };
    for (name, references) in scoping.root_unresolved_references() {
        found.found.names.insert(name.to_string());
        for &reference in references {
            found.value(name, scoping.get_reference(reference).node_id());
        }
    }
    if goal != Goal::Module {
        found.found.dynamic |= reaches_by_sloppiness(semantic);
    }
    found.found
}

/// Whether a sloppy text has a `with` statement, or takes the `this` of a function
/// that is called on the spot: the global object. A function that is called
/// without a receiver elsewhere is not seen.
fn reaches_by_sloppiness(semantic: &Semantic) -> bool {
    semantic
        .nodes()
        .iter_enumerated()
        .any(|(id, node)| match node.kind() {
            AstKind::WithStatement(_) => true,
            AstKind::ThisExpression(_) => is_global_this(semantic, id),
            _ => false,
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

struct Finder<'s, 'a> {
    semantic: &'s Semantic<'a>,
    found: GlobalUse,
}

impl Finder<'_, '_> {
    /// Looks at what becomes of the global `name`, which the expression `id` evaluates to.
    fn value(&mut self, name: &str, id: NodeId) {
        if EVALUATORS.contains(&name) {
            self.found.dynamic |= self.evaluator_escapes(id);
        } else if GLOBAL_OBJECTS.contains(&name) {
            self.global_object(id);
        }
    }

    /// Follows the global object from the expression `id` through chains such as
    /// `globalThis.window.self`.
    fn global_object(&mut self, mut id: NodeId) {
        loop {
            let use_ = self.use_of(id);
            match use_ {
                Use::Wrapped(parent) => id = parent,
                Use::Nothing => return,
                Use::Escapes => {
                    self.found.dynamic = true;
                    return;
                }
                Use::Properties(names) => {
                    for name in names {
                        self.found.dynamic |= is_special(&name);
                        self.found.names.insert(name);
                    }
                    return;
                }
                Use::Property(name, parent) => {
                    let is_global_object = GLOBAL_OBJECTS.contains(&name.as_str());
                    if !is_global_object {
                        self.value(&name, parent);
                    }
                    self.found.names.insert(name);
                    if !is_global_object {
                        return;
                    }
                    id = parent;
                }
            }
        }
    }

    /// What the parent of the expression `id` does with its value, an object.
    fn use_of(&self, id: NodeId) -> Use {
        let nodes = self.semantic.nodes();
        let span = nodes.kind(id).span();
        let parent = nodes.parent_id(id);
        match nodes.kind(parent) {
            AstKind::ParenthesizedExpression(_) | AstKind::ChainExpression(_) => {
                Use::Wrapped(parent)
            }
            AstKind::ExpressionStatement(_) => Use::Nothing,
            AstKind::StaticMemberExpression(member) => {
                Use::Property(member.property.name.to_string(), parent)
            }
            AstKind::ComputedMemberExpression(member) if member.object.span() == span => {
                match literal(&member.expression) {
                    Some(name) => Use::Property(name, parent),
                    None => Use::Escapes,
                }
            }
            AstKind::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof => {
                Use::Nothing
            }
            AstKind::BinaryExpression(binary) => match binary.operator {
                operator if operator.is_equality() => Use::Nothing,
                BinaryOperator::In if binary.right.span() == span => {
                    literal(&binary.left).map_or(Use::Escapes, |name| Use::Properties(vec![name]))
                }
                _ => Use::Escapes,
            },
            AstKind::VariableDeclarator(declarator) => match &declarator.id {
                BindingPattern::ObjectPattern(pattern) => bound_names(pattern),
                _ => Use::Escapes,
            },
            AstKind::AssignmentExpression(assignment) if assignment.right.span() == span => {
                match &assignment.left {
                    AssignmentTarget::ObjectAssignmentTarget(target)
                        if self.is_statement(parent) =>
                    {
                        assigned_names(target)
                    }
                    _ => Use::Escapes,
                }
            }
            _ => Use::Escapes,
        }
    }

    /// Whether nobody takes the value of the expression `id`.
    fn is_statement(&self, id: NodeId) -> bool {
        let mut ancestors = self.semantic.nodes().ancestor_kinds(id);
        let parent = ancestors.find(|kind| !matches!(kind, AstKind::ParenthesizedExpression(_)));
        matches!(parent, Some(AstKind::ExpressionStatement(_)))
    }

    /// Whether the expression `id`, `eval` or `Function`, is more than asked about.
    fn evaluator_escapes(&self, id: NodeId) -> bool {
        let nodes = self.semantic.nodes();
        let span: Span = nodes.kind(id).span();
        match nodes.parent_kind(id) {
            AstKind::UnaryExpression(unary) => unary.operator != UnaryOperator::Typeof,
            AstKind::BinaryExpression(binary) => {
                let is_asked = binary.operator.is_equality()
                    || binary.operator == BinaryOperator::Instanceof && binary.right.span() == span;
                !is_asked
            }
            AstKind::StaticMemberExpression(member) => !matches!(
                member.property.name.as_str(),
                "prototype" | "name" | "length"
            ),
            _ => true,
        }
    }
}

/// What an expression does with an object.
enum Use {
    Nothing,
    /// Anything may happen to it.
    Escapes,
    /// The node has the same value.
    Wrapped(NodeId),
    /// The node is this property of it.
    Property(String, NodeId),
    /// These properties are taken out of it.
    Properties(Vec<String>),
}

fn is_special(name: &str) -> bool {
    GLOBAL_OBJECTS.contains(&name) || EVALUATORS.contains(&name)
}

/// The property name that an expression is for certain.
fn literal(expression: &Expression) -> Option<String> {
    match expression.without_parentheses() {
        Expression::StringLiteral(literal) => Some(literal.value.to_string()),
        Expression::TemplateLiteral(literal) => literal.single_quasi().map(|text| text.to_string()),
        _ => None,
    }
}

fn bound_names(pattern: &ObjectPattern) -> Use {
    if pattern.rest.is_some() {
        return Use::Escapes;
    }
    names(
        pattern
            .properties
            .iter()
            .map(|property| static_key(&property.key)),
    )
}

fn assigned_names(target: &ObjectAssignmentTarget) -> Use {
    if target.rest.is_some() {
        return Use::Escapes;
    }
    names(target.properties.iter().map(|property| match property {
        AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
            Some(property.binding.name.to_string())
        }
        AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
            static_key(&property.name)
        }
    }))
}

fn names(keys: impl Iterator<Item = Option<String>>) -> Use {
    keys.collect::<Option<Vec<_>>>()
        .map_or(Use::Escapes, Use::Properties)
}

fn static_key(key: &PropertyKey) -> Option<String> {
    key.static_name().map(|name| name.into_owned())
}
