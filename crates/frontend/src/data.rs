//! Modules that are not code: JSON, text and bytes.

use crate::files;
use crate::origins::Origins;
use crate::package::malformed;
use crate::parse::{Facts, Parsed};
use crate::problem::Problem;
use crate::recipe::Content;
use jsc_abi::Goal;
use serde_json::Value;
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

/// The keys of a JSON object, which modules can import by name.
fn keys(json: &[u8], shown: &str) -> Result<Vec<String>, Problem> {
    match serde_json::from_slice::<Value>(json) {
        Ok(Value::Object(object)) => Ok(object.into_iter().map(|(key, _)| key).collect()),
        Ok(_) => Ok(Vec::new()),
        Err(error) => {
            let text = String::from_utf8_lossy(json).into_owned();
            Err(malformed(shown.to_owned(), text, &error))
        }
    }
}
