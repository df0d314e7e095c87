//! What a text imports and exports.

use super::{Link, Request};
use crate::program::Exports;
use oxc_allocator::ArenaBox;
use oxc_ast::AstKind;
use oxc_ast::ast::{Expression, ImportExpression, Program, Statement, StringLiteral, WithClause};
use oxc_semantic::{AstNodes, NodeId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::module_record::{
    ExportExportName, ExportImportName, ImportImportName, ModuleRecord, NameSpan,
};
use std::collections::HashMap;
use std::ops::Range;

pub(super) fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// The specifiers: static ones in source order, then dynamic ones.
pub(super) fn requests(program: &Program, nodes: &AstNodes) -> Vec<Request> {
    let mut requests = Requests::default();
    for statement in &program.body {
        match statement {
            Statement::ImportDeclaration(d) => requests.add_static(&d.source, &d.with_clause),
            Statement::ExportFromDeclaration(d) => requests.add_static(&d.source, &d.with_clause),
            Statement::ExportAllDeclaration(d) => requests.add_static(&d.source, &d.with_clause),
            _ => {}
        }
    }
    for (id, node) in nodes.iter_enumerated() {
        if let AstKind::ImportExpression(import) = node.kind() {
            requests.add_dynamic(import, || is_handled(nodes, id));
        }
    }
    requests.list
}

#[derive(Default)]
struct Requests {
    list: Vec<Request>,
    by_specifier: HashMap<String, usize>,
}

impl Requests {
    fn add_static(&mut self, source: &StringLiteral, with: &Option<ArenaBox<WithClause>>) {
        let attributes = with.as_ref().filter(|with| !with.with_entries.is_empty());
        self.add(Request {
            specifier: source.value.to_string(),
            span: range(source.span),
            optional: false,
            attributes: attributes.map(|with| range(with.span)),
        });
    }

    /// Ignores an import whose specifier is not a literal: that one is resolved at run time.
    fn add_dynamic(&mut self, import: &ImportExpression, is_handled: impl FnOnce() -> bool) {
        let (specifier, span) = match import.source.without_parentheses() {
            Expression::StringLiteral(literal) => (literal.value, literal.span),
            Expression::TemplateLiteral(literal) => match literal.single_quasi() {
                Some(text) => (text, literal.span),
                None => return,
            },
            _ => return,
        };
        self.add(Request {
            specifier: specifier.to_string(),
            span: range(span),
            optional: is_handled(),
            attributes: import.options.as_ref().map(|options| range(options.span())),
        });
    }

    fn add(&mut self, request: Request) {
        match self.by_specifier.get(&request.specifier) {
            Some(&index) => {
                let first = &mut self.list[index];
                first.optional &= request.optional;
                first.attributes = first.attributes.take().or(request.attributes);
            }
            None => {
                self.by_specifier
                    .insert(request.specifier.clone(), self.list.len());
                self.list.push(request);
            }
        }
    }
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
pub(super) fn links(record: &ModuleRecord, requests: &[Request]) -> Vec<Link> {
    let index = by_specifier(requests);
    let mut links = HashMap::new();
    let mut add = |from: &NameSpan, name: &str, span: Span| {
        if let Some(&request) = index.get(from.name.as_str()) {
            links
                .entry((request, name.to_owned()))
                .or_insert_with(|| range(span));
        }
    };
    for entry in &record.import_entries {
        match &entry.import_name {
            ImportImportName::Name(name) => add(&entry.module_request, &name.name, name.span),
            ImportImportName::Default(span) => add(&entry.module_request, "default", *span),
            ImportImportName::NamespaceObject => {}
        }
    }
    for entry in &record.indirect_export_entries {
        if let (Some(from), ExportImportName::Name(name)) =
            (&entry.module_request, &entry.import_name)
        {
            add(from, &name.name, name.span);
        }
    }
    let mut links: Vec<_> = links
        .into_iter()
        .map(|((request, name), span)| Link {
            request,
            name,
            span,
        })
        .collect();
    links.sort_unstable_by_key(|link| link.span.start);
    links
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

fn by_specifier(requests: &[Request]) -> HashMap<&str, usize> {
    requests
        .iter()
        .enumerate()
        .map(|(i, request)| (request.specifier.as_str(), i))
        .collect()
}
