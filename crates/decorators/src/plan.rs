//! What becomes of each element of a class, decided before anything is written.
use oxc_ast::ast::{
    AccessorPropertyType, Class, ClassElement, Decorator, MethodDefinitionKind,
    MethodDefinitionType, PropertyDefinitionType, PropertyKey,
};
use oxc_span::GetSpan;

use crate::names::Names;
use crate::naming::js_string;

/// How a class is lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Only for auto-accessors.
    Accessors,
    /// Its members have decorators: its static elements stay what they are.
    Members,
    /// It has decorators and may be replaced by another: what its static elements do is
    /// done for that other one, after the class is evaluated.
    Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Method,
    Getter,
    Setter,
    Field,
    Accessor,
    Block,
}

impl Kind {
    /// The word for it in a decorator's context, and in the table for the helpers.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Method => "method",
            Kind::Getter => "getter",
            Kind::Setter => "setter",
            Kind::Field => "field",
            Kind::Accessor => "accessor",
            Kind::Block => "block",
        }
    }

    pub(crate) fn is_function(self) -> bool {
        matches!(self, Kind::Method | Kind::Getter | Kind::Setter)
    }
}

/// The key of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// An expression for the name, and the key as the source has it.
    Literal {
        value: String,
        text: String,
    },
    Computed,
    /// `#` included.
    Private(String),
    /// A static block has none.
    None,
}

/// An element of a class that does not stay as it is.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Its row in the table for the helpers.
    pub index: usize,
    pub kind: Kind,
    pub is_static: bool,
    pub decorated: bool,
    pub key: Key,
    /// The private field behind an auto-accessor.
    pub storage: Option<String>,
    /// The private static method that static fields and blocks of decorated classes become.
    pub body: Option<String>,
}

impl Member {
    pub(crate) fn private_name(&self) -> Option<&str> {
        match &self.key {
            Key::Private(name) => Some(name),
            _ => None,
        }
    }

    /// Whether the function is taken from under its private name, so that the helpers can
    /// give the decorators the function itself.
    pub(crate) fn is_lifted(&self) -> bool {
        self.kind.is_function() && self.private_name().is_some()
    }
}

/// What becomes of a class.
#[derive(Debug)]
pub(crate) struct Plan {
    pub mode: Mode,
    /// Variable that holds the decorations while the class is evaluated.
    pub variable: String,
    /// Private static field that holds them afterwards, as in `C.#state`.
    pub state: String,
    /// One for each element of the body.
    pub members: Vec<Option<Member>>,
}

impl Plan {
    /// Members whose private names belong to whatever the class is replaced by.
    pub(crate) fn owned(&self) -> impl Iterator<Item = &Member> {
        let replaced = self.mode == Mode::Class;
        self.members.iter().flatten().filter(move |member| {
            replaced
                && member.is_static
                && (member.private_name().is_some() || member.storage.is_some())
        })
    }

    pub(crate) fn is_owned(&self, member: &Member) -> bool {
        self.owned().any(|owned| owned.index == member.index)
    }
}

/// Whether the class has decorators on itself or on members.
pub(crate) fn has_decorators(class: &Class) -> bool {
    !class.decorators.is_empty()
        || class
            .body
            .body
            .iter()
            .any(|element| !decorators(element).is_empty() && part(element).is_some())
}

/// Whether edits are needed for the class itself, whatever is inside.
pub(crate) fn needs_lowering(class: &Class) -> bool {
    let is_accessor = |element: &ClassElement| matches!(part(element), Some(Part { kind, .. }) if kind == Kind::Accessor);
    !class.declare && (has_decorators(class) || class.body.body.iter().any(is_accessor))
}

pub(crate) fn decorators<'b, 'a>(element: &'b ClassElement<'a>) -> &'b [Decorator<'a>] {
    match element {
        ClassElement::MethodDefinition(method) => &method.decorators,
        ClassElement::PropertyDefinition(field) => &field.decorators,
        ClassElement::AccessorProperty(accessor) => &accessor.decorators,
        ClassElement::StaticBlock(_) | ClassElement::TSIndexSignature(_) => &[],
    }
}

/// Decides; none when the class needs nothing.
pub(crate) fn plan(source: &str, class: &Class, names: &Names) -> Option<Plan> {
    if !needs_lowering(class) {
        return None;
    }
    let mode = if !class.decorators.is_empty() {
        Mode::Class
    } else if has_decorators(class) {
        Mode::Members
    } else {
        Mode::Accessors
    };
    let mut index = 0;
    let members = class.body.body.iter().map(|element| {
        let member = member(source, element, mode, index, names)?;
        index += 1;
        Some(member)
    });
    Some(Plan {
        mode,
        members: members.collect(),
        variable: names.fresh("d"),
        state: format!("#{}", names.fresh("s")),
    })
}

struct Part<'b, 'a> {
    kind: Kind,
    is_static: bool,
    key: Option<(&'b PropertyKey<'a>, bool)>,
}

/// What an element is at run time; none for TypeScript's declarations and constructors.
fn part<'b, 'a>(element: &'b ClassElement<'a>) -> Option<Part<'b, 'a>> {
    match element {
        ClassElement::MethodDefinition(method) => {
            let kind = match method.kind {
                MethodDefinitionKind::Constructor => return None,
                MethodDefinitionKind::Method => Kind::Method,
                MethodDefinitionKind::Get => Kind::Getter,
                MethodDefinitionKind::Set => Kind::Setter,
            };
            let exists = method.r#type == MethodDefinitionType::MethodDefinition
                && method.value.body.is_some();
            exists.then_some(Part {
                kind,
                is_static: method.r#static,
                key: Some((&method.key, method.computed)),
            })
        }
        ClassElement::PropertyDefinition(field) => {
            let exists =
                field.r#type == PropertyDefinitionType::PropertyDefinition && !field.declare;
            exists.then_some(Part {
                kind: Kind::Field,
                is_static: field.r#static,
                key: Some((&field.key, field.computed)),
            })
        }
        ClassElement::AccessorProperty(accessor) => {
            let exists = accessor.r#type == AccessorPropertyType::AccessorProperty;
            exists.then_some(Part {
                kind: Kind::Accessor,
                is_static: accessor.r#static,
                key: Some((&accessor.key, accessor.computed)),
            })
        }
        ClassElement::StaticBlock(_) => Some(Part {
            kind: Kind::Block,
            is_static: true,
            key: None,
        }),
        ClassElement::TSIndexSignature(_) => None,
    }
}

fn member(
    source: &str,
    element: &ClassElement,
    mode: Mode,
    index: usize,
    names: &Names,
) -> Option<Member> {
    let part = part(element)?;
    let decorated = !decorators(element).is_empty();
    let key = match part.key {
        Some((key, computed)) => key_of(source, key, computed),
        None => Key::None,
    };
    let is_private = matches!(key, Key::Private(_));
    let is_static_of_class = mode == Mode::Class && part.is_static;
    let changes = decorated
        || part.kind == Kind::Accessor
        || (is_static_of_class && (!part.kind.is_function() || is_private));
    if !changes {
        return None;
    }
    let has_body = match element {
        ClassElement::StaticBlock(_) => true,
        ClassElement::PropertyDefinition(field) => field.value.is_some(),
        ClassElement::AccessorProperty(accessor) => accessor.value.is_some(),
        _ => false,
    };
    let private = |what: &str| format!("#{}", names.fresh(what));
    Some(Member {
        index,
        kind: part.kind,
        is_static: part.is_static,
        decorated,
        key,
        storage: (part.kind == Kind::Accessor).then(|| private("a")),
        body: (is_static_of_class && has_body).then(|| private("static")),
    })
}

fn key_of(source: &str, key: &PropertyKey, computed: bool) -> Key {
    let span = key.span();
    let text = || source[span.start as usize..span.end as usize].to_string();
    match key {
        _ if computed => Key::Computed,
        PropertyKey::PrivateIdentifier(name) => Key::Private(format!("#{}", name.name)),
        PropertyKey::StaticIdentifier(name) => Key::Literal {
            value: js_string(&name.name),
            text: text(),
        },
        _ => Key::Literal {
            value: text(),
            text: text(),
        },
    }
}
