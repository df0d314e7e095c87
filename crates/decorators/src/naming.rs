//! The names that anonymous functions and classes get from where they stand.
//!
//! <https://tc39.es/ecma262/#sec-runtime-semantics-namedevaluation>
use std::fmt::Write as _;

use oxc_ast::ast::{Class, Expression, PropertyKey};
use oxc_span::GetSpan;

/// A string literal.
pub(crate) fn js_string(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for char in value.chars() {
        match char {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(char);
            }
            '\u{0}'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(literal, "\\u{:04x}", u32::from(char));
            }
            _ => literal.push(char),
        }
    }
    literal.push('"');
    literal
}

/// The class without a name that `value` is, once types are erased.
pub(crate) fn anonymous_class<'b, 'a>(value: &'b Expression<'a>) -> Option<&'b Class<'a>> {
    match value.get_inner_expression() {
        Expression::ClassExpression(class) if class.id.is_none() => Some(class),
        _ => None,
    }
}

/// Whether `value` takes its name from where it stands.
pub(crate) fn takes_name(value: &Expression) -> bool {
    value
        .get_inner_expression()
        .is_anonymous_function_definition()
}

/// An expression for the name that the value of a property gets from a key that is not
/// computed: a string or a number.
pub(crate) fn name_from_key(source: &str, key: &PropertyKey) -> String {
    match key {
        PropertyKey::StaticIdentifier(name) => js_string(&name.name),
        PropertyKey::PrivateIdentifier(name) => js_string(&format!("#{}", name.name)),
        _ => {
            let span = key.span();
            source[span.start as usize..span.end as usize].to_string()
        }
    }
}
