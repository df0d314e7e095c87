//! What oxc's transformer leaves out of TypeScript's namespaces: variables that are
//! exported and change, and names that another block of the same namespace exports.
//! Both become properties of the namespace, by edits to the text.
//!
//! ```text
//! namespace N { export let n = 1; n++ }      namespace N { ;(N.n = 1); N.n++ }
//! namespace N { export const m = n }    →    namespace N { export const m = N.n }
//! ```

use jsc_decorators::Edit;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    BindingIdentifier, BindingPattern, Declaration, IdentifierReference, Program, Statement,
    TSNamespaceDeclaration, TSNamespaceDeclarationBody, VariableDeclaration,
};
use oxc_semantic::{NodeId, ScopeId, Scoping, Semantic, SemanticBuilder, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_str::Ident;
use std::collections::{HashMap, HashSet};

/// The edits, in the order of the text; none when there is nothing to do.
pub(super) fn edits(program: &Program) -> Vec<Edit> {
    let has_namespace = program.body.iter().any(|s| namespace_of(s).is_some());
    if !has_namespace {
        return Vec::new();
    }
    let built = SemanticBuilder::new().with_build_nodes(true).build(program);
    let mut found = Namespaces::default();
    found.collect(&program.body, None);
    let mut edits = Editor::new(&found, &built.semantic).run();
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The namespace that a statement declares, and whether it is exported.
fn namespace_of<'s, 'a>(
    statement: &'s Statement<'a>,
) -> Option<(&'s TSNamespaceDeclaration<'a>, bool)> {
    let found = match statement {
        Statement::TSNamespaceDeclaration(namespace) => (&**namespace, false),
        Statement::ExportDeclaration(export) => match &export.declaration {
            Declaration::TSNamespaceDeclaration(namespace) => (&**namespace, true),
            _ => return None,
        },
        _ => return None,
    };
    (!found.0.declare).then_some(found)
}

/// All blocks that are one object.
struct Namespace {
    name: String,
    /// What they export.
    members: HashSet<String>,
}

/// The namespaces of a text.
#[derive(Default)]
struct Namespaces<'s, 'a> {
    all: Vec<Namespace>,
    /// By the namespace around, the name, and where the only block is that a
    /// namespace has which is not exported.
    by_key: HashMap<(Option<usize>, &'s str, Option<u32>), usize>,
    by_scope: HashMap<ScopeId, usize>,
    /// Exported variables that are no constants.
    variables: Vec<(&'s VariableDeclaration<'a>, u32, usize)>,
}

impl<'s, 'a> Namespaces<'s, 'a> {
    /// Takes in the statements of a block of the namespace `within`.
    fn collect(&mut self, body: &'s [Statement<'a>], within: Option<usize>) {
        for statement in body {
            if let Some((namespace, exported)) = namespace_of(statement) {
                self.namespace(namespace, exported, within);
            } else if let (Statement::ExportDeclaration(export), Some(within)) = (statement, within)
                && !export.declaration.declare()
            {
                self.member(&export.declaration, export.span.start, within);
            }
        }
    }

    fn namespace(
        &mut self,
        namespace: &'s TSNamespaceDeclaration<'a>,
        exported: bool,
        within: Option<usize>,
    ) {
        let name = namespace.id.name.as_str();
        let is_shared = within.is_none() || exported;
        let key = (
            within,
            name,
            (!is_shared).then_some(namespace.id.span.start),
        );
        if let (Some(within), true) = (within, exported) {
            self.all[within].members.insert(name.to_owned());
        }
        let index = *self.by_key.entry(key).or_insert_with(|| {
            self.all.push(Namespace {
                name: name.to_owned(),
                members: HashSet::new(),
            });
            self.all.len() - 1
        });
        self.by_scope.insert(namespace.scope_id(), index);
        match &namespace.body {
            TSNamespaceDeclarationBody::TSModuleBlock(block) => {
                self.collect(&block.body, Some(index));
            }
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => {
                self.namespace(inner, true, Some(index));
            }
        }
    }

    fn member(&mut self, declaration: &'s Declaration<'a>, start: u32, within: usize) {
        let members = &mut self.all[within].members;
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    let names = declarator.id.get_binding_identifiers();
                    members.extend(names.iter().map(|id| id.name.to_string()));
                }
                if !variables.kind.is_const() {
                    self.variables.push((variables, start, within));
                }
            }
            Declaration::TSImportEqualsDeclaration(alias) => {
                members.insert(alias.id.name.to_string());
            }
            Declaration::TSEnumDeclaration(of) => {
                members.insert(of.id.name.to_string());
            }
            Declaration::FunctionDeclaration(of) => {
                members.extend(of.id.as_ref().map(|id| id.name.to_string()));
            }
            Declaration::ClassDeclaration(of) => {
                members.extend(of.id.as_ref().map(|id| id.name.to_string()));
            }
            _ => {}
        }
    }
}

struct Editor<'f, 's, 'a> {
    found: &'f Namespaces<'s, 'a>,
    semantic: &'f Semantic<'a>,
    scoping: &'f Scoping,
    edits: Vec<Edit>,
}

impl<'f, 's, 'a> Editor<'f, 's, 'a> {
    fn new(found: &'f Namespaces<'s, 'a>, semantic: &'f Semantic<'a>) -> Self {
        Editor {
            found,
            semantic,
            scoping: semantic.scoping(),
            edits: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Edit> {
        let mut variables = HashMap::new();
        for &(declaration, start, namespace) in &self.found.variables {
            let ids = declaration.declarations.iter();
            let ids: Vec<_> = ids.flat_map(|d| d.id.get_binding_identifiers()).collect();
            // oxc reports what is left as it is.
            if ids.iter().all(|id| self.can_be_property(id, namespace)) {
                variables.extend(ids.iter().map(|id| (id.symbol_id(), namespace)));
                self.declaration(declaration, start, namespace);
            }
        }
        for (node, kind) in self.semantic.nodes().iter_enumerated() {
            if let AstKind::IdentifierReference(reference) = kind.kind() {
                self.reference(node, reference, &variables);
            }
        }
        self.edits
    }

    /// Whether the namespace can be named wherever a variable of it is.
    fn can_be_property(&self, id: &BindingIdentifier, namespace: usize) -> bool {
        let symbol = id.symbol_id();
        let mut references = self.scoping.get_resolved_references(symbol);
        self.is_visible(namespace, self.scoping.symbol_scope_id(symbol))
            && references.all(|r| !r.is_value() || self.is_visible(namespace, r.scope_id()))
    }

    /// Whether the name of a namespace around `scope` stands for it there.
    fn is_visible(&self, namespace: usize, scope: ScopeId) -> bool {
        let name = self.found.all[namespace].name.as_str();
        let bound = |scope| self.scoping.get_binding(scope, Ident::from(name)).is_some();
        for scope in self.scoping.scope_ancestors(scope) {
            if bound(scope) {
                return false;
            }
            if self.found.by_scope.get(&scope) == Some(&namespace) {
                return true;
            }
        }
        false
    }

    fn reference(
        &mut self,
        node: NodeId,
        identifier: &IdentifierReference,
        variables: &HashMap<SymbolId, usize>,
    ) {
        let reference = self.scoping.get_reference(identifier.reference_id());
        if !reference.is_value() {
            return;
        }
        let changing = reference
            .symbol_id()
            .and_then(|symbol| variables.get(&symbol));
        let scope = reference.scope_id();
        let namespace = changing
            .copied()
            .or_else(|| self.exporter(identifier, scope))
            .filter(|namespace| self.is_visible(*namespace, scope));
        if let Some(namespace) = namespace {
            let is_shorthand = match self.semantic.nodes().parent_kind(node) {
                AstKind::ObjectProperty(property) => property.shorthand,
                AstKind::AssignmentTargetPropertyIdentifier(property) => {
                    property.binding.span == identifier.span
                }
                _ => false,
            };
            self.member(&identifier.name, identifier.span(), is_shorthand, namespace);
        }
    }

    /// The namespace of which another block exports the name.
    fn exporter(&self, identifier: &IdentifierReference, scope: ScopeId) -> Option<usize> {
        for scope in self.scoping.scope_ancestors(scope) {
            if let Some(symbol) = self.scoping.get_binding(scope, identifier.name)
                && self
                    .scoping
                    .symbol_flags(symbol)
                    .can_be_referenced_by_value()
            {
                return None;
            }
            if let Some(&namespace) = self.found.by_scope.get(&scope)
                && self.found.all[namespace]
                    .members
                    .contains(identifier.name.as_str())
            {
                return Some(namespace);
            }
        }
        None
    }

    /// Puts `N.name` in place of `name`.
    fn member(&mut self, name: &str, span: Span, is_shorthand: bool, namespace: usize) {
        let namespace = &self.found.all[namespace].name;
        let key = if is_shorthand {
            format!("{name}: ")
        } else {
            String::new()
        };
        self.replace(span.start, span.end, format!("{key}{namespace}.{name}"));
    }

    /// `export let a: T = 1, b` to `;(N.a = 1, void 0)`.
    fn declaration(&mut self, variables: &VariableDeclaration, start: u32, namespace: usize) {
        let mut at = start;
        let mut open = ";(";
        for declarator in &variables.declarations {
            self.replace(at, declarator.span.start, open.to_owned());
            match &declarator.init {
                Some(init) => {
                    self.pattern(&declarator.id, false, namespace);
                    let end = declarator.id.span().end;
                    self.replace(end, init.span().start, " = ".to_owned());
                }
                None => self.replace(
                    declarator.span.start,
                    declarator.span.end,
                    "void 0".to_owned(),
                ),
            }
            at = declarator.span.end;
            open = ", ";
        }
        self.replace(at, variables.span.end.max(at), ");".to_owned());
    }

    fn pattern(&mut self, pattern: &BindingPattern, is_shorthand: bool, namespace: usize) {
        match pattern {
            BindingPattern::BindingIdentifier(id) => {
                self.member(&id.name, id.span, is_shorthand, namespace);
            }
            BindingPattern::AssignmentPattern(with_default) => {
                self.pattern(&with_default.left, is_shorthand, namespace);
            }
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    self.pattern(&property.value, property.shorthand, namespace);
                }
                if let Some(rest) = &object.rest {
                    self.pattern(&rest.argument, false, namespace);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                for element in array.elements.iter().flatten() {
                    self.pattern(element, false, namespace);
                }
                if let Some(rest) = &array.rest {
                    self.pattern(&rest.argument, false, namespace);
                }
            }
        }
    }

    fn replace(&mut self, start: u32, end: u32, text: String) {
        self.edits.push(Edit {
            range: start as usize..end as usize,
            text,
        });
    }
}
