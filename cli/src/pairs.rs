//! Values of flags and of the configuration that have a grammar: texts that are
//! not empty, `FROM=TO` and `NAME=VALUE`.
use oxc_syntax::identifier::is_identifier_name;
use oxc_syntax::keyword::is_reserved_keyword;
use serde::de::IgnoredAny;

/// What is wrong with one side of a pair.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    Left(String),
    Right(String),
}

impl Wrong {
    fn into_message(self) -> String {
        match self {
            Wrong::Left(message) | Wrong::Right(message) => message,
        }
    }
}

/// A text that is not empty, as clap's value parsers return it.
pub fn text(value: &str) -> Result<String, String> {
    match value.is_empty() {
        true => Err("it is empty".into()),
        false => Ok(value.into()),
    }
}

/// `FROM=TO`.
pub fn alias(value: &str) -> Result<(String, String), String> {
    let pair = split(value, "write it as lodash=lodash-es")?;
    check_alias(&pair.0, &pair.1).map_err(Wrong::into_message)?;
    Ok(pair)
}

/// `NAME=VALUE`.
pub fn define(value: &str) -> Result<(String, String), String> {
    let (name, value) = split(value, "write it as DEBUG=false")?;
    match check_define(&name, &value) {
        Ok(()) => Ok((name, value)),
        Err(Wrong::Left(message)) => Err(message),
        Err(Wrong::Right(message)) => Err(format!(
            "{message}; a string keeps its quotes, as in --define '{name}=\"text\"'"
        )),
    }
}

fn split(value: &str, help: &str) -> Result<(String, String), String> {
    let (left, right) = value
        .split_once('=')
        .ok_or_else(|| format!("there is no `=`: {help}"))?;
    Ok((left.into(), right.into()))
}

/// Both sides of an alias are specifiers.
pub fn check_alias(from: &str, to: &str) -> Result<(), Wrong> {
    if from.is_empty() {
        return Err(Wrong::Left("the name to replace is empty".into()));
    }
    if to.is_empty() {
        return Err(Wrong::Right("the module to import is empty".into()));
    }
    Ok(())
}

/// esbuild's rule: the name is an identifier or a chain of them, the value is
/// JSON or such a chain. <https://esbuild.github.io/api/#define>
pub fn check_define(name: &str, value: &str) -> Result<(), Wrong> {
    if !is_chain(name) {
        return Err(Wrong::Left(format!(
            "`{name}` is not a name: write an identifier, or several with dots as in process.env.MODE"
        )));
    }
    let starts_reserved = value.split('.').next().is_some_and(is_reserved_keyword);
    let is_name = is_chain(value) && (!starts_reserved || value.starts_with("this"));
    if is_name || serde_json::from_str::<IgnoredAny>(value).is_ok() {
        return Ok(());
    }
    Err(Wrong::Right(format!(
        "`{value}` is neither JSON nor a name"
    )))
}

fn is_chain(text: &str) -> bool {
    text.split('.').all(is_identifier_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_to_define_are_chains_of_identifiers() {
        for name in ["DEBUG", "process.env.NODE_ENV", "import.meta.env", "$é._1"] {
            assert_eq!(check_define(name, "1"), Ok(()), "{name}");
        }
        for name in ["", "a-b", "1a", "a..b", ".a", "a.", "a[0]", "a b"] {
            assert!(
                matches!(check_define(name, "1"), Err(Wrong::Left(_))),
                "{name}"
            );
        }
    }

    #[test]
    fn values_are_json_or_names() {
        let values = [
            "true",
            "-1.5e3",
            "null",
            r#""a=b""#,
            r#"{"a":[1]}"#,
            "globalThis.x",
            "undefined",
            "this",
        ];
        for value in values {
            let pair = ("K".to_owned(), value.to_owned());
            assert_eq!(define(&format!("K={value}")), Ok(pair), "{value}");
        }
        for value in ["", "hello world", "'x'", "f()", "1+1", "class", "a..b"] {
            assert!(
                matches!(check_define("K", value), Err(Wrong::Right(_))),
                "{value}"
            );
        }
    }

    #[test]
    fn pairs_need_both_sides() {
        assert!(alias("a").is_err() && alias("=b").is_err() && alias("a=").is_err());
        assert!(define("A").is_err() && define("=1").is_err());
        assert_eq!(alias("a=b=c"), Ok(("a".into(), "b=c".into())));
    }
}
