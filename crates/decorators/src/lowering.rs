//! The walk over a program: where classes stand, where variables can go, what gets a name.
use std::collections::HashMap;
use std::ops::Range;

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{GetSpan, Span};
use oxc_syntax::symbol::SymbolId;

use crate::HELPERS_SPECIFIER;
use crate::edits::{Edit, Edits, Mark};
use crate::names::Names;
use crate::naming::{anonymous_class, js_string, name_from_key};
use crate::plan::has_decorators;

/// What a class declaration is exported by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Export {
    /// Of the word `export`.
    pub start: u32,
    pub default: bool,
}

/// What stands for a class's own name inside of it.
#[derive(Debug, Clone)]
pub(crate) struct SelfName {
    pub text: String,
    /// In JSX, where not every expression can stand; none to leave the name.
    pub jsx: Option<String>,
}

/// Where variables are declared that are needed in an expression.
enum Scope {
    /// At the end of a block of statements.
    Block { variables: Vec<String> },
    /// Nowhere: in the initializer of a parameter or field.
    Initializer,
}

pub(crate) struct Lowering<'a> {
    pub source: &'a str,
    pub names: Names,
    pub edits: Edits,
    pub scoping: Scoping,
    program: &'a Program<'a>,
    scopes: Vec<Scope>,
    /// Expressions for the names of anonymous classes, by where they start.
    class_names: HashMap<u32, String>,
    self_names: HashMap<SymbolId, SelfName>,
    export: Option<Export>,
    in_namespace: bool,
    helpers: Vec<&'static str>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(source: &'a str, program: &'a Program<'a>) -> Self {
        let semantic = SemanticBuilder::new()
            .with_build_nodes(false)
            .build(program)
            .semantic;
        Lowering {
            source,
            names: Names::for_source(source),
            edits: Edits::default(),
            scoping: semantic.into_scoping(),
            program,
            scopes: Vec::new(),
            class_names: HashMap::new(),
            self_names: HashMap::new(),
            export: None,
            in_namespace: false,
            helpers: Vec::new(),
        }
    }

    pub(crate) fn run(mut self) -> Vec<Edit> {
        let program = self.program;
        let mark = self.edits.mark();
        let ((), variables) = self.in_block(|this| this.visit_statements(&program.body));
        let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
        let mut last = match declaration(&variables) {
            Some(declaration) => format!("\n{declaration}"),
            None => String::new(),
        };
        match self.use_helpers() {
            // Auto-accessors alone need none.
            None => {}
            Some(import) if program.source_type.is_module() => {
                last.push('\n');
                last.push_str(&import);
            }
            Some(require) => {
                // A directive may end without a semicolon.
                let directive = program.directives.last();
                let first = program.body.first().map(GetSpan::span);
                let (at, text) = match (directive, first) {
                    (Some(last), _) => (last.span.end, format!(";{require}")),
                    (None, first) => (first.unwrap_or_default().start, require),
                };
                self.edits.insert_at_mark(mark, at, text);
            }
        }
        if !last.is_empty() {
            last.push('\n');
            self.edits.insert(end, last);
        }
        self.edits.finish()
    }

    /// The statement that gets the helpers that the edits use.
    fn use_helpers(&self) -> Option<String> {
        if self.helpers.is_empty() {
            return None;
        }
        let is_module = self.program.source_type.is_module();
        let infix = if is_module { " as " } else { ": " };
        let rename = |what| format!("{what}{infix}{}", self.names.helper(what));
        let list: Vec<_> = self.helpers.iter().copied().map(rename).collect();
        let list = list.join(", ");
        Some(if is_module {
            format!("import {{ {list} }} from \"{HELPERS_SPECIFIER}\";")
        } else {
            format!("var {{ {list} }} = require(\"{HELPERS_SPECIFIER}\");")
        })
    }

    /// The local name of the helper `what`.
    pub(crate) fn helper(&mut self, what: &'static str) -> String {
        if !self.helpers.contains(&what) {
            self.helpers.push(what);
        }
        self.names.helper(what)
    }

    pub(crate) fn text(&self, range: Range<u32>) -> &'a str {
        &self.source[range.start as usize..range.end as usize]
    }

    /// Where the next token after `at` starts.
    pub(crate) fn next_token(&self, at: u32) -> u32 {
        let comments = &self.program.comments;
        let mut at = at as usize;
        loop {
            let rest = &self.source[at..];
            at += rest.len() - rest.trim_start_matches(is_blank).len();
            let comment = comments.binary_search_by_key(&at, |comment| comment.span.start as usize);
            match comment {
                Ok(i) => at = comments[i].span.end as usize,
                Err(_) => return u32::try_from(at).unwrap_or(u32::MAX),
            }
        }
    }

    /// Declares a variable of the innermost function.
    pub(crate) fn declare(&mut self, name: &str) {
        let blocks = self.scopes.iter_mut().rev();
        let innermost = blocks.filter_map(|scope| match scope {
            Scope::Block { variables } => Some(variables),
            Scope::Initializer => None,
        });
        if let Some(variables) = innermost.into_iter().next() {
            variables.push(name.to_string());
        }
    }

    pub(crate) fn take_export(&mut self) -> Option<Export> {
        self.export.take()
    }

    pub(crate) fn is_in_namespace(&self) -> bool {
        self.in_namespace
    }

    pub(crate) fn is_in_initializer(&self) -> bool {
        matches!(self.scopes.last(), Some(Scope::Initializer))
    }

    /// An expression for the name that an anonymous class has from where it stands.
    pub(crate) fn contextual_name(&mut self, class: &Class<'a>) -> String {
        let name = self.class_names.remove(&class.span.start);
        name.unwrap_or_else(|| js_string(""))
    }

    pub(crate) fn set_self_name(&mut self, symbol: SymbolId, name: Option<SelfName>) {
        match name {
            Some(name) => self.self_names.insert(symbol, name),
            None => self.self_names.remove(&symbol),
        };
    }

    /// Walks what is in a block, and returns the variables to declare at its end.
    pub(crate) fn in_block<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> (T, Vec<String>) {
        let variables = Vec::new();
        self.scopes.push(Scope::Block { variables });
        let result = walk(self);
        match self.scopes.pop() {
            Some(Scope::Block { variables }) => (result, variables),
            _ => (result, Vec::new()),
        }
    }

    /// Walks a block in braces whose last byte is at `end - 1`.
    pub(crate) fn block_until(&mut self, end: u32, walk: impl FnOnce(&mut Self)) {
        let ((), variables) = self.in_block(walk);
        if let Some(declaration) = declaration(&variables) {
            self.edits.insert(end - 1, format!(";{declaration}"));
        }
    }

    pub(crate) fn in_initializer(&mut self, walk: impl FnOnce(&mut Self)) {
        self.scopes.push(Scope::Initializer);
        walk(self);
        self.scopes.pop();
    }

    /// Makes a function body of the expression at `span` if it needs variables.
    pub(crate) fn expression_body(
        &mut self,
        span: Span,
        (open, close): (&str, &str),
        walk: impl FnOnce(&mut Self),
    ) {
        let mark: Mark = self.edits.mark();
        let ((), variables) = self.in_block(walk);
        if let Some(declaration) = declaration(&variables) {
            let open = format!("{open}{declaration} return ");
            self.edits.insert_at_mark(mark, span.start, open);
            self.edits.insert(span.end, format!(";{close}"));
        }
    }

    /// Notes that `value`, if it is an anonymous class with decorators, has a name.
    ///
    /// # Returns
    /// Whether it is one.
    pub(crate) fn name_class(&mut self, value: &Expression<'a>, name: String) -> bool {
        match anonymous_class(value).filter(|class| has_decorators(class)) {
            Some(class) => {
                self.class_names.insert(class.span.start, name);
                true
            }
            None => false,
        }
    }

    /// Walks the key of a property whose value may be an anonymous class with decorators.
    fn key_with_name(&mut self, key: &PropertyKey<'a>, computed: bool, value: &Expression<'a>) {
        if !computed {
            let name = name_from_key(self.source, key);
            self.name_class(value, name);
            return;
        }
        let variable = self.names.fresh("k");
        if self.name_class(value, variable.clone()) {
            self.declare(&variable);
            let helper = self.helper("key");
            let span = key.span();
            self.edits
                .insert(span.start, format!("{variable} = {helper}("));
            self.visit_property_key(key);
            self.edits.insert(span.end, ")");
        } else {
            self.visit_property_key(key);
        }
    }

    fn self_name(&self, reference: &IdentifierReference) -> Option<&SelfName> {
        if self.self_names.is_empty() {
            return None;
        }
        let reference = self.scoping.get_reference(reference.reference_id.get()?);
        let name = self.self_names.get(&reference.symbol_id()?)?;
        reference.is_value().then_some(name)
    }

    fn jsx_name(&mut self, reference: &IdentifierReference) {
        let name = self.self_name(reference).and_then(|name| name.jsx.clone());
        if let Some(name) = name {
            self.edits
                .replace(reference.span.start..reference.span.end, name);
        }
    }
}

impl<'a> Visit<'a> for Lowering<'a> {
    fn visit_class(&mut self, class: &Class<'a>) {
        crate::class::lower(self, class);
    }

    fn visit_export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        if let Declaration::ClassDeclaration(_) = &export.declaration {
            self.export = Some(Export {
                start: export.span.start,
                default: false,
            });
        }
        walk::walk_export_declaration(self, export);
    }

    fn visit_export_default_declaration(&mut self, export: &ExportDefaultDeclaration<'a>) {
        if let ExportDefaultDeclarationKind::ClassDeclaration(class) = &export.declaration {
            self.class_names
                .insert(class.span.start, js_string("default"));
            self.export = Some(Export {
                start: export.span.start,
                default: true,
            });
        } else if let Some(value) = export.declaration.as_expression() {
            self.name_class(value, js_string("default"));
        }
        walk::walk_export_default_declaration(self, export);
    }

    fn visit_function_body(&mut self, body: &FunctionBody<'a>) {
        self.block_until(body.span.end, |this| walk::walk_function_body(this, body));
    }

    fn visit_arrow_function_body(&mut self, body: &ArrowFunctionBody<'a>) {
        match body.as_expression() {
            Some(expression) => self.expression_body(expression.span(), ("{", "}"), |this| {
                this.visit_expression(expression);
            }),
            None => walk::walk_arrow_function_body(self, body),
        }
    }

    fn visit_static_block(&mut self, block: &StaticBlock<'a>) {
        self.block_until(block.span.end, |this| walk::walk_static_block(this, block));
    }

    fn visit_ts_module_block(&mut self, block: &TSModuleBlock<'a>) {
        let outer = std::mem::replace(&mut self.in_namespace, true);
        self.block_until(block.span.end, |this| {
            walk::walk_ts_module_block(this, block);
        });
        self.in_namespace = outer;
    }

    fn visit_ts_namespace_declaration(&mut self, namespace: &TSNamespaceDeclaration<'a>) {
        if !namespace.declare {
            walk::walk_ts_namespace_declaration(self, namespace);
        }
    }

    fn visit_ts_external_module_declaration(&mut self, _: &TSExternalModuleDeclaration<'a>) {}

    fn visit_ts_global_declaration(&mut self, _: &TSGlobalDeclaration<'a>) {}

    fn visit_formal_parameters(&mut self, parameters: &FormalParameters<'a>) {
        self.in_initializer(|this| walk::walk_formal_parameters(this, parameters));
    }

    fn visit_formal_parameter(&mut self, parameter: &FormalParameter<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(value)) =
            (&parameter.pattern, &parameter.initializer)
        {
            self.name_class(value, js_string(&name.name));
        }
        walk::walk_formal_parameter(self, parameter);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(value)) =
            (&declarator.id, &declarator.init)
        {
            self.name_class(value, js_string(&name.name));
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let names = assignment.operator.is_assign() || assignment.operator.is_logical();
        if let (true, AssignmentTarget::AssignmentTargetIdentifier(name)) =
            (names, &assignment.left)
        {
            self.name_class(&assignment.right, js_string(&name.name));
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_assignment_pattern(&mut self, pattern: &AssignmentPattern<'a>) {
        if let BindingPattern::BindingIdentifier(name) = &pattern.left {
            self.name_class(&pattern.right, js_string(&name.name));
        }
        walk::walk_assignment_pattern(self, pattern);
    }

    fn visit_assignment_target_with_default(&mut self, target: &AssignmentTargetWithDefault<'a>) {
        if let AssignmentTarget::AssignmentTargetIdentifier(name) = &target.binding {
            self.name_class(&target.init, js_string(&name.name));
        }
        walk::walk_assignment_target_with_default(self, target);
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        target: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(value) = &target.init {
            self.name_class(value, js_string(&target.binding.name));
        }
        if self.self_name(&target.binding).is_some() {
            let name = format!("{}: ", target.binding.name);
            self.edits.insert(target.span.start, name);
        }
        walk::walk_assignment_target_property_identifier(self, target);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if let (true, Expression::Identifier(value)) = (property.shorthand, &property.value) {
            if self.self_name(value).is_some() {
                let name = format!("{}: ", value.name);
                self.edits.insert(property.span.start, name);
            }
        } else if !property.computed && property.key.is_specific_static_name("__proto__") {
            // This sets the prototype and names nothing.
        } else {
            self.key_with_name(&property.key, property.computed, &property.value);
        }
        self.visit_expression(&property.value);
    }

    fn visit_property_definition(&mut self, field: &PropertyDefinition<'a>) {
        self.visit_decorators(&field.decorators);
        match &field.value {
            Some(value) => {
                self.key_with_name(&field.key, field.computed, value);
                self.in_initializer(|this| this.visit_expression(value));
            }
            None => self.visit_property_key(&field.key),
        }
    }

    fn visit_identifier_reference(&mut self, reference: &IdentifierReference<'a>) {
        let name = self.self_name(reference).map(|name| name.text.clone());
        if let Some(name) = name {
            self.edits
                .replace(reference.span.start..reference.span.end, name);
        }
    }

    fn visit_jsx_element_name(&mut self, name: &JSXElementName<'a>) {
        match name {
            JSXElementName::IdentifierReference(reference) => self.jsx_name(reference),
            _ => walk::walk_jsx_element_name(self, name),
        }
    }

    fn visit_jsx_member_expression_object(&mut self, object: &JSXMemberExpressionObject<'a>) {
        match object {
            JSXMemberExpressionObject::IdentifierReference(reference) => self.jsx_name(reference),
            _ => walk::walk_jsx_member_expression_object(self, object),
        }
    }

    fn visit_ts_type_annotation(&mut self, _: &TSTypeAnnotation<'a>) {}

    fn visit_ts_type(&mut self, _: &TSType<'a>) {}

    fn visit_ts_type_parameter_instantiation(&mut self, _: &TSTypeParameterInstantiation<'a>) {}

    fn visit_ts_type_parameter_declaration(&mut self, _: &TSTypeParameterDeclaration<'a>) {}
}

/// Whitespace and line ends of JavaScript.
fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

/// `var a, b;`, if there are any.
pub(crate) fn declaration(variables: &[String]) -> Option<String> {
    (!variables.is_empty()).then(|| format!("var {};", variables.join(", ")))
}
