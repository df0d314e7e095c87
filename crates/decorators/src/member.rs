//! The elements of a class.
use std::ops::Range;

use oxc_ast::ast::{
    AccessorProperty, ClassElement, Expression, MethodDefinition, PropertyDefinition, PropertyKey,
};
use oxc_ast_visit::Visit;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use crate::class::{ClassLowering, forwarders};
use crate::naming::{js_string, takes_name};
use crate::plan::{Key, Kind, Member, Mode, decorators};

/// What surrounds the initializer of a field or accessor.
struct Initializer {
    open: String,
    close: String,
}

impl<'a> ClassLowering<'_, 'a> {
    pub(crate) fn element(&mut self, element: &ClassElement<'a>, member: &Member) {
        let list = decorators(element);
        if !list.is_empty() {
            // The semicolon ends a field that has none.
            let open = format!(";static [{}.dec({}, [", self.variable(), member.index);
            self.decorators(list, &open, "])](){}");
        }
        let start = match list.last() {
            Some(last) => self.lowering.next_token(last.span.end),
            None => element.span().start,
        };
        match element {
            ClassElement::MethodDefinition(method) => self.method(method, member),
            ClassElement::PropertyDefinition(field) if self.is_replaced(member) => {
                let keyed = Keyed::from(&**field);
                self.static_of_class(start, &keyed, member, "", "");
            }
            ClassElement::PropertyDefinition(field) => self.field(field, member),
            ClassElement::AccessorProperty(accessor) => self.accessor(start, accessor, member),
            ClassElement::StaticBlock(block) => {
                if let Some(body) = &member.body {
                    let after_static = block.span.start + 6;
                    let text = format!(" {body}()");
                    self.lowering.edits.insert(after_static, text);
                }
                self.lowering.visit_static_block(block);
            }
            ClassElement::TSIndexSignature(_) => {}
        }
    }

    /// Whether a field or accessor is one of whatever the class is replaced by.
    fn is_replaced(&self, member: &Member) -> bool {
        self.plan.mode == Mode::Class && member.is_static
    }

    fn method(&mut self, method: &MethodDefinition<'a>, member: &Member) {
        if member.is_lifted() {
            let text = format!("[{}.lift({})]", self.variable(), member.index);
            let key = method.key.span();
            self.replace(key.start..key.end, text);
        } else if member.key == Key::Computed {
            self.computed_key(&method.key, member);
        }
        self.lowering
            .visit_function(&method.value, ScopeFlags::Function);
        if let Some(private) = member.private_name().filter(|_| !self.is_replaced(member)) {
            let text = forwarders(member, private, &self.state(), prefix(member));
            self.lowering
                .edits
                .insert(method.span.end, format!(" {text}"));
        }
    }

    /// A decorated field that stays one.
    fn field(&mut self, field: &PropertyDefinition<'a>, member: &Member) {
        if member.key == Key::Computed {
            self.computed_key(&field.key, member);
        }
        match &field.value {
            Some(value) => {
                let around = self.initializer(member, Some(value));
                self.value(value, around);
            }
            None => {
                if field.definite {
                    self.remove_definite(field);
                }
                let around = self.initializer(member, None);
                let end = before_semicolon(self.lowering.source, field.span);
                let text = format!(" = {}{}", around.open, around.close);
                self.lowering.edits.insert(end, text);
            }
        }
        self.after(field.span.end, member);
    }

    /// `x!: T` has no initializer.
    fn remove_definite(&mut self, field: &PropertyDefinition<'a>) {
        let mut at = self.lowering.next_token(field.key.span().end);
        if field.computed {
            at = self.lowering.next_token(at + 1);
        }
        self.lowering.edits.replace(at..at + 1, "");
    }

    /// `accessor x = 1`: a private field with a getter and a setter.
    fn accessor(&mut self, start: u32, accessor: &AccessorProperty<'a>, member: &Member) {
        let Some(storage) = &member.storage else {
            return;
        };
        let prefix = prefix(member);
        let is_replaced = self.is_replaced(member);
        let get = format!("() {{ return this.{storage}; }} {prefix}set ");
        let set = format!("(value) {{ this.{storage} = value; }} ");
        let (before, after) = match &member.key {
            Key::Literal { text, .. } => (format!("{prefix}get {text}{get}{text}{set}"), "".into()),
            Key::Private(_) if is_replaced => (String::new(), String::new()),
            Key::Private(name) if member.decorated => {
                let text = forwarders(member, name, &self.state(), prefix);
                (text, String::new())
            }
            Key::Private(name) => (format!("{prefix}get {name}{get}{name}{set}"), "".into()),
            Key::Computed | Key::None => {
                let before = format!("{prefix}get [{}.key({}, ", self.variable(), member.index);
                let variable = &self.plan.variable;
                let key = format!("[{variable}.keys[{}]]", member.index);
                (before, format!(")]{get}{key}{set}"))
            }
        };
        let keyed = Keyed::from(accessor);
        if is_replaced {
            self.static_of_class(start, &keyed, member, &before, &after);
            return;
        }
        let around = self.initializer(member, keyed.value);
        let field = match keyed.value.is_some() || member.decorated {
            true => format!("{prefix}{storage} = "),
            false => format!("{prefix}{storage}"),
        };
        self.rewrite(start, &keyed, (&before, &format!("{after}{field}")), around);
        self.after(accessor.span.end, member);
    }

    /// A static field or accessor of a class that may be replaced: a method that gives the
    /// value, after the getter and the setter of an accessor in `before` and `after` its key.
    fn static_of_class(
        &mut self,
        start: u32,
        keyed: &Keyed<'_, 'a>,
        member: &Member,
        before: &str,
        after: &str,
    ) {
        let (before, after) = match (&member.key, member.kind) {
            (Key::Computed, Kind::Field) => (
                format!("static [{}.field({}, ", self.variable(), member.index),
                ")](){} ".to_string(),
            ),
            _ => (before.to_string(), after.to_string()),
        };
        let mut around = Initializer {
            open: String::new(),
            close: String::new(),
        };
        if let (Some(body), Some(value)) = (&member.body, keyed.value) {
            let (open, close) = self.naming(member, value);
            around.open = format!("static {body}() {{ return ({open}");
            around.close = format!("{close}); }}");
        }
        self.rewrite(start, keyed, (&before, &after), around);
    }

    /// Replaces all of a field or accessor but its initializer and computed key, around
    /// which `before` and `after` come.
    fn rewrite(
        &mut self,
        start: u32,
        keyed: &Keyed<'_, 'a>,
        (before, after): (&str, &str),
        around: Initializer,
    ) {
        let value = keyed.value.map(GetSpan::span);
        let rest = value.map_or(keyed.span.end, |value| value.start);
        let Initializer { open, close } = around;
        if keyed.computed {
            let key = keyed.key.span();
            self.replace(start..key.start, format!(";{before}"));
            self.lowering.visit_property_key(keyed.key);
            self.replace(key.end..rest, format!("{after}{open}"));
        } else {
            self.replace(start..rest, format!(";{before}{after}{open}"));
        }
        match keyed.value {
            Some(value) => {
                let value_end = value.span().end;
                self.lowering
                    .in_initializer(|lowering| lowering.visit_expression(value));
                self.replace(value_end..keyed.span.end, format!("{close};"));
            }
            None => self
                .lowering
                .edits
                .insert(keyed.span.end, format!("{close};")),
        }
    }

    /// What runs after a field or accessor is defined.
    fn after(&mut self, end: u32, member: &Member) {
        if !member.decorated {
            return;
        }
        let extra = format!("{}.extra({}, this);", self.state(), member.index);
        let text = if member.is_static {
            format!(";static {{ {extra} }}")
        } else {
            format!(";#{} = {extra}", self.lowering.names.fresh("e"))
        };
        self.lowering.edits.insert(end, text);
    }

    fn value(&mut self, value: &Expression<'a>, around: Initializer) {
        let span = value.span();
        self.lowering.edits.insert(span.start, around.open);
        self.lowering
            .in_initializer(|lowering| lowering.visit_expression(value));
        self.lowering.edits.insert(span.end, around.close);
    }

    /// The call that lets decorators change an initial value, and what gives that a name.
    fn initializer(&mut self, member: &Member, value: Option<&Expression<'a>>) -> Initializer {
        let (mut open, mut close) = match value {
            Some(value) => self.naming(member, value),
            None => (String::new(), String::new()),
        };
        if member.decorated {
            let comma = if value.is_some() { ", " } else { "" };
            let call = format!("{}.init({}, this{comma}", self.state(), member.index);
            open.insert_str(0, &call);
            close.push(')');
        }
        Initializer { open, close }
    }

    /// What to write around an anonymous function that is named after the member: the
    /// engine names the values of properties.
    fn naming(&mut self, member: &Member, value: &Expression<'a>) -> (String, String) {
        let name = match &member.key {
            Key::Literal { value, .. } => value.clone(),
            Key::Private(name) => js_string(name),
            Key::Computed | Key::None => {
                let state = match self.plan.mode {
                    Mode::Accessors => self.plan.variable.clone(),
                    Mode::Members | Mode::Class => self.state(),
                };
                format!("{state}.keys[{}]", member.index)
            }
        };
        if self.lowering.name_class(value, name.clone()) || !takes_name(value) {
            return (String::new(), String::new());
        }
        (format!("{{ [{name}]: "), format!(" }}[{name}]"))
    }

    fn computed_key(&mut self, key: &PropertyKey<'a>, member: &Member) {
        let span = key.span();
        let open = format!("{}.key({}, ", self.variable(), member.index);
        self.lowering.edits.insert(span.start, open);
        self.lowering.visit_property_key(key);
        self.lowering.edits.insert(span.end, ")");
    }

    fn replace(&mut self, range: Range<u32>, text: String) {
        self.lowering.edits.replace(range, text);
    }
}

/// What fields and auto-accessors have in common.
struct Keyed<'b, 'a> {
    span: Span,
    key: &'b PropertyKey<'a>,
    computed: bool,
    value: Option<&'b Expression<'a>>,
}

impl<'b, 'a> From<&'b PropertyDefinition<'a>> for Keyed<'b, 'a> {
    fn from(field: &'b PropertyDefinition<'a>) -> Self {
        Keyed {
            span: field.span,
            key: &field.key,
            computed: field.computed,
            value: field.value.as_ref(),
        }
    }
}

impl<'b, 'a> From<&'b AccessorProperty<'a>> for Keyed<'b, 'a> {
    fn from(accessor: &'b AccessorProperty<'a>) -> Self {
        Keyed {
            span: accessor.span,
            key: &accessor.key,
            computed: accessor.computed,
            value: accessor.value.as_ref(),
        }
    }
}

fn prefix(member: &Member) -> &'static str {
    if member.is_static { "static " } else { "" }
}

/// The end of an element without its semicolon.
fn before_semicolon(source: &str, span: Span) -> u32 {
    let text = &source[span.start as usize..span.end as usize];
    span.end - u32::from(text.ends_with(';'))
}

/// What the helpers are told of a member: an object literal.
///
/// # Parameters
/// - `class`: what the class is called in its body.
/// - `owned`: the member is a private one of whatever the class is replaced by.
pub(crate) fn row(member: &Member, class: &str, owned: bool) -> String {
    let mut row = format!("{{ kind: \"{}\"", member.kind.word());
    let mut add = |text: &str| {
        row.push_str(", ");
        row.push_str(text);
    };
    match &member.key {
        Key::Literal { value, .. } => add(&format!("name: {value}")),
        Key::Private(name) => {
            add(&format!("name: {}, private: true", js_string(name)));
            if member.decorated {
                add(&format!("has: (o) => {name} in o"));
                if member.kind != Kind::Setter {
                    add(&format!("get: (o) => o.{name}"));
                }
                if !matches!(member.kind, Kind::Method | Kind::Getter) {
                    add(&format!("set: (o, v) => {{ o.{name} = v; }}"));
                }
            }
        }
        Key::Computed | Key::None => {}
    }
    if member.is_static {
        add("static: true");
    }
    if let (Some(storage), Key::Private(_)) = (&member.storage, &member.key)
        && (member.decorated || owned)
    {
        let get = format!("get() {{ return this.{storage}; }}");
        let set = format!("set(value) {{ this.{storage} = value; }}");
        add(&format!("base: {{ {get}, {set} }}"));
    }
    if let Some(body) = &member.body {
        add(&format!("body: {class}.{body}"));
    }
    if owned && !member.kind.is_function() {
        let field = member.storage.as_deref().or(member.private_name());
        add(&format!(
            "put: (o, v) => {{ o.{} = v; }}",
            field.unwrap_or_default()
        ));
    }
    row.push_str(" }");
    row
}
