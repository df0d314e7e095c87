//! What a CommonJS module exports, as far as its text shows: the names that ES
//! modules can import. As in Node, who looks does not ask what is in scope.
//!
//! After <https://github.com/nodejs/cjs-module-lexer>, on the syntax tree.

use super::Request;
use jsc_abi::ImportKind;
use oxc_ast::AstKind;
use oxc_ast::ast::{
    AssignmentTarget, CallExpression, Expression, MemberExpression, ObjectExpression,
    ObjectPropertyKind, Statement,
};
use oxc_semantic::Semantic;
use std::collections::{BTreeSet, HashMap};

/// The exports of a CommonJS module.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CommonJs {
    pub names: BTreeSet<String>,
    /// Indices into the requests of modules whose exports are passed on.
    pub reexports: Vec<usize>,
}

pub(super) fn exports(semantic: &Semantic, requests: &[Request]) -> CommonJs {
    let requires = requests
        .iter()
        .enumerate()
        .filter(|(_, request)| request.kind == ImportKind::Require)
        .map(|(i, request)| (request.specifier.as_str(), i))
        .collect();
    let mut found = Finder {
        requires,
        variables: HashMap::new(),
        found: CommonJs::default(),
    };
    for node in semantic.nodes() {
        match node.kind() {
            AstKind::VariableDeclarator(declarator) => {
                let name = declarator.id.get_identifier_name();
                let required = declarator.init.as_ref().and_then(|e| found.required(e));
                if let (Some(name), Some(request)) = (name, required) {
                    found.variables.insert(name.to_string(), request);
                }
            }
            AstKind::AssignmentExpression(assignment) => {
                found.assignment(&assignment.left, &assignment.right);
            }
            AstKind::CallExpression(call) => found.call(call),
            _ => {}
        }
    }
    found.found.reexports.sort_unstable();
    found.found.reexports.dedup();
    found.found
}

struct Finder<'s> {
    requires: HashMap<&'s str, usize>,
    /// Variables that hold what a `require` returned.
    variables: HashMap<String, usize>,
    found: CommonJs,
}

impl Finder<'_> {
    fn assignment(&mut self, left: &AssignmentTarget, right: &Expression) {
        let Some(member) = left.as_member_expression() else {
            return;
        };
        if is_module_exports(member) {
            match right.without_parentheses() {
                Expression::ObjectExpression(object) => self.object(object),
                right => self.reexport(right),
            }
        } else if is_exports(member.object())
            && let Some(name) = member.static_property_name()
        {
            self.found.names.insert(name.to_string());
        }
    }

    /// `module.exports = { a, 'b': c, ...require('d') }`
    fn object(&mut self, object: &ObjectExpression) {
        for property in &object.properties {
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    let name = property.key.static_name();
                    self.found.names.extend(name.map(|name| name.to_string()));
                }
                ObjectPropertyKind::SpreadProperty(spread) => self.reexport(&spread.argument),
            }
        }
    }

    fn call(&mut self, call: &CallExpression) {
        let argument = |i: usize| call.arguments.get(i).and_then(|a| a.as_expression());
        let callee = call.callee.without_parentheses();
        let called = callee
            .get_identifier_reference()
            .map(|identifier| identifier.name.as_str())
            .or_else(|| callee.as_member_expression()?.static_property_name());
        match (called, argument(0), argument(1)) {
            (Some("defineProperty"), Some(target), Some(Expression::StringLiteral(name)))
                if is_exports(target) && argument(2).is_some_and(is_plain_property) =>
            {
                self.found.names.insert(name.value.to_string());
            }
            // TypeScript's and esbuild's helpers.
            (Some("__exportStar" | "__export"), Some(from), _) => self.reexport(from),
            (Some("__reExport"), _, Some(from)) => self.reexport(from),
            (Some("forEach"), Some(_), _) => self.keys_loop(callee),
            _ => {}
        }
    }

    /// Babel's `Object.keys(_a).forEach(function (key) { … exports[key] = _a[key] … })`.
    fn keys_loop(&mut self, callee: &Expression) {
        let keys = match callee.as_member_expression().map(MemberExpression::object) {
            Some(Expression::CallExpression(keys)) => keys,
            _ => return,
        };
        let is_keys = keys.callee.as_member_expression().is_some_and(|member| {
            member
                .static_property_name()
                .is_some_and(|name| name == "keys")
        });
        let argument = keys.arguments.first().and_then(|a| a.as_expression());
        if let (true, Some(argument)) = (is_keys, argument) {
            self.reexport(argument);
        }
    }

    fn reexport(&mut self, from: &Expression) {
        self.found.reexports.extend(self.required(from));
    }

    /// The request of `require('a')`, of a variable that holds its result, or of
    /// a helper's call with it.
    fn required(&self, expression: &Expression) -> Option<usize> {
        match expression.without_parentheses() {
            Expression::Identifier(identifier) => {
                self.variables.get(identifier.name.as_str()).copied()
            }
            Expression::CallExpression(call) => {
                let argument = call.arguments.first()?.as_expression()?;
                match argument.without_parentheses() {
                    Expression::StringLiteral(specifier) => {
                        let callee = call.callee.get_identifier_reference()?;
                        (callee.name == "require")
                            .then(|| self.requires.get(specifier.value.as_str()).copied())?
                    }
                    inner @ Expression::CallExpression(_) => self.required(inner),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// A descriptor of a property that can be read without being noticed, as far as
/// Node looks: it has a value, or a getter that does nothing but return another
/// module's.
fn is_plain_property(descriptor: &Expression) -> bool {
    let Expression::ObjectExpression(descriptor) = descriptor.without_parentheses() else {
        return false;
    };
    let properties = descriptor.properties.iter();
    let mut named = properties.filter_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(property) => {
            Some((property.key.static_name()?, &property.value))
        }
        ObjectPropertyKind::SpreadProperty(_) => None,
    });
    named.any(|(name, value)| match (&*name, value) {
        ("value", _) => true,
        ("get", Expression::FunctionExpression(getter)) => {
            let body = getter.body.as_ref();
            let statements = body.map_or(&[][..], |body| &body.statements[..]);
            matches!(statements, [Statement::ReturnStatement(returned)]
                if returned.argument.as_ref().is_some_and(is_name_or_member))
        }
        _ => false,
    })
}

/// `a`, `a.b` or `a['b']`
fn is_name_or_member(expression: &Expression) -> bool {
    match expression {
        Expression::Identifier(_) => true,
        other => other.as_member_expression().is_some_and(|member| {
            member.object().is_identifier_reference() && member.static_property_name().is_some()
        }),
    }
}

/// `exports` or `module.exports`
fn is_exports(expression: &Expression) -> bool {
    match expression.without_parentheses() {
        Expression::Identifier(identifier) => identifier.name == "exports",
        other => other.as_member_expression().is_some_and(is_module_exports),
    }
}

fn is_module_exports(member: &MemberExpression) -> bool {
    let object = member.object().get_identifier_reference();
    object.is_some_and(|object| object.name == "module")
        && member
            .static_property_name()
            .is_some_and(|name| name == "exports")
}
