//! One class: what stands around its elements.
use oxc_ast::ast::{
    Class, ClassElement, Decorator, Expression, IdentifierReference, JSXElementName,
    MemberExpression,
};
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;
use oxc_span::GetSpan;
use oxc_syntax::symbol::{SymbolFlags, SymbolId};

use crate::lowering::{Export, Lowering, SelfName};
use crate::member::row;
use crate::naming::js_string;
use crate::plan::{Kind, Member, Mode, Plan, plan};

/// Lowers a class and what is inside.
pub(crate) fn lower<'a>(lowering: &mut Lowering<'a>, class: &Class<'a>) {
    let export = lowering.export.take();
    if class.declare {
        return;
    }
    let Some(plan) = plan(lowering.source, class, &lowering.names) else {
        walk::walk_class(lowering, class);
        return;
    };
    let walk = |lowering: &mut Lowering<'a>| {
        ClassLowering::new(lowering, class, plan).lower(class, export);
    };
    if class.is_expression() && lowering.is_in_initializer() {
        lowering.expression_body(class.span, ("(() => {", "})()"), walk);
    } else {
        walk(lowering);
    }
}

/// The lowering of one class.
pub(crate) struct ClassLowering<'l, 'a> {
    pub lowering: &'l mut Lowering<'a>,
    pub plan: Plan,
    /// What the class is called inside of its body.
    inner: String,
    /// Whether the source calls it something else.
    renamed: bool,
    /// Whether the variable is set by what is written so far.
    started: bool,
}

impl<'l, 'a> ClassLowering<'l, 'a> {
    fn new(lowering: &'l mut Lowering<'a>, class: &Class<'a>, plan: Plan) -> Self {
        let own_name = class.id.as_ref().filter(|id| {
            plan.mode != Mode::Class || !is_in_own_jsx(&lowering.scoping, class, id.symbol_id.get())
        });
        ClassLowering {
            inner: match own_name {
                Some(id) => id.name.to_string(),
                None => lowering.names.fresh("c"),
            },
            renamed: own_name.is_none(),
            lowering,
            plan,
            started: false,
        }
    }

    /// An expression for the decorations while the class is evaluated.
    pub(crate) fn variable(&mut self) -> String {
        let variable = self.plan.variable.clone();
        if self.started {
            return variable;
        }
        self.started = true;
        self.lowering.declare(&variable);
        format!("({variable} = {}())", self.lowering.helper("start"))
    }

    /// An expression for the decorations once the class exists.
    pub(crate) fn state(&self) -> String {
        format!("{}.{}", self.inner, self.plan.state)
    }

    fn lower(mut self, class: &Class<'a>, export: Option<Export>) {
        let close = match self.plan.mode {
            Mode::Class => self.open_decorated(class, export),
            Mode::Members | Mode::Accessors => String::new(),
        };
        if self.plan.mode != Mode::Accessors && self.renamed {
            let inner = &self.inner;
            match &class.id {
                Some(id) => self
                    .lowering
                    .edits
                    .replace(id.span.start..id.span.end, inner),
                None => {
                    let after = self.class_keyword(class) + 5;
                    self.lowering.edits.insert(after, format!(" {inner}"));
                }
            }
        }
        self.heritage(class);
        self.body(class);
        if !close.is_empty() {
            self.lowering.edits.insert(class.span.end, close);
        }
    }

    /// Writes what stands before a class with decorators.
    ///
    /// # Returns
    /// What stands after it.
    fn open_decorated(&mut self, class: &Class<'a>, export: Option<Export>) -> String {
        let keyword = self.class_keyword(class);
        let first = class.decorators[0].span.start;
        let end = class.decorators[class.decorators.len() - 1].span.end;
        let (mut open, close) = self.declaration(class, export);
        match export {
            Some(export) if first < export.start => {
                if !export.default {
                    open.insert_str(0, "export ");
                } else if class.id.is_none() {
                    open.insert_str(0, "export default ");
                }
            }
            Some(export) if export.default && class.id.is_some() => {
                self.lowering.edits.replace(export.start..first, "");
            }
            _ => {}
        }
        let before = first.saturating_sub(1)..first;
        if first > 0 && self.lowering.text(before).ends_with(is_word) {
            open.insert(0, ' ');
        }
        open.push_str(&format!("({}.cls([", self.variable()));
        self.decorators(&class.decorators, &open, "]), ");
        let (owner_open, owner_close) = self.owner();
        let skipped = self.lowering.next_token(end);
        // `abstract`, or `export` after the decorators.
        self.lowering.edits.replace(skipped..keyword, owner_open);
        let variable = &self.plan.variable;
        format!("{owner_close}, {variable}.finish()){close}")
    }

    /// What declares the class before the expression for it, and what follows.
    fn declaration(&self, class: &Class<'a>, export: Option<Export>) -> (String, String) {
        if class.is_expression() {
            return (String::new(), String::new());
        }
        let Some(id) = &class.id else {
            return (String::new(), ";".to_string());
        };
        let name = &id.name;
        let flags = match id.symbol_id.get() {
            Some(symbol) => self.lowering.scoping.symbol_flags(symbol),
            None => SymbolFlags::None,
        };
        let open = if flags.intersects(SymbolFlags::NamespaceModule | SymbolFlags::ValueModule) {
            // TypeScript's namespaces merge with classes, not with variables.
            format!("class {name} {{}} {name} = ")
        } else if export.is_some() && self.lowering.in_namespace {
            format!("const {name} = ")
        } else {
            format!("let {name} = ")
        };
        let close = match export {
            Some(export) if export.default => format!("; export {{ {name} as default }};"),
            _ => ";".to_string(),
        };
        (open, close)
    }

    /// What stands around a class whose private static members belong to what it is
    /// replaced by: a class that has them as members of instances.
    fn owner(&mut self) -> (String, String) {
        if self.plan.owned().next().is_none() {
            return (String::new(), String::new());
        }
        let name = self.lowering.names.fresh("o");
        let state = format!("#{}", self.lowering.names.fresh("s"));
        let identity = self.lowering.helper("Identity");
        let variable = &self.plan.variable;
        let mut open =
            format!("class {name} extends {identity} {{ static {state} = {variable}.owned(this); ");
        for member in self.plan.owned() {
            if let Some(storage) = &member.storage {
                open.push_str(&format!("{storage}; "));
            }
            match member.private_name() {
                Some(private) if member.kind == Kind::Field => {
                    open.push_str(&format!("{private}; "));
                }
                Some(private) => {
                    let state = format!("{name}.{state}");
                    open.push_str(&forwarders(member, private, &state, ""));
                }
                None => {}
            }
        }
        open.push_str("static [(");
        (open, ", 0)](){} }".to_string())
    }

    /// Where the word `class` is.
    fn class_keyword(&self, class: &Class<'a>) -> u32 {
        let mut at = class.span.start;
        if let Some(decorator) = class.decorators.last() {
            at = at.max(decorator.span.end);
        }
        // `export`, `default` and `abstract` come before it.
        loop {
            at = self.lowering.next_token(at);
            let rest = &self.lowering.source[at as usize..];
            let word = rest.len() - rest.trim_start_matches(is_word).len();
            if word == 0 || &rest[..word] == "class" {
                return at;
            }
            at += u32::try_from(word).unwrap_or_default();
        }
    }

    fn heritage(&mut self, class: &Class<'a>) {
        let Some(heritage) = &class.heritage else {
            return;
        };
        // The class of a declaration has its name around the class as well.
        let inner = (self.renamed && class.is_expression()).then(|| SelfName {
            text: self.inner.clone(),
            jsx: Some(self.inner.clone()),
        });
        self.with_self_name(class, inner, |this| {
            this.lowering.visit_expression(&heritage.expression);
        });
    }

    fn with_self_name(
        &mut self,
        class: &Class<'a>,
        name: Option<SelfName>,
        walk: impl FnOnce(&mut Self),
    ) {
        let symbol = class.id.as_ref().and_then(|id| id.symbol_id.get());
        match (symbol, name) {
            (Some(symbol), Some(name)) => {
                self.lowering.set_self_name(symbol, Some(name));
                walk(self);
                self.lowering.set_self_name(symbol, None);
            }
            _ => walk(self),
        }
    }

    fn body(&mut self, class: &Class<'a>) {
        let start = class.body.span.start + 1;
        match self.plan.mode {
            Mode::Accessors => {}
            Mode::Members | Mode::Class => {
                let first = self.first_elements(class);
                self.lowering.edits.insert(start, first);
            }
        }
        let name = (self.plan.mode == Mode::Class).then(|| SelfName {
            text: format!("{}.class", self.state()),
            jsx: (self.renamed && class.is_expression()).then(|| self.inner.clone()),
        });
        let members = self.plan.members.clone();
        self.with_self_name(class, name, |this| {
            for (element, member) in class.body.body.iter().zip(&members) {
                match member {
                    Some(member) => this.element(element, member),
                    None if this.must_go(element) => {
                        let span = element.span();
                        this.lowering.edits.replace(span.start..span.end, ";");
                    }
                    None => this.lowering.visit_class_element(element),
                }
            }
        });
    }

    /// Whether a declaration for TypeScript would be wrong after the edits.
    fn must_go(&self, element: &ClassElement) -> bool {
        match element {
            // The class becomes an expression, which cannot be abstract.
            _ if element.is_abstract() => self.plan.mode == Mode::Class,
            // An overload must stand right before its implementation.
            ClassElement::MethodDefinition(method) => {
                self.plan.mode != Mode::Accessors
                    && !method.kind.is_constructor()
                    && method.value.body.is_none()
            }
            _ => false,
        }
    }

    /// The elements that come before all others: the state, and where it is used first.
    fn first_elements(&mut self, class: &Class<'a>) -> String {
        let state = self.state();
        let rows: Vec<_> = self
            .plan
            .members
            .iter()
            .flatten()
            .map(|member| row(member, &self.inner, self.plan.is_owned(member)))
            .collect();
        let rows = rows.join(", ");
        let name = match &class.id {
            Some(id) => js_string(&id.name),
            None => self.lowering.contextual_name(class),
        };
        let call = match self.plan.mode {
            Mode::Class if self.renamed => format!("hold(this, [{rows}], {name}, true)"),
            Mode::Class => format!("hold(this, [{rows}], {name})"),
            _ if self.renamed => format!("apply(this, [{rows}], {name})"),
            _ => format!("apply(this, [{rows}])"),
        };
        let mut text = format!(
            " static {} = {}; static {{ {state}.{call}; }}",
            self.plan.state, self.plan.variable
        );
        let runs_extra =
            |member: &Member| member.decorated && !member.is_static && member.kind.is_function();
        if self.plan.members.iter().flatten().any(runs_extra) {
            let field = self.lowering.names.fresh("e");
            text.push_str(&format!(" #{field} = {state}.run(this);"));
        }
        text
    }

    /// Makes a list of decorators one of expressions.
    pub(crate) fn decorators(&mut self, decorators: &[Decorator<'a>], open: &str, close: &str) {
        for (i, decorator) in decorators.iter().enumerate() {
            let at = decorator.span.start..decorator.span.start + 1;
            let text = if i == 0 { open } else { "," };
            self.lowering.edits.replace(at, text);
            self.decorator(&decorator.expression);
        }
        if let Some(last) = decorators.last() {
            self.lowering.edits.insert(last.span.end, close);
        }
    }

    /// Decorators that are properties are called as methods.
    fn decorator(&mut self, expression: &Expression<'a>) {
        let inner = expression.get_inner_expression();
        let member = match inner {
            Expression::ChainExpression(chain) => chain.expression.as_member_expression(),
            _ => inner.as_member_expression(),
        };
        let Some(member) = member else {
            self.lowering.visit_expression(expression);
            return;
        };
        let (whole, span, object) = (expression.span(), member.span(), member.object());
        let variable = self.plan.variable.clone();
        let insert = |this: &mut Self, at, text: &str| this.lowering.edits.insert(at, text);
        insert(self, whole.start, &format!("{variable}.bound("));
        let is_super = matches!(object, Expression::Super(_));
        if is_super {
            insert(self, span.start, &format!("({variable}.receiver = this, "));
        } else {
            let start = object.span().start;
            insert(self, start, &format!("({variable}.receiver = "));
            self.lowering.visit_expression(object);
            insert(self, object.span().end, ")");
        }
        if let MemberExpression::ComputedMemberExpression(member) = member {
            self.lowering.visit_expression(&member.expression);
        }
        if is_super {
            insert(self, span.end, ")");
        }
        insert(self, whole.end, ")");
    }
}

/// Private accessors that lead to what the decorators made of a private function.
pub(crate) fn forwarders(member: &Member, private: &str, state: &str, prefix: &str) -> String {
    let value = format!("{state}.values[{}]", member.index);
    let get = |call: &str| format!("{prefix}get {private}() {{ return {value}{call}; }} ");
    let set = |call: &str| {
        format!("{prefix}set {private}(value) {{ {value}{call}.call(this, value); }} ")
    };
    match member.kind {
        Kind::Method => get(""),
        Kind::Getter => get(".call(this)"),
        Kind::Setter => set(""),
        Kind::Accessor => get(".get.call(this)") + &set(".set"),
        Kind::Field | Kind::Block => String::new(),
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '$'
}

/// Whether the class is a JSX element's name in its own body.
fn is_in_own_jsx(scoping: &Scoping, class: &Class, symbol: Option<SymbolId>) -> bool {
    let Some(symbol) = symbol else {
        return false;
    };
    let mut finder = JsxFinder {
        scoping,
        symbol,
        found: false,
    };
    finder.visit_class_body(&class.body);
    finder.found
}

struct JsxFinder<'s> {
    scoping: &'s Scoping,
    symbol: SymbolId,
    found: bool,
}

impl JsxFinder<'_> {
    fn check(&mut self, reference: &IdentifierReference) {
        if let Some(id) = reference.reference_id.get() {
            self.found |= self.scoping.get_reference(id).symbol_id() == Some(self.symbol);
        }
    }
}

impl<'a> Visit<'a> for JsxFinder<'_> {
    fn visit_jsx_element_name(&mut self, name: &JSXElementName<'a>) {
        if let Some(reference) = name.get_identifier() {
            self.check(reference);
        }
    }
}
