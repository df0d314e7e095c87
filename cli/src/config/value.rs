//! Values of a configuration, by their types. A value of another type goes to
//! the faults, with what is expected.
use super::faults::Faults;
use crate::pairs::Wrong;
use clap::ValueEnum;
use jsonc_parser::ast::{ObjectProp, ObjectPropName, Value};
use std::collections::HashSet;

/// `true` or `false`.
pub fn boolean(property: &ObjectProp, faults: &mut Faults) -> Option<bool> {
    match &property.value {
        Value::BooleanLit(literal) => Some(literal.value),
        _ => expected(property, "true or false", faults),
    }
}

/// A string that is not empty.
pub fn string(property: &ObjectProp, faults: &mut Faults) -> Option<String> {
    match &property.value {
        Value::StringLit(literal) if !literal.value.is_empty() => Some(literal.value.to_string()),
        _ => expected(property, "a string that is not empty", faults),
    }
}

/// A string that `parse` makes sense of, as of the flag's value.
pub fn parsed<T>(
    property: &ObjectProp,
    faults: &mut Faults,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    let text = string(property, faults)?;
    parse(&text)
        .map_err(|reason| faults.add(&property.value, reason, None))
        .ok()
}

/// One of the values that the flag has.
pub fn one_of<T: ValueEnum>(property: &ObjectProp, faults: &mut Faults) -> Option<T> {
    let given = property.value.as_string_lit();
    if let Some(value) = given.and_then(|literal| T::from_str(&literal.value, false).ok()) {
        return Some(value);
    }
    let known = T::value_variants().iter();
    let names: Vec<String> = known
        .filter_map(T::to_possible_value)
        .map(|value| format!("\"{}\"", value.get_name()))
        .collect();
    expected(property, &names.join(" or "), faults)
}

/// A list of strings that are not empty.
pub fn list(property: &ObjectProp, faults: &mut Faults) -> Option<Vec<String>> {
    let Value::Array(array) = &property.value else {
        return expected(property, "a list of strings", faults);
    };
    let mut strings = Vec::new();
    for element in &array.elements {
        match element {
            Value::StringLit(literal) if !literal.value.is_empty() => {
                strings.push(literal.value.to_string());
            }
            other => faults.add(
                other,
                format!(
                    "the elements of `{}` must be strings that are not empty",
                    property.name.as_str()
                ),
                None,
            ),
        }
    }
    Some(strings)
}

/// An object whose values are strings; `check` looks at each pair. `help` is said
/// of a value that is wrong.
pub fn map(
    property: &ObjectProp,
    faults: &mut Faults,
    check: impl Fn(&str, &str) -> Result<(), Wrong>,
    help: Option<&str>,
) -> Option<Vec<(String, String)>> {
    let Value::Object(object) = &property.value else {
        return expected(property, "an object whose values are strings", faults);
    };
    let mut pairs = Vec::new();
    let mut seen = HashSet::new();
    for pair in &object.properties {
        let name = pair.name.as_str();
        if !seen.insert(name) {
            twice(&pair.name, faults);
        }
        let Value::StringLit(value) = &pair.value else {
            let message = format!("`{name}` in `{}` must be a string", property.name.as_str());
            faults.add(&pair.value, message, help.map(str::to_owned));
            continue;
        };
        match check(name, &value.value) {
            Ok(()) => pairs.push((name.to_owned(), value.value.to_string())),
            Err(Wrong::Left(message)) => faults.add(&pair.name, message, None),
            Err(Wrong::Right(message)) => faults.add(value, message, help.map(str::to_owned)),
        }
    }
    Some(pairs)
}

/// Says that a key occurs more than once.
pub fn twice(name: &ObjectPropName, faults: &mut Faults) {
    faults.add(
        name,
        format!("the key `{}` is there twice", name.as_str()),
        None,
    );
}

fn expected<T>(property: &ObjectProp, what: &str, faults: &mut Faults) -> Option<T> {
    let message = format!("`{}` must be {what}", property.name.as_str());
    faults.add(&property.value, message, None);
    None
}
