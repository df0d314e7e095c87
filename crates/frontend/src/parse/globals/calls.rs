//! Calls of functions that a text declares: which parameter an argument is, and where a result goes.

use super::flow::Flow;
use crate::program::Reach;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    Argument, BindingPattern, CallExpression, Expression, FormalParameters, IdentifierReference,
};
use oxc_semantic::{NodeId, Semantic, SymbolId};
use oxc_span::{GetSpan, Span};
use std::collections::HashSet;

pub(super) struct Calls<'s, 'a> {
    semantic: &'s Semantic<'a>,
    /// Functions that have the object `arguments`.
    with_arguments: HashSet<NodeId>,
}

impl<'s, 'a> Calls<'s, 'a> {
    pub(super) fn new(semantic: &'s Semantic<'a>) -> Self {
        let (nodes, scoping) = (semantic.nodes(), semantic.scoping());
        let references = scoping.root_unresolved_references().get("arguments");
        let places = references.into_iter().flatten();
        let functions = places.filter_map(|&reference| {
            let place = scoping.get_reference(reference).node_id();
            let mut outer = nodes.ancestors(place);
            let function = outer.find(|node| matches!(node.kind(), AstKind::Function(_)));
            function.map(|function| function.id())
        });
        Calls {
            semantic,
            with_arguments: functions.collect(),
        }
    }

    pub(super) fn has_arguments(&self, function: NodeId) -> bool {
        self.with_arguments.contains(&function)
    }

    /// Where the argument at `span` of a call goes.
    pub(super) fn argument(&self, call: &CallExpression<'a>, span: Span) -> Flow {
        let before = call.arguments.iter().take_while(|a| a.span() != span);
        let mut index = before.clone().count();
        if before.into_iter().any(Argument::is_spread) {
            return Flow::Reach(Reach::Object);
        }
        let mut callee = call.callee.without_parentheses();
        if let Expression::StaticMemberExpression(member) = callee
            && member.property.name == "call"
        {
            callee = member.object.without_parentheses();
            match index.checked_sub(1) {
                Some(parameter) => index = parameter,
                None => return Flow::Reach(Reach::Object),
            }
        }
        match self.function(callee) {
            Some((function, parameters)) if !self.has_arguments(function) => {
                parameter(parameters, index)
            }
            _ => Flow::Reach(Reach::Object),
        }
    }

    /// The function that a callee certainly is, by its node, and its parameters.
    fn function(&self, callee: &Expression<'a>) -> Option<(NodeId, &'s FormalParameters<'a>)> {
        let id = match callee {
            Expression::FunctionExpression(function) => function.node_id.get(),
            Expression::ArrowFunctionExpression(arrow) => arrow.node_id.get(),
            Expression::Identifier(name) => self.declared_function(name)?,
            _ => return None,
        };
        match self.semantic.nodes().kind(id) {
            AstKind::Function(function) => Some((id, &function.params)),
            AstKind::ArrowFunctionExpression(arrow) => Some((id, &arrow.params)),
            _ => None,
        }
    }

    fn declared_function(&self, name: &IdentifierReference) -> Option<NodeId> {
        let scoping = self.semantic.scoping();
        let symbol = scoping.get_reference(name.reference_id()).symbol_id()?;
        if scoping.symbol_is_mutated(symbol) || !scoping.symbol_redeclarations(symbol).is_empty() {
            return None;
        }
        let declaration = scoping.symbol_declaration(symbol);
        match self.semantic.nodes().kind(declaration) {
            AstKind::Function(_) => Some(declaration),
            AstKind::VariableDeclarator(declarator) if declarator.id.is_binding_identifier() => {
                match declarator.init.as_ref()?.without_parentheses() {
                    Expression::FunctionExpression(function) => Some(function.node_id.get()),
                    Expression::ArrowFunctionExpression(arrow) => Some(arrow.node_id.get()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Where what a function gives goes, from an expression `id` in it that gives it.
    pub(super) fn result(&self, id: NodeId) -> Vec<Flow> {
        let nodes = self.semantic.nodes();
        let mut outer = nodes.ancestors(id);
        let function = outer.find_map(|node| match node.kind() {
            AstKind::Function(function) => {
                Some((node.id(), !function.r#async && !function.generator))
            }
            AstKind::ArrowFunctionExpression(arrow) => Some((node.id(), !arrow.r#async)),
            _ => None,
        });
        let results = match function {
            Some((function, true)) => self.results(function),
            _ => None,
        };
        match results {
            Some(calls) => calls.into_iter().map(Flow::Same).collect(),
            None => vec![Flow::Reach(Reach::Object)],
        }
    }

    /// The calls of a function; none when it is not known to be only called.
    fn results(&self, function: NodeId) -> Option<Vec<NodeId>> {
        let nodes = self.semantic.nodes();
        if let AstKind::Function(declared) = nodes.kind(function)
            && declared.is_declaration()
        {
            let parent = nodes.parent_kind(function);
            return match parent {
                AstKind::ExportDeclaration(_) | AstKind::ExportDefaultDeclaration(_) => None,
                _ => self.calls_of(declared.id.as_ref()?.symbol_id()),
            };
        }
        if let Some(call) = self.call_of(function) {
            return Some(vec![call]);
        }
        let holder = nodes.parent_id(function);
        match nodes.kind(holder) {
            AstKind::VariableDeclarator(declarator) => {
                let exported = nodes.parent_kind(nodes.parent_id(holder));
                match (&declarator.id, exported) {
                    (_, AstKind::ExportDeclaration(_)) => None,
                    (BindingPattern::BindingIdentifier(name), _) => self.calls_of(name.symbol_id()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn calls_of(&self, symbol: SymbolId) -> Option<Vec<NodeId>> {
        let references = self.semantic.scoping().get_resolved_references(symbol);
        references
            .filter(|reference| reference.is_read())
            .map(|reference| self.call_of(reference.node_id()))
            .collect()
    }

    /// The call that calls the function which the expression `id` is.
    fn call_of(&self, mut id: NodeId) -> Option<NodeId> {
        let nodes = self.semantic.nodes();
        loop {
            let span = nodes.kind(id).span();
            let parent = nodes.parent_id(id);
            match nodes.kind(parent) {
                AstKind::ParenthesizedExpression(_) => id = parent,
                AstKind::CallExpression(call) if call.callee.span() == span => return Some(parent),
                AstKind::NewExpression(new) if new.callee.span() == span => return Some(parent),
                AstKind::StaticMemberExpression(member)
                    if matches!(member.property.name.as_str(), "call" | "apply") =>
                {
                    let call = nodes.parent_id(parent);
                    let is_callee = matches!(nodes.kind(call),
                        AstKind::CallExpression(call) if call.callee.span() == member.span);
                    return is_callee.then_some(call);
                }
                _ => return None,
            }
        }
    }
}

fn parameter(parameters: &FormalParameters, index: usize) -> Flow {
    match parameters.items.get(index) {
        Some(parameter) => match &parameter.pattern {
            BindingPattern::BindingIdentifier(name) => Flow::Parameter(name.symbol_id()),
            pattern => super::flow::bound(pattern),
        },
        None if parameters.rest.is_some() => Flow::Reach(Reach::Object),
        None => Flow::Properties(Vec::new()),
    }
}
