//! What is known at a place of the program: where variables can go, what gets a name.
use std::collections::HashMap;
use std::ops::Range;

use oxc_ast::ast::*;
use oxc_ast_visit::Visit;
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

/// A lowering under way.
pub(crate) struct Lowering<'a> {
    pub source: &'a str,
    pub names: Names,
    pub edits: Edits,
    pub scoping: Scoping,
    program: &'a Program<'a>,
    scopes: Vec<Scope>,
    /// Expressions for the names of anonymous classes, by where they start.
    pub class_names: HashMap<u32, String>,
    self_names: HashMap<SymbolId, SelfName>,
    /// Of the class declaration that comes next.
    pub export: Option<Export>,
    pub in_namespace: bool,
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

    /// Walks the program and returns the edits.
    pub(crate) fn run(mut self) -> Vec<Edit> {
        let program = self.program;
        let mark = self.edits.mark();
        let variables = self.in_block(|this| this.visit_statements(&program.body));
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
        let mut blocks = self
            .scopes
            .iter_mut()
            .rev()
            .filter_map(|scope| match scope {
                Scope::Block { variables } => Some(variables),
                Scope::Initializer => None,
            });
        if let Some(variables) = blocks.next() {
            variables.push(name.to_string());
        }
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
    fn in_block(&mut self, walk: impl FnOnce(&mut Self)) -> Vec<String> {
        let variables = Vec::new();
        self.scopes.push(Scope::Block { variables });
        walk(self);
        match self.scopes.pop() {
            Some(Scope::Block { variables }) => variables,
            Some(Scope::Initializer) | None => Vec::new(),
        }
    }

    /// Walks a block in braces whose last byte is at `end - 1`.
    pub(crate) fn block_until(&mut self, end: u32, walk: impl FnOnce(&mut Self)) {
        let variables = self.in_block(walk);
        if let Some(declaration) = declaration(&variables) {
            self.edits.insert(end - 1, format!(";{declaration}"));
        }
    }

    /// Walks the initializer of a parameter or field.
    pub(crate) fn in_initializer(&mut self, walk: impl FnOnce(&mut Self)) {
        self.scopes.push(Scope::Initializer);
        walk(self);
        self.scopes.pop();
    }

    /// Makes a function body of the expression at `span`, between `open` and `close`, if it
    /// needs variables.
    pub(crate) fn expression_body(
        &mut self,
        span: Span,
        (open, close): (&str, &str),
        walk: impl FnOnce(&mut Self),
    ) {
        let mark: Mark = self.edits.mark();
        let variables = self.in_block(walk);
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
    pub(crate) fn key_with_name(
        &mut self,
        key: &PropertyKey<'a>,
        computed: bool,
        value: &Expression<'a>,
    ) {
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

    /// What stands for a reference if it is a class's own name in its body.
    pub(crate) fn self_name(&self, reference: &IdentifierReference) -> Option<&SelfName> {
        if self.self_names.is_empty() {
            return None;
        }
        let reference = self.scoping.get_reference(reference.reference_id.get()?);
        let name = self.self_names.get(&reference.symbol_id()?)?;
        reference.is_value().then_some(name)
    }

    /// Writes a class's own name as a JSX element's.
    pub(crate) fn jsx_name(&mut self, reference: &IdentifierReference) {
        let name = self.self_name(reference).and_then(|name| name.jsx.clone());
        if let Some(name) = name {
            self.edits
                .replace(reference.span.start..reference.span.end, name);
        }
    }
}

/// Whitespace and line ends of JavaScript.
fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

/// `var a, b;`, if there are any.
fn declaration(variables: &[String]) -> Option<String> {
    (!variables.is_empty()).then(|| format!("var {};", variables.join(", ")))
}
