//! The top level of an ES module, statement by statement, for tree shaking.

use super::Request;
use super::imports::{by_specifier, range};
use oxc_ast::AstKind;
use oxc_ast::ast::{
    ExportDefaultDeclarationKind, ExportSpecifier, Expression, IdentifierReference,
    ImportDeclarationSpecifier, Program, Statement as Node, StringLiteral,
};
use oxc_ecmascript::GlobalContext;
use oxc_ecmascript::side_effects::{
    MayHaveSideEffects, MayHaveSideEffectsContext, PropertyReadSideEffects,
};
use oxc_semantic::{NodeId, Semantic, SymbolId};
use oxc_span::GetSpan;
use oxc_syntax::operator::UnaryOperator;
use std::collections::HashMap;
use std::ops::Range;

/// The name of a default export that has none, in `declares` and `uses`.
pub(crate) const DEFAULT: &str = "*default*";

/// One statement of a module's top level.
#[derive(Debug)]
pub(crate) struct Statement {
    pub span: Range<usize>,
    pub kind: StatementKind,
    /// Names of the module that it declares.
    pub declares: Vec<String>,
    /// Names of the module that it refers to.
    pub uses: Vec<Use>,
    /// Evaluating it may be noticed even when nobody uses what it declares.
    pub effects: bool,
}

#[derive(Debug)]
pub(crate) enum StatementKind {
    Import(From, Vec<Wanted>),
    /// `export { … } from`
    ExportFrom(From, Vec<Wanted>),
    /// `export * from`, or as a name.
    ExportAll(From, Option<String>),
    /// `export { … }`
    ExportList(Vec<Wanted>),
    /// `export` before a declaration.
    Export,
    Other,
}

/// What a statement imports from.
#[derive(Debug)]
pub(crate) struct From {
    /// Index into the requests.
    pub request: usize,
    /// Its text, quotes included.
    pub span: Range<usize>,
}

/// One specifier between the braces of an import or export, or beside them.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The name on the other side: in the other module for an import or
    /// `export … from`, in this one for `export { … }`. `*` is the namespace.
    pub from: String,
    /// The name on this side: the binding, or the name exported.
    pub to: String,
    /// Its text, to be kept or left out.
    pub span: Range<usize>,
}

/// A name of the module's top level that a statement refers to.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    pub name: String,
    /// The one property that is read, when it is nothing but read.
    pub member: Option<String>,
}

pub(super) fn statements(
    program: &Program,
    semantic: &Semantic,
    requests: &[Request],
) -> Vec<Statement> {
    let by_specifier = by_specifier(requests);
    let mut statements: Vec<_> = program
        .body
        .iter()
        .map(|node| statement(node, semantic, &by_specifier))
        .collect();
    let is_evaluated = reaches_scope_by_name(semantic);
    let scoping = semantic.scoping();
    for symbol in scoping.iter_bindings_in(scoping.root_scope_id()) {
        add_symbol(&mut statements, semantic, symbol);
    }
    for statement in &mut statements {
        statement.effects |= is_evaluated;
        statement.uses.sort_unstable();
        statement.uses.dedup();
    }
    statements
}

/// Whether code may refer to names that cannot be seen.
fn reaches_scope_by_name(semantic: &Semantic) -> bool {
    semantic.nodes().iter().any(|node| match node.kind() {
        AstKind::CallExpression(call) => {
            let callee = call.callee.get_identifier_reference();
            callee.is_some_and(|callee| callee.name == "eval")
        }
        _ => false,
    })
}

fn statement(node: &Node, semantic: &Semantic, requests: &HashMap<&str, usize>) -> Statement {
    let from = |literal: &StringLiteral| From {
        request: requests
            .get(literal.value.as_str())
            .copied()
            .unwrap_or_default(),
        span: range(literal.span),
    };
    let kind = match node {
        Node::ImportDeclaration(d) => {
            let specifiers = d.specifiers.iter().flatten().map(imported).collect();
            StatementKind::Import(from(&d.source), specifiers)
        }
        Node::ExportFromDeclaration(d) => {
            let specifiers = d.specifiers.iter().map(exported).collect();
            StatementKind::ExportFrom(from(&d.source), specifiers)
        }
        Node::ExportAllDeclaration(d) => {
            let name = d.exported.as_ref().map(|name| name.name().to_string());
            StatementKind::ExportAll(from(&d.source), name)
        }
        Node::ExportNamedDeclaration(d) => {
            StatementKind::ExportList(d.specifiers.iter().map(exported).collect())
        }
        Node::ExportDeclaration(_) => StatementKind::Export,
        _ => StatementKind::Other,
    };
    let is_default = matches!(node, Node::ExportDefaultDeclaration(_));
    Statement {
        span: range(node.span()),
        kind,
        declares: is_default.then(|| DEFAULT.to_owned()).into_iter().collect(),
        uses: Vec::new(),
        effects: effects(node, semantic),
    }
}

fn imported(specifier: &ImportDeclarationSpecifier) -> Wanted {
    let from = match specifier {
        ImportDeclarationSpecifier::ImportSpecifier(s) => s.imported.name().to_string(),
        ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => "default".to_owned(),
        ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => "*".to_owned(),
    };
    Wanted {
        from,
        to: specifier.name().to_string(),
        span: range(specifier.span()),
    }
}

fn exported(specifier: &ExportSpecifier) -> Wanted {
    Wanted {
        from: specifier.local.name().to_string(),
        to: specifier.exported.name().to_string(),
        span: range(specifier.span),
    }
}

/// Adds where a name of the top level is declared and used.
fn add_symbol(statements: &mut [Statement], semantic: &Semantic, symbol: SymbolId) {
    let scoping = semantic.scoping();
    let name = scoping.symbol_name(symbol);
    let at = |statements: &[Statement], node: NodeId| {
        let start = semantic.nodes().kind(node).span().start as usize;
        let after = statements.partition_point(|s| s.span.start <= start);
        after.checked_sub(1)
    };
    for declaration in scoping.symbol_declarations(symbol) {
        if let Some(i) = at(statements, declaration)
            && !statements[i].declares.iter().any(|known| known == name)
        {
            statements[i].declares.push(name.to_owned());
        }
    }
    for reference in scoping.get_resolved_references(symbol) {
        if let Some(i) = at(statements, reference.node_id()) {
            let member = member_read(semantic, reference.node_id());
            statements[i].uses.push(Use {
                name: name.to_owned(),
                member,
            });
        }
    }
}

/// The property, when an identifier is the object of `name.property` or
/// `name['property']` and that is neither assigned nor deleted.
fn member_read(semantic: &Semantic, identifier: NodeId) -> Option<String> {
    let nodes = semantic.nodes();
    let span = nodes.kind(identifier).span();
    let member = nodes.parent_id(identifier);
    let name = match nodes.kind(member) {
        AstKind::StaticMemberExpression(m) if m.object.span() == span => {
            m.property.name.to_string()
        }
        AstKind::ComputedMemberExpression(m) if m.object.span() == span => match &m.expression {
            Expression::StringLiteral(literal) => literal.value.to_string(),
            _ => return None,
        },
        _ => return None,
    };
    let is_changed = match nodes.parent_kind(member) {
        AstKind::UnaryExpression(unary) => unary.operator == UnaryOperator::Delete,
        AstKind::UpdateExpression(_) => true,
        AstKind::AssignmentExpression(a) => a.left.span() == nodes.kind(member).span(),
        _ => false,
    };
    (!is_changed).then_some(name)
}

/// Loops count, as they may not end; so do all statements that are rarely
/// without effects.
fn effects(node: &Node, semantic: &Semantic) -> bool {
    let ctx = Context(semantic);
    match node {
        Node::ImportDeclaration(_)
        | Node::ExportAllDeclaration(_)
        | Node::ExportFromDeclaration(_)
        | Node::ExportNamedDeclaration(_)
        | Node::EmptyStatement(_) => false,
        Node::ExportDeclaration(d) => d.declaration.may_have_side_effects(&ctx),
        Node::ExportDefaultDeclaration(d) => match &d.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(_) => false,
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                class.may_have_side_effects(&ctx)
            }
            other => other
                .as_expression()
                .is_none_or(|e| e.may_have_side_effects(&ctx)),
        },
        Node::ExpressionStatement(_)
        | Node::VariableDeclaration(_)
        | Node::FunctionDeclaration(_)
        | Node::ClassDeclaration(_) => node.may_have_side_effects(&ctx),
        _ => true,
    }
}

/// Tells oxc's analysis which names are global.
struct Context<'s, 'a>(&'s Semantic<'a>);

impl<'a> GlobalContext<'a> for Context<'_, 'a> {
    fn is_global_reference(&self, identifier: &IdentifierReference<'a>) -> bool {
        let scoping = self.0.scoping();
        scoping
            .get_reference(identifier.reference_id())
            .symbol_id()
            .is_none()
    }
}

impl<'a> MayHaveSideEffectsContext<'a> for Context<'_, 'a> {
    fn annotations(&self) -> bool {
        true
    }

    /// Functions of the text that say `@__NO_SIDE_EFFECTS__`.
    fn manual_pure_functions(&self, callee: &Expression) -> bool {
        let scoping = self.0.scoping();
        let symbol = callee
            .get_identifier_reference()
            .and_then(|callee| scoping.get_reference(callee.reference_id()).symbol_id());
        let Some(symbol) = symbol.filter(|symbol| !scoping.symbol_is_mutated(*symbol)) else {
            return false;
        };
        match self.0.symbol_declaration(symbol).kind() {
            AstKind::Function(function) => function.pure,
            AstKind::VariableDeclarator(variable) => match &variable.init {
                Some(Expression::FunctionExpression(function)) => function.pure,
                Some(Expression::ArrowFunctionExpression(function)) => function.pure,
                _ => false,
            },
            _ => false,
        }
    }

    fn property_read_side_effects(&self) -> PropertyReadSideEffects {
        PropertyReadSideEffects::All
    }

    fn unknown_global_side_effects(&self) -> bool {
        true
    }
}
