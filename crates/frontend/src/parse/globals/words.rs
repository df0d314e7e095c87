//! The words of a text that can be names of properties while it runs: comments and local names cannot.

use oxc_ast::AstKind;
use oxc_ast::ast::PropertyKey;
use oxc_semantic::Semantic;
use std::collections::BTreeSet;

/// Property names, and the words of strings and templates.
pub(super) fn words(semantic: &Semantic) -> BTreeSet<String> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for node in semantic.nodes() {
        match node.kind() {
            AstKind::StaticMemberExpression(member) => {
                found.insert(member.property.name.as_str());
            }
            AstKind::ObjectProperty(property) => found.extend(identifier(&property.key)),
            AstKind::BindingProperty(property) => found.extend(identifier(&property.key)),
            AstKind::AssignmentTargetPropertyIdentifier(property) => {
                found.insert(property.binding.name.as_str());
            }
            AstKind::AssignmentTargetPropertyProperty(property) => {
                found.extend(identifier(&property.name));
            }
            AstKind::StringLiteral(literal) => found.extend(split(literal.value.as_str())),
            AstKind::TemplateElement(element) => {
                let text = element.value.cooked.as_ref().unwrap_or(&element.value.raw);
                found.extend(split(text.as_str()));
            }
            _ => {}
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

/// The words of a text that is a value: of a file that is imported as text or JSON.
pub(crate) fn words_of(text: &str) -> BTreeSet<String> {
    split(text).map(str::to_owned).collect()
}

/// The name that a key is; strings are met as literals.
fn identifier<'a>(key: &PropertyKey<'a>) -> Option<&'a str> {
    match key {
        PropertyKey::StaticIdentifier(name) => Some(name.name.as_str()),
        _ => None,
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.split(move |c| !is_part(c))
        .filter(|word| !word.is_empty())
}
