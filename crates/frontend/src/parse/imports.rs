//! What a text imports and exports.

use super::{Link, Pattern, Request, created_require};
use crate::program::Exports;
use jsc_abi::ImportKind;
use oxc_allocator::ArenaBox;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    CallExpression, Expression, IdentifierReference, ImportDeclarationSpecifier, ImportExpression,
    ObjectPropertyKind, Program, Statement, StringLiteral, WithClause,
};
use oxc_semantic::{AstNodes, NodeId, Semantic};
use oxc_span::{GetSpan, Span};
use oxc_syntax::module_record::{ExportExportName, ModuleRecord};
use oxc_syntax::operator::BinaryOperator;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub(super) fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// The specifiers, static ones in source order and then those of calls.
pub(super) fn requests(program: &Program, semantic: &Semantic) -> Requests {
    let mut requests = Requests::default();
    for statement in &program.body {
        match statement {
            Statement::ImportDeclaration(d) => {
                let specifiers = d.specifiers.iter().flatten();
                let whole = specifiers.into_iter().any(|specifier| {
                    matches!(
                        specifier,
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(_)
                    )
                });
                requests.add_static(&d.source, &d.with_clause, whole);
            }
            Statement::ExportFromDeclaration(d) => {
                requests.add_static(&d.source, &d.with_clause, false);
            }
            Statement::ExportAllDeclaration(d) => {
                requests.add_static(&d.source, &d.with_clause, true);
            }
            _ => {}
        }
    }
    let nodes = semantic.nodes();
    for (id, node) in nodes.iter_enumerated() {
        match node.kind() {
            AstKind::ImportExpression(import) => {
                requests.add_dynamic(import, || is_handled(nodes, id));
            }
            AstKind::CallExpression(call) if is_require(call, semantic) => {
                requests.add_require(call, || is_handled(nodes, id) || may_not_run(nodes, id));
            }
            _ => {}
        }
    }
    requests
}

/// Whether the text refers to the free identifier `name`.
pub(super) fn refers_to(semantic: &Semantic, name: &str) -> bool {
    let mut unresolved = semantic.scoping().root_unresolved_references().keys();
    unresolved.any(|free| *free == name)
}

/// The imported names that no expression uses, each with its specifier.
pub(super) fn used_as_types(program: &Program, semantic: &Semantic) -> HashSet<(String, String)> {
    let scoping = semantic.scoping();
    let (mut types, mut values) = (HashSet::new(), HashSet::new());
    for statement in &program.body {
        let Statement::ImportDeclaration(import) = statement else {
            continue;
        };
        for specifier in import.specifiers.iter().flatten() {
            if let ImportDeclarationSpecifier::ImportSpecifier(specifier) = specifier {
                let mut references = scoping.get_resolved_references(specifier.local.symbol_id());
                let names = match references.any(|reference| reference.is_value()) {
                    true => &mut values,
                    false => &mut types,
                };
                let name = specifier.imported.name().to_string();
                names.insert((import.source.value.to_string(), name));
            }
        }
    }
    types.retain(|name| !values.contains(name));
    types
}

/// Whether a call is of CommonJS's `require`, `require.resolve` or `module.require`, or of a
/// function that the module made for itself.
fn is_require(call: &CallExpression, semantic: &Semantic) -> bool {
    let is_free = |identifier: &IdentifierReference, name: &str| {
        let reference = semantic.scoping().get_reference(identifier.reference_id());
        identifier.name == name && reference.symbol_id().is_none()
    };
    let is_require = |expression: &Expression| match expression.get_identifier_reference() {
        Some(found) => is_free(found, "require") || created_require::names_created(found, semantic),
        None => created_require::is_created(expression, semantic),
    };
    match call.callee.without_parentheses() {
        Expression::StaticMemberExpression(member) => {
            let object = member.object.get_identifier_reference();
            member.property.name == "resolve" && is_require(&member.object)
                || member.property.name == "require"
                    && object.is_some_and(|object| is_free(object, "module"))
        }
        callee => may_be(callee, &is_require),
    }
}

/// Whether one of the values that an expression may have is such as `is` says, in `(a ? b : require)(…)` for example.
fn may_be(expression: &Expression, is: &impl Fn(&Expression) -> bool) -> bool {
    match expression.without_parentheses() {
        Expression::ConditionalExpression(either) => {
            may_be(&either.consequent, is) || may_be(&either.alternate, is)
        }
        Expression::LogicalExpression(either) => {
            may_be(&either.left, is) || may_be(&either.right, is)
        }
        Expression::SequenceExpression(sequence) => sequence
            .expressions
            .last()
            .is_some_and(|last| may_be(last, is)),
        other => is(other),
    }
}

/// What a text asks for.
#[derive(Default)]
pub(super) struct Requests {
    pub list: Vec<Request>,
    /// Where there are import attributes.
    pub attributes: Vec<Range<usize>>,
    pub patterns: Vec<Pattern>,
    by_specifier: HashMap<(String, ImportKind), usize>,
}

impl Requests {
    fn add_static(
        &mut self,
        source: &StringLiteral,
        with: &Option<ArenaBox<WithClause>>,
        whole: bool,
    ) {
        let with = with.as_ref();
        // The keyword is not in the clause's own range.
        self.attributes
            .extend(with.map(|with| source.span.end as usize..with.span.end as usize));
        let type_ = with
            .into_iter()
            .flat_map(|with| &with.with_entries)
            .find(|entry| entry.key.as_arena_str() == "type");
        self.add(Request {
            specifier: source.value.to_string(),
            kind: ImportKind::Import,
            dynamic: false,
            span: range(source.span),
            optional: false,
            type_: type_.map(|entry| entry.value.value.to_string()),
            other_type: None,
            whole,
        });
    }

    /// Ignores an import whose specifier is not a literal: that one is resolved at run time.
    fn add_dynamic(&mut self, import: &ImportExpression, is_handled: impl FnOnce() -> bool) {
        let Some((specifier, span)) = literal(&import.source) else {
            self.add_computed(&import.source, ImportKind::Import);
            return;
        };
        if let Some(options) = &import.options {
            self.attributes
                .push(import.source.span().end as usize..options.span().end as usize);
        }
        self.add(Request {
            specifier,
            kind: ImportKind::Import,
            dynamic: true,
            span: range(span),
            optional: is_handled(),
            type_: import.options.as_ref().and_then(type_attribute),
            other_type: None,
            whole: true,
        });
    }

    fn add_require(&mut self, call: &CallExpression, is_optional: impl FnOnce() -> bool) {
        let argument = call.arguments.first().and_then(|a| a.as_expression());
        let Some(argument) = argument else {
            return;
        };
        let Some((specifier, span)) = literal(argument) else {
            self.add_computed(argument, ImportKind::Require);
            return;
        };
        self.add(Request {
            specifier,
            kind: ImportKind::Require,
            dynamic: false,
            span: range(span),
            optional: is_optional(),
            type_: None,
            other_type: None,
            whole: true,
        });
    }

    /// A specifier of which some parts are known: the files that it can stand for
    /// belong to the program.
    fn add_computed(&mut self, specifier: &Expression, kind: ImportKind) {
        let mut pattern = String::new();
        append_pattern(specifier, &mut pattern);
        let is_relative = pattern.starts_with("./") || pattern.starts_with("../");
        if is_relative && !pattern.contains('*') {
            self.add(Request {
                specifier: pattern,
                kind,
                dynamic: kind == ImportKind::Import,
                span: range(specifier.span()),
                optional: true,
                type_: None,
                other_type: None,
                whole: true,
            });
            return;
        }
        let folder = pattern.split('*').next().unwrap_or_default();
        if is_relative && pattern.contains('*') && !folder.trim_start_matches(['.', '/']).is_empty()
        {
            self.patterns.push(Pattern {
                pattern,
                kind,
                span: range(specifier.span()),
            });
        }
    }

    fn add(&mut self, request: Request) {
        let key = (request.specifier.clone(), request.kind);
        match self.by_specifier.get(&key) {
            Some(&index) => {
                let first = &mut self.list[index];
                first.optional &= request.optional;
                first.dynamic &= request.dynamic;
                first.whole |= request.whole;
                if first.type_ != request.type_ {
                    first.other_type = request.type_.or(Some("code".into()));
                }
            }
            None => {
                self.by_specifier.insert(key, self.list.len());
                self.list.push(request);
            }
        }
    }
}

/// Appends an expression's text, with a `*` for each part that is not known.
fn append_pattern(expression: &Expression, pattern: &mut String) {
    let unknown = |pattern: &mut String| {
        if !pattern.ends_with('*') {
            pattern.push('*');
        }
    };
    match expression.without_parentheses() {
        Expression::StringLiteral(literal) => pattern.push_str(&literal.value),
        Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
            append_pattern(&sum.left, pattern);
            append_pattern(&sum.right, pattern);
        }
        Expression::TemplateLiteral(template) => {
            for (i, quasi) in template.quasis.iter().enumerate() {
                if i > 0 {
                    unknown(pattern);
                }
                pattern.push_str(quasi.value.cooked.as_deref().unwrap_or_default());
            }
        }
        _ => unknown(pattern),
    }
}

/// A string literal's or plain template's text.
fn literal(expression: &Expression) -> Option<(String, Span)> {
    match expression.without_parentheses() {
        Expression::StringLiteral(literal) => Some((literal.value.to_string(), literal.span)),
        Expression::TemplateLiteral(literal) => {
            Some((literal.single_quasi()?.to_string(), literal.span))
        }
        _ => None,
    }
}

/// `type` of an `import()`'s `{ with: { type: '…' } }`.
fn type_attribute(options: &Expression) -> Option<String> {
    let with = property(options, "with")?;
    literal(property(with, "type")?).map(|(text, _)| text)
}

fn property<'e, 'a>(object: &'e Expression<'a>, name: &str) -> Option<&'e Expression<'a>> {
    let Expression::ObjectExpression(object) = object.without_parentheses() else {
        return None;
    };
    object
        .properties
        .iter()
        .find_map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                (property.key.static_name()? == name).then_some(&property.value)
            }
            ObjectPropertyKind::SpreadProperty(_) => None,
        })
}

/// Whether the code runs when its function is called, or on a condition, if ever.
fn may_not_run(nodes: &AstNodes, id: NodeId) -> bool {
    let mut child = nodes.kind(id).span();
    nodes.ancestors(id).any(|node| {
        let branches = match node.kind() {
            AstKind::Function(_)
            | AstKind::ArrowFunctionExpression(_)
            | AstKind::SwitchCase(_)
            | AstKind::CatchClause(_) => return true,
            AstKind::IfStatement(s) => [
                Some(s.consequent.span()),
                s.alternate.as_ref().map(|s| s.span()),
            ],
            AstKind::ConditionalExpression(e) => {
                [Some(e.consequent.span()), Some(e.alternate.span())]
            }
            AstKind::LogicalExpression(e) => [Some(e.right.span()), None],
            _ => [None, None],
        };
        let is_branch = branches.contains(&Some(child));
        child = node.kind().span();
        is_branch
    })
}

/// Whether a dynamic import is in a `try` block of its function, or a `catch`
/// method is called on it: then a module that is missing is the program's to handle.
fn is_handled(nodes: &AstNodes, import: NodeId) -> bool {
    let mut child = nodes.get_node(import);
    for parent in nodes.ancestors(import) {
        match parent.kind() {
            AstKind::StaticMemberExpression(member) if member.property.name == "catch" => {
                return true;
            }
            AstKind::TryStatement(statement)
                if statement.handler.is_some() && child.kind().span() == statement.block.span =>
            {
                return true;
            }
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => return false,
            _ => {}
        }
        child = parent;
    }
    false
}

/// What the text exports.
pub(super) fn exports(record: &ModuleRecord) -> Exports {
    let entries = record
        .local_export_entries
        .iter()
        .chain(&record.indirect_export_entries);
    let mut named: Vec<_> = entries
        .filter_map(|e| match &e.export_name {
            ExportExportName::Name(name) => Some((name.span.start, name.name.as_str())),
            ExportExportName::Default(span) => Some((span.start, "default")),
            ExportExportName::Null => None,
        })
        .collect();
    named.sort_unstable();
    let default = named.iter().any(|(_, name)| *name == "default");
    named.retain(|(_, name)| *name != "default");
    Exports {
        default,
        named: named.into_iter().map(|(_, name)| name.to_owned()).collect(),
        star: !record.star_export_entries.is_empty(),
    }
}

/// The names that the text takes from other modules, each once, in source order.
pub(super) fn links(program: &Program, requests: &[Request]) -> Vec<Link> {
    let mut links = Links {
        by_specifier: by_specifier(requests),
        seen: HashSet::new(),
        list: Vec::new(),
    };
    for statement in &program.body {
        match statement {
            Statement::ImportDeclaration(d) => {
                for specifier in d.specifiers.iter().flatten() {
                    match specifier {
                        ImportDeclarationSpecifier::ImportSpecifier(s) => {
                            links.add(&d.source, &s.imported.name(), s.imported.span());
                        }
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(s) => {
                            links.add(&d.source, "default", s.span);
                        }
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => {}
                    }
                }
            }
            Statement::ExportFromDeclaration(d) => {
                for specifier in &d.specifiers {
                    links.add(&d.source, &specifier.local.name(), specifier.local.span());
                }
            }
            _ => {}
        }
    }
    links.list
}

struct Links<'r> {
    by_specifier: HashMap<&'r str, usize>,
    seen: HashSet<(usize, String)>,
    list: Vec<Link>,
}

impl Links<'_> {
    fn add(&mut self, from: &StringLiteral, name: &str, span: Span) {
        let Some(&request) = self.by_specifier.get(from.value.as_str()) else {
            return;
        };
        if self.seen.insert((request, name.to_owned())) {
            self.list.push(Link {
                request,
                name: name.to_owned(),
                span: range(span),
            });
        }
    }
}

/// Indices into `requests` of what is re-exported as a whole.
pub(super) fn stars(record: &ModuleRecord, requests: &[Request]) -> Vec<usize> {
    let index = by_specifier(requests);
    let sources = record
        .star_export_entries
        .iter()
        .filter_map(|e| e.module_request.as_ref());
    sources
        .filter_map(|from| index.get(from.name.as_str()).copied())
        .collect()
}

pub(super) fn by_specifier(requests: &[Request]) -> HashMap<&str, usize> {
    requests
        .iter()
        .enumerate()
        .filter(|(_, request)| request.kind == ImportKind::Import)
        .map(|(i, request)| (request.specifier.as_str(), i))
        .collect()
}
