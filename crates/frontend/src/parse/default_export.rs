//! What the default export is, as far as the text shows.
use crate::program::DefaultExport;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    ExportDefaultDeclarationKind, Expression, ObjectPropertyKind, Program, Statement,
};
use oxc_semantic::{Semantic, SymbolId};

/// Variables that stand for others are followed so far.
const MAX_STEPS: usize = 8;

/// What the default export of the text is.
pub(super) fn default_export(program: &Program, semantic: &Semantic) -> DefaultExport {
    for statement in &program.body {
        match statement {
            Statement::ExportDefaultDeclaration(export) => {
                return match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(_)
                    | ExportDefaultDeclarationKind::ClassDeclaration(_) => DefaultExport::Callable,
                    other => other
                        .as_expression()
                        .map_or(DefaultExport::Unknown, |value| {
                            of_expression(value, semantic, MAX_STEPS)
                        }),
                };
            }
            Statement::ExportNamedDeclaration(export) => {
                let default = export
                    .specifiers
                    .iter()
                    .find(|specifier| specifier.exported.name() == "default");
                if let Some(specifier) = default {
                    let symbol = semantic
                        .scoping()
                        .get_root_binding(specifier.local.name().into());
                    return symbol.map_or(DefaultExport::Unknown, |symbol| {
                        of_symbol(symbol, semantic, MAX_STEPS)
                    });
                }
            }
            _ => {}
        }
    }
    DefaultExport::Unknown
}

fn of_expression(value: &Expression, semantic: &Semantic, steps: usize) -> DefaultExport {
    match value.get_inner_expression() {
        Expression::FunctionExpression(_)
        | Expression::ArrowFunctionExpression(_)
        | Expression::ClassExpression(_) => DefaultExport::Callable,
        Expression::NewExpression(_) => DefaultExport::Instance,
        Expression::ObjectExpression(object) => {
            let may_be_fetch = |property: &ObjectPropertyKind| match property {
                ObjectPropertyKind::ObjectProperty(property) => property
                    .key
                    .static_name()
                    .is_none_or(|name| name == "fetch"),
                ObjectPropertyKind::SpreadProperty(_) => true,
            };
            match object.properties.iter().any(may_be_fetch) {
                true => DefaultExport::Instance,
                false => DefaultExport::Data,
            }
        }
        Expression::Identifier(name) => {
            let symbol = semantic.scoping().get_reference(name.reference_id());
            match (symbol.symbol_id(), steps) {
                (Some(symbol), 1..) => of_symbol(symbol, semantic, steps - 1),
                _ => DefaultExport::Unknown,
            }
        }
        literal if literal.is_literal() => DefaultExport::Data,
        _ => DefaultExport::Unknown,
    }
}

fn of_symbol(symbol: SymbolId, semantic: &Semantic, steps: usize) -> DefaultExport {
    if semantic.scoping().symbol_is_mutated(symbol) {
        return DefaultExport::Unknown;
    }
    match semantic.symbol_declaration(symbol).kind() {
        AstKind::Function(_) | AstKind::Class(_) => DefaultExport::Callable,
        AstKind::VariableDeclarator(variable) if variable.id.is_binding_identifier() => variable
            .init
            .as_ref()
            .map_or(DefaultExport::Unknown, |init| {
                of_expression(init, semantic, steps)
            }),
        _ => DefaultExport::Unknown,
    }
}
