//! Which globals a text may reach. Works on the flat list of nodes, without recursion.
//!
//! The global object is followed from where the text names it through variables, parameters and results
//! of the text's own functions, as far as each use shows in the text; what leaves that is a [`Reach`].

mod calls;
mod console;
mod flow;
mod sloppy;
mod words;

pub(crate) use words::words_of;

use crate::program::Reach;
use calls::Calls;
use flow::{Flow, Source};
use jsc_abi::Goal;
use oxc_ast::AstKind;
use oxc_semantic::{NodeId, Semantic, SymbolId};
use oxc_span::GetSpan;
use std::collections::{BTreeSet, HashSet};

/// Names of the global object.
const GLOBAL_OBJECTS: [&str; 4] = ["globalThis", "self", "global", "window"];

/// Names of what makes code from source text.
const EVALUATORS: [&str; 2] = ["eval", "Function"];

/// Name of what prints.
const CONSOLE: &str = "console";

/// The globals that a text may reach.
#[derive(Debug, Default)]
pub(crate) struct Globals {
    /// Identifiers that no scope declares, and properties of the global object.
    pub names: BTreeSet<String>,
    /// `console` is asked for more than to print texts and numbers.
    pub shows_values: bool,
    /// What reaches others, with the byte offset in the text, in its order.
    pub reaches: Vec<(Reach, usize)>,
    /// The words of which the text can make a name while it runs.
    pub words: BTreeSet<String>,
    /// There is a regular expression.
    pub has_regexp: bool,
}

/// The globals that a text may reach.
pub(super) fn globals(semantic: &Semantic, goal: Goal) -> Globals {
    let scoping = semantic.scoping();
    let mut finder = Finder {
        semantic,
        calls: Calls::new(semantic),
        found: Globals::default(),
        pending: Vec::new(),
        variables: HashSet::new(),
    };
    for (name, references) in scoping.root_unresolved_references() {
        finder.found.names.insert(name.to_string());
        for &reference in references {
            let id = scoping.get_reference(reference).node_id();
            finder.found.shows_values |= *name == CONSOLE && !console::prints_texts(semantic, id);
            finder.named(name, id);
        }
    }
    if goal != Goal::Module {
        for found in sloppy::sources(semantic) {
            match found {
                Source::Object(id) => finder.object(id),
                Source::Reach(reach, id) => finder.reach(reach, id),
            }
        }
    }
    finder.follow();
    let mut found = finder.found;
    found.reaches.sort_by_key(|(_, at)| *at);
    found.words = words::words(semantic);
    let is_regexp = |kind| matches!(kind, AstKind::RegExpLiteral(_));
    found.has_regexp = semantic.nodes().iter().any(|node| is_regexp(node.kind()));
    found
}

struct Finder<'s, 'a> {
    semantic: &'s Semantic<'a>,
    calls: Calls<'s, 'a>,
    found: Globals,
    /// Expressions whose value is the global object.
    pending: Vec<Value>,
    /// Variables that may hold the global object.
    variables: HashSet<SymbolId>,
}

/// An expression whose value is the global object.
struct Value {
    id: NodeId,
    /// It has been an argument, of a function that may be called with other objects.
    passed: bool,
}

impl Finder<'_, '_> {
    fn object(&mut self, id: NodeId) {
        self.pending.push(Value { id, passed: false });
    }

    /// Looks at what becomes of the global `name`, which the expression `id` evaluates to.
    fn named(&mut self, name: &str, id: NodeId) {
        if EVALUATORS.contains(&name) {
            match flow::of_evaluator(self.semantic, id) {
                Some(Source::Object(result)) => self.object(result),
                Some(Source::Reach(reach, at)) => self.reach(reach, at),
                None => {}
            }
        } else if GLOBAL_OBJECTS.contains(&name) {
            self.object(id);
        }
    }

    fn reach(&mut self, reach: Reach, id: NodeId) {
        let at = self.semantic.nodes().kind(id).span().start as usize;
        self.found.reaches.push((reach, at));
    }

    /// Follows the global object until every use of it is known.
    fn follow(&mut self) {
        let mut seen = HashSet::new();
        while let Some(Value { id, passed }) = self.pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            for flow in flow::of_object(self.semantic, &self.calls, id) {
                match flow {
                    Flow::Same(id) => self.pending.push(Value { id, passed }),
                    Flow::Variable(symbol) => self.variable(symbol, id, passed),
                    Flow::Parameter(symbol) => self.variable(symbol, id, true),
                    Flow::Properties(names) => self.properties(names, id),
                    Flow::Property(name, parent) => {
                        self.named(&name, parent);
                        self.property(name);
                    }
                    Flow::Reach(Reach::Any) if passed => self.reach(Reach::Object, id),
                    Flow::Reach(reach) => self.reach(reach, id),
                }
            }
        }
    }

    /// Takes up the reads of a variable that is given the global object by the expression `id`.
    fn variable(&mut self, symbol: SymbolId, id: NodeId, passed: bool) {
        if !self.variables.insert(symbol) {
            return;
        }
        if self.is_seen_elsewhere(symbol) {
            return self.reach(Reach::Object, id);
        }
        let references = self.semantic.scoping().get_resolved_references(symbol);
        for reference in references.filter(|reference| reference.is_read()) {
            let id = reference.node_id();
            self.pending.push(Value { id, passed });
        }
    }

    /// Whether a variable's value can be had other than by its name: where it is declared by an
    /// `export`, or is a parameter of a function that has `arguments`.
    fn is_seen_elsewhere(&self, symbol: SymbolId) -> bool {
        let nodes = self.semantic.nodes();
        let declaration = self.semantic.scoping().symbol_declaration(symbol);
        match nodes.kind(declaration) {
            AstKind::FormalParameter(_) => {
                let function = nodes.parent_id(nodes.parent_id(declaration));
                self.calls.has_arguments(function)
            }
            AstKind::VariableDeclarator(_) => {
                let declaration = nodes.parent_id(declaration);
                let parent = nodes.parent_kind(declaration);
                matches!(parent, AstKind::ExportDeclaration(_))
            }
            _ => false,
        }
    }

    fn properties(&mut self, names: Vec<String>, id: NodeId) {
        for name in names {
            if EVALUATORS.contains(&name.as_str()) {
                self.reach(Reach::Code, id);
            } else if GLOBAL_OBJECTS.contains(&name.as_str()) {
                self.reach(Reach::Object, id);
            }
            self.property(name);
        }
    }

    fn property(&mut self, name: String) {
        self.found.shows_values |= name == CONSOLE;
        self.found.names.insert(name);
    }
}
