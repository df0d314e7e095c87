//! Where the global object goes from an expression, by what surrounds it.

use super::calls::Calls;
use crate::program::Reach;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentTarget, AssignmentTargetProperty, BindingPattern,
    CallExpression, Expression, IdentifierReference, ObjectAssignmentTarget, ObjectPattern,
    PropertyKey,
};
use oxc_semantic::{NodeId, Semantic, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{AssignmentOperator, BinaryOperator, LogicalOperator, UnaryOperator};

/// What an expression does with the global object.
pub(super) enum Flow {
    /// The node has the same value.
    Same(NodeId),
    /// The variable gets it.
    Variable(SymbolId),
    /// The parameter of a function gets it by a call.
    Parameter(SymbolId),
    /// The node is this property of it.
    Property(String, NodeId),
    /// These properties are taken out of it, or asked for.
    Properties(Vec<String>),
    Reach(Reach),
}

/// Where a text gets at the global object.
pub(super) enum Source {
    /// The expression is it.
    Object(NodeId),
    Reach(Reach, NodeId),
}

/// Texts of functions that give the global object.
const GLOBAL_OBJECT_TEXTS: [&str; 3] = ["return this", "return this;", "return globalThis"];

/// Functions of `Object` and `Reflect` that do to their first argument, for the property that the
/// second names, what is seen here.
const BY_NAME: [&str; 7] = [
    "defineProperty",
    "deleteProperty",
    "get",
    "getOwnPropertyDescriptor",
    "has",
    "hasOwn",
    "set",
];

/// Methods that every object has, for the property that the argument names.
const OWN_BY_NAME: [&str; 4] = [
    "hasOwnProperty",
    "propertyIsEnumerable",
    "__lookupGetter__",
    "__lookupSetter__",
];

/// Where the global object goes that the expression `id` is.
pub(super) fn of_object<'a>(
    semantic: &Semantic<'a>,
    calls: &Calls<'_, 'a>,
    id: NodeId,
) -> Vec<Flow> {
    let nodes = semantic.nodes();
    let span = nodes.kind(id).span();
    let parent = nodes.parent_id(id);
    let flow = match nodes.kind(parent) {
        AstKind::ParenthesizedExpression(_) | AstKind::ChainExpression(_) => Flow::Same(parent),
        AstKind::ExpressionStatement(_)
        | AstKind::IfStatement(_)
        | AstKind::WhileStatement(_)
        | AstKind::DoWhileStatement(_) => nothing(),
        AstKind::LogicalExpression(logical) => match logical.operator {
            LogicalOperator::And if logical.left.span() == span => nothing(),
            _ => Flow::Same(parent),
        },
        AstKind::ConditionalExpression(choice) if choice.test.span() == span => nothing(),
        AstKind::ConditionalExpression(_) => Flow::Same(parent),
        AstKind::SequenceExpression(sequence) => {
            match sequence.expressions.last().map(GetSpan::span) {
                Some(last) if last == span => Flow::Same(parent),
                _ => nothing(),
            }
        }
        AstKind::UnaryExpression(unary) => match unary.operator {
            UnaryOperator::Typeof | UnaryOperator::LogicalNot | UnaryOperator::Void => nothing(),
            _ => Flow::Reach(Reach::Object),
        },
        AstKind::BinaryExpression(binary) => match binary.operator {
            operator if operator.is_equality() => nothing(),
            BinaryOperator::In if binary.right.span() == span => {
                property_of(semantic, &binary.left)
            }
            _ => Flow::Reach(Reach::Object),
        },
        AstKind::StaticMemberExpression(member) => {
            return member_use(semantic, &member.property.name, parent);
        }
        AstKind::ComputedMemberExpression(member) if member.object.span() == span => {
            match key(semantic, &member.expression) {
                Key::Name(name) => return member_use(semantic, &name, parent),
                Key::Symbol => nothing(),
                Key::Unknown if is_overwritten(semantic, parent) => nothing(),
                Key::Unknown => Flow::Reach(Reach::Any),
            }
        }
        AstKind::VariableDeclarator(declarator) => pattern(&declarator.id),
        AstKind::FormalParameter(parameter) => pattern(&parameter.pattern),
        AstKind::AssignmentExpression(assignment) if assignment.right.span() == span => {
            return assigned(semantic, assignment, parent);
        }
        AstKind::ReturnStatement(_) | AstKind::ArrowFunctionExpression(_) => {
            return calls.result(id);
        }
        AstKind::CallExpression(call) if call.callee.span() != span => {
            return argument(semantic, calls, call, span, parent);
        }
        AstKind::ForInStatement(_) | AstKind::SpreadElement(_) => Flow::Reach(Reach::Any),
        _ => Flow::Reach(Reach::Object),
    };
    vec![flow]
}

/// What becomes of `eval` or `Function`, which the expression `id` is; none when it is only asked about.
pub(super) fn of_evaluator(semantic: &Semantic, id: NodeId) -> Option<Source> {
    let nodes = semantic.nodes();
    let span = nodes.kind(id).span();
    let parent = nodes.parent_id(id);
    let code = Some(Source::Reach(Reach::Code, id));
    match nodes.kind(parent) {
        AstKind::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof => None,
        AstKind::BinaryExpression(binary) => {
            let is_asked = binary.operator.is_equality()
                || binary.operator == BinaryOperator::Instanceof && binary.right.span() == span;
            if is_asked { None } else { code }
        }
        AstKind::StaticMemberExpression(member) if member.object.span() == span => {
            match member.property.name.as_str() {
                "prototype" | "name" | "length" => None,
                _ => code,
            }
        }
        AstKind::CallExpression(call) if call.callee.span() == span => {
            of_text(semantic, &call.arguments, parent).or(code)
        }
        AstKind::NewExpression(new) if new.callee.span() == span => {
            of_text(semantic, &new.arguments, parent).or(code)
        }
        _ => code,
    }
}

/// The global object, where it is what a function made of these arguments gives when it is called.
fn of_text(semantic: &Semantic, arguments: &[Argument], made: NodeId) -> Option<Source> {
    let [Argument::StringLiteral(text)] = arguments else {
        return None;
    };
    if !GLOBAL_OBJECT_TEXTS.contains(&text.value.trim()) {
        return None;
    }
    let nodes = semantic.nodes();
    let mut function = made;
    loop {
        let parent = nodes.parent_id(function);
        match nodes.kind(parent) {
            AstKind::ParenthesizedExpression(_) => function = parent,
            AstKind::CallExpression(call) if call.callee.span() == nodes.kind(function).span() => {
                return Some(Source::Object(parent));
            }
            _ => return None,
        }
    }
}

fn nothing() -> Flow {
    Flow::Properties(Vec::new())
}

/// The property `name` of the global object, which the node `member` is.
fn member_use(semantic: &Semantic, name: &str, member: NodeId) -> Vec<Flow> {
    let property = Flow::Property(name.to_owned(), member);
    let nodes = semantic.nodes();
    let call = match nodes.parent_kind(member) {
        AstKind::CallExpression(call) if call.callee.span() == nodes.kind(member).span() => call,
        _ => return vec![property],
    };
    if OWN_BY_NAME.contains(&name) {
        let named = call.arguments.first().and_then(Argument::as_expression);
        let named = named.map_or(Flow::Reach(Reach::Any), |name| property_of(semantic, name));
        return vec![property, named];
    }
    match name {
        "valueOf" => vec![property, Flow::Reach(Reach::Object)],
        _ => vec![property],
    }
}

/// The argument at `span` of the call that the node `id` is.
fn argument<'a>(
    semantic: &Semantic<'a>,
    calls: &Calls<'_, 'a>,
    call: &CallExpression<'a>,
    span: Span,
    id: NodeId,
) -> Vec<Flow> {
    if let Some(by_name) = asked_by_name(semantic, call, span, id) {
        return by_name;
    }
    match is_enumeration(semantic, call) {
        true => vec![Flow::Reach(Reach::Any)],
        false => vec![calls.argument(call, span)],
    }
}

/// `Object.hasOwn(globalThis, 'a')` and the like, `{}.hasOwnProperty.call(globalThis, 'a')`.
fn asked_by_name(
    semantic: &Semantic,
    call: &CallExpression,
    span: Span,
    id: NodeId,
) -> Option<Vec<Flow>> {
    let Expression::StaticMemberExpression(callee) = call.callee.without_parentheses() else {
        return None;
    };
    let [first, second, ..] = &call.arguments[..] else {
        return None;
    };
    let second = second.as_expression().filter(|_| first.span() == span)?;
    let method = callee.property.name.as_str();
    let by_name = match callee.object.without_parentheses() {
        Expression::Identifier(object) if is_global(semantic, object) => {
            matches!(object.name.as_str(), "Object" | "Reflect") && BY_NAME.contains(&method)
        }
        Expression::StaticMemberExpression(of) => {
            method == "call" && OWN_BY_NAME.contains(&of.property.name.as_str())
        }
        _ => false,
    };
    by_name.then(|| match (method, key(semantic, second)) {
        ("defineProperty", Key::Name(name)) => vec![Flow::Properties(vec![name]), Flow::Same(id)],
        ("defineProperty", _) => vec![Flow::Same(id)],
        ("get", Key::Name(name)) => vec![Flow::Property(name, id)],
        ("set", Key::Unknown) | (_, Key::Symbol) => vec![nothing()],
        (_, Key::Name(name)) => vec![Flow::Properties(vec![name])],
        (_, Key::Unknown) => vec![Flow::Reach(Reach::Any)],
    })
}

/// `Object.keys(globalThis)` and what else lists properties.
fn is_enumeration(semantic: &Semantic, call: &CallExpression) -> bool {
    let Expression::StaticMemberExpression(callee) = call.callee.without_parentheses() else {
        return false;
    };
    matches!(&callee.object, Expression::Identifier(object)
        if matches!(object.name.as_str(), "Object" | "Reflect") && is_global(semantic, object))
}

fn is_global(semantic: &Semantic, name: &IdentifierReference) -> bool {
    let reference = semantic.scoping().get_reference(name.reference_id());
    reference.symbol_id().is_none()
}

/// An assignment, which the node `id` is, of the global object.
fn assigned(semantic: &Semantic, assignment: &AssignmentExpression, id: NodeId) -> Vec<Flow> {
    let target = match &assignment.left {
        AssignmentTarget::ObjectAssignmentTarget(target) => assigned_names(target),
        AssignmentTarget::AssignmentTargetIdentifier(name) => {
            let reference = semantic.scoping().get_reference(name.reference_id());
            let symbol = reference.symbol_id();
            symbol.map_or(Flow::Reach(Reach::Object), Flow::Variable)
        }
        _ => Flow::Reach(Reach::Object),
    };
    vec![target, Flow::Same(id)]
}

/// Whether the expression `id` is what an assignment writes, without reading it.
fn is_overwritten(semantic: &Semantic, id: NodeId) -> bool {
    let nodes = semantic.nodes();
    matches!(nodes.parent_kind(id), AstKind::AssignmentExpression(assignment)
        if assignment.operator == AssignmentOperator::Assign
            && assignment.left.span() == nodes.kind(id).span())
}

/// The property that an expression names.
fn property_of(semantic: &Semantic, name: &Expression) -> Flow {
    match key(semantic, name) {
        Key::Name(name) => Flow::Properties(vec![name]),
        Key::Symbol => nothing(),
        Key::Unknown => Flow::Reach(Reach::Any),
    }
}

/// What an expression is as a property's key.
enum Key {
    Name(String),
    /// One of the symbols of the language or the registry.
    Symbol,
    Unknown,
}

fn key(semantic: &Semantic, expression: &Expression) -> Key {
    match constant(semantic, expression.without_parentheses()) {
        Expression::StringLiteral(literal) => Key::Name(literal.value.to_string()),
        Expression::NumericLiteral(literal) => Key::Name(literal.value.to_string()),
        Expression::TemplateLiteral(literal) => match literal.single_quasi() {
            Some(text) => Key::Name(text.to_string()),
            None => Key::Unknown,
        },
        Expression::CallExpression(call) if is_symbol(semantic, &call.callee) => Key::Symbol,
        symbol if is_symbol(semantic, symbol) => Key::Symbol,
        _ => Key::Unknown,
    }
}

/// `Symbol`, or a property of it.
fn is_symbol(semantic: &Semantic, expression: &Expression) -> bool {
    match expression.without_parentheses() {
        Expression::Identifier(name) => name.name == "Symbol" && is_global(semantic, name),
        Expression::StaticMemberExpression(member) => {
            matches!(&member.object, Expression::Identifier(name)
                if name.name == "Symbol" && is_global(semantic, name))
        }
        _ => false,
    }
}

/// The initial value of a variable that is never written again; otherwise the expression itself.
fn constant<'s, 'a: 's>(
    semantic: &'s Semantic<'a>,
    expression: &'s Expression<'a>,
) -> &'s Expression<'a> {
    let scoping = semantic.scoping();
    let Expression::Identifier(name) = expression else {
        return expression;
    };
    let symbol = scoping.get_reference(name.reference_id()).symbol_id();
    let Some(symbol) = symbol.filter(|symbol| !scoping.symbol_is_mutated(*symbol)) else {
        return expression;
    };
    match semantic.nodes().kind(scoping.symbol_declaration(symbol)) {
        AstKind::VariableDeclarator(declarator) if declarator.id.is_binding_identifier() => {
            let value = declarator.init.as_ref();
            value.map_or(expression, Expression::without_parentheses)
        }
        _ => expression,
    }
}

fn pattern(pattern: &BindingPattern) -> Flow {
    match pattern {
        BindingPattern::BindingIdentifier(name) => Flow::Variable(name.symbol_id()),
        other => bound(other),
    }
}

/// What a pattern that is no name takes.
pub(super) fn bound(pattern: &BindingPattern) -> Flow {
    match pattern {
        BindingPattern::ObjectPattern(pattern) => bound_names(pattern),
        _ => Flow::Reach(Reach::Object),
    }
}

fn bound_names(pattern: &ObjectPattern) -> Flow {
    if pattern.rest.is_some() {
        return Flow::Reach(Reach::Any);
    }
    let keys = pattern.properties.iter();
    names(keys.map(|property| static_key(&property.key)))
}

fn assigned_names(target: &ObjectAssignmentTarget) -> Flow {
    if target.rest.is_some() {
        return Flow::Reach(Reach::Any);
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

fn names(keys: impl Iterator<Item = Option<String>>) -> Flow {
    let names = keys.collect::<Option<Vec<_>>>();
    names.map_or(Flow::Reach(Reach::Any), Flow::Properties)
}

fn static_key(key: &PropertyKey) -> Option<String> {
    key.static_name().map(|name| name.into_owned())
}
