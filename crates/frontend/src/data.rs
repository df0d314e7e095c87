//! Modules that are not code: JSON, text and bytes.

use crate::files;
use crate::origins::Origins;
use crate::package::malformed;
use crate::parse::{Facts, Parsed};
use crate::problem::Problem;
use crate::recipe::Content;
use jsc_abi::Goal;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::path::Path;

/// A module that is not code.
pub(crate) struct Data {
    pub bytes: Vec<u8>,
    pub parsed: Parsed,
}

/// Reads a file, or takes its bytes.
///
/// # Errors
/// The file cannot be read, or is not what it should be.
pub(crate) fn read(path: &Path, shown: &str, content: Content) -> Result<Data, Problem> {
    let unreadable =
        |error: files::Unreadable| Problem::error(format!("cannot read `{shown}`: {error}"));
    let (bytes, goal) = match content {
        Content::Bytes => (files::read_bytes(path).map_err(unreadable)?, Goal::Bytes),
        Content::Json => (files::read(path).map_err(unreadable)?.into(), Goal::Json),
        _ => (files::read(path).map_err(unreadable)?.into(), Goal::Text),
    };
    let mut facts = Facts::default();
    if goal == Goal::Json {
        facts.commonjs.names = keys(&bytes, shown)?.into_iter().collect();
    }
    facts.exports.default = true;
    Ok(Data {
        bytes,
        parsed: Parsed {
            text: None,
            origins: Origins::default(),
            goal,
            facts,
        },
    })
}

/// The keys of a JSON object, which modules can import by name; none of another
/// value. Takes what `JSON.parse` takes: any depth, numbers of any size, half
/// surrogate pairs.
fn keys(json: &[u8], shown: &str) -> Result<Vec<String>, Problem> {
    let checked = serde_json::from_slice::<IgnoredAny>(json);
    let keys = checked.and_then(|_| match json.trim_ascii_start().first() {
        Some(b'{') => serde_json::from_slice::<Keys>(json),
        _ => Ok(Keys(Vec::new())),
    });
    keys.map(|keys| keys.0).map_err(|error| {
        let text = String::from_utf8_lossy(json).into_owned();
        malformed(shown.to_owned(), text, &error)
    })
}

struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = Keys;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
        let mut keys = Vec::new();
        while let Some((Key(key), IgnoredAny)) = map.next_entry()? {
            // Half a surrogate pair is no name.
            keys.extend(String::from_utf8(key));
        }
        Ok(Keys(keys))
    }
}

/// A key's bytes: unlike a string it may hold half a surrogate pair.
struct Key(Vec<u8>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Key, E> {
        Ok(Key(bytes.to_vec()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        Ok(Key(text.as_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_what_json_parse_takes() {
        let of = |json: &str| keys(json.as_bytes(), "a.json").map_err(|e| e.to_string());
        assert_eq!(
            of(" {\"a\": 1e400, \"b\\u0041\": {}}").unwrap(),
            ["a", "bA"]
        );
        assert_eq!(of("{\"\\ud800\": \"\\ud800\", \"c\": 0}").unwrap(), ["c"]);
        assert!(of("-1e999").unwrap().is_empty());
        assert!(of(&format!("{}{}", "[".repeat(9999), "]".repeat(9999))).is_ok());
        for wrong in [
            "",
            "{",
            "[1,]",
            "{'a': 1}",
            "1 2",
            "{\"a\":1}}",
            "01",
            "\"\n\"",
        ] {
            assert!(
                of(wrong).unwrap_err().contains("is not valid JSON"),
                "{wrong}"
            );
        }
    }
}
