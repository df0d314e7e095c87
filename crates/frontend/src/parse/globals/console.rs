//! Whether a use of `console` shows to print texts and numbers alone, which needs no formatter.

use oxc_ast::AstKind;
use oxc_ast::ast::{Argument, Expression};
use oxc_semantic::{NodeId, Semantic};
use oxc_span::GetSpan;
use oxc_syntax::operator::{BinaryOperator, UnaryOperator};

/// Methods that print their arguments with spaces between them.
const PRINTERS: [&str; 6] = ["debug", "dirxml", "error", "info", "log", "warn"];

/// Operands within each other that are looked at; deeper ones are taken for anything.
const MAX_DEPTH: u32 = 32;

/// Whether the expression `id`, `console`, only has a method called that prints texts and numbers.
pub(super) fn prints_texts(semantic: &Semantic, id: NodeId) -> bool {
    let nodes = semantic.nodes();
    let span = nodes.kind(id).span();
    let method = nodes.parent_id(id);
    let AstKind::StaticMemberExpression(member) = nodes.kind(method) else {
        return false;
    };
    let AstKind::CallExpression(call) = nodes.parent_kind(method) else {
        return false;
    };
    member.object.span() == span
        && PRINTERS.contains(&member.property.name.as_str())
        && call.callee.span() == member.span
        && are_plain(semantic, &call.arguments)
}

fn are_plain(semantic: &Semantic, arguments: &[Argument]) -> bool {
    // With others behind it, the first text may hold formats.
    if let [Argument::StringLiteral(first), _, ..] = arguments
        && first.value.contains('%')
    {
        return false;
    }
    if let [first, _, ..] = arguments
        && !matches!(
            first,
            Argument::StringLiteral(_) | Argument::NumericLiteral(_)
        )
    {
        return false;
    }
    arguments.iter().all(|argument| {
        let value = argument.as_expression();
        value.is_some_and(|value| is_number(value) || is_text(semantic, value, MAX_DEPTH))
    })
}

fn is_number(value: &Expression) -> bool {
    matches!(value, Expression::NumericLiteral(_))
}

fn is_text(semantic: &Semantic, mut value: &Expression, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let is_text = |value| is_text(semantic, value, depth);
    loop {
        value = value.without_parentheses();
        match value {
            Expression::StringLiteral(_) | Expression::TemplateLiteral(_) => return true,
            Expression::UnaryExpression(unary) => return unary.operator == UnaryOperator::Typeof,
            Expression::ConditionalExpression(choice) => {
                return is_text(&choice.consequent) && is_text(&choice.alternate);
            }
            Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
                if is_text(&sum.right) {
                    return true;
                }
                value = &sum.left;
            }
            Expression::Identifier(name) => {
                let scoping = semantic.scoping();
                let symbol = scoping.get_reference(name.reference_id()).symbol_id();
                let constant = symbol.filter(|s| scoping.symbol_flags(*s).is_const_variable());
                let Some(constant) = constant else {
                    return false;
                };
                return match semantic.nodes().kind(scoping.symbol_declaration(constant)) {
                    AstKind::VariableDeclarator(declarator)
                        if declarator.id.is_binding_identifier() =>
                    {
                        declarator.init.as_ref().is_some_and(is_text)
                    }
                    _ => false,
                };
            }
            _ => return false,
        }
    }
}
