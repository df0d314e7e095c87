//! Functions like `require` that a module makes itself, with `createRequire` of `node:module`.
use oxc_ast::AstKind;
use oxc_ast::ast::{Argument, Expression, IdentifierReference};
use oxc_semantic::Semantic;

const CREATE: &str = "createRequire";

/// Whether an identifier stands for a variable that begins as what `createRequire` gives for
/// this module.
pub(super) fn names_created(identifier: &IdentifierReference, semantic: &Semantic) -> bool {
    match declaration(identifier, semantic) {
        Some(AstKind::VariableDeclarator(declarator)) => declarator
            .init
            .as_ref()
            .is_some_and(|init| is_created(init, semantic)),
        _ => false,
    }
}

/// Whether an expression calls `createRequire` for this module.
pub(super) fn is_created(expression: &Expression, semantic: &Semantic) -> bool {
    let Expression::CallExpression(call) = expression.get_inner_expression() else {
        return false;
    };
    let creates = match call.callee.get_inner_expression() {
        Expression::StaticMemberExpression(member) => member.property.name == CREATE,
        Expression::Identifier(identifier) => match declaration(identifier, semantic) {
            Some(AstKind::ImportSpecifier(import)) => import.imported.name() == CREATE,
            _ => identifier.name == CREATE,
        },
        _ => false,
    };
    creates && first_is_this_file(&call.arguments)
}

/// Whether the first argument is the module's own file: `import.meta.url`, `__filename`, or
/// what a function makes of these.
fn first_is_this_file(arguments: &[Argument]) -> bool {
    let first = arguments.first().and_then(|a| a.as_expression());
    match first.map(Expression::get_inner_expression) {
        Some(Expression::StaticMemberExpression(member)) => {
            matches!(member.object, Expression::ImportMeta(_))
        }
        Some(Expression::Identifier(identifier)) => identifier.name == "__filename",
        Some(Expression::CallExpression(call)) => first_is_this_file(&call.arguments),
        _ => false,
    }
}

fn declaration<'a>(
    identifier: &IdentifierReference,
    semantic: &'a Semantic<'a>,
) -> Option<AstKind<'a>> {
    let reference = semantic.scoping().get_reference(identifier.reference_id());
    let symbol = reference.symbol_id()?;
    Some(semantic.symbol_declaration(symbol).kind())
}
