//! A file that may hold a configuration: read within limits and parsed.
use crate::failure::Failure;
use crate::files::reason;
use jsc_compiler::Problem;
use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Name of a file that is a configuration as a whole.
pub const CONFIG: &str = "jsc.config.json";

/// Name of a file that may hold one.
pub const PACKAGE: &str = "package.json";

/// Key of package.json that holds one.
pub const KEY: &str = "jsc";

/// Bytes that such a file may have.
const MAX_BYTES: u64 = 1 << 20;

/// The text of a file.
#[derive(Debug)]
pub struct Document {
    /// As messages name it.
    pub name: String,
    /// Where relative paths in it start.
    pub folder: PathBuf,
    pub text: String,
    is_package: bool,
}

impl Document {
    /// Reads a file that the user named.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read_named(path: &Path, cwd: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let path = cwd.join(path);
        match read(&path) {
            Ok(Some(text)) => Ok(Document::new(name, &path, text)),
            Ok(None) if path.is_dir() => Err(unreadable(&name, "it is a directory")),
            Ok(None) => Err(unreadable(&name, "no such file")),
            Err(why) => Err(unreadable(&name, &why)),
        }
    }

    /// Reads a file if it is there.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read_found(path: &Path, cwd: &Path) -> Result<Option<Self>, Failure> {
        let shown = path.strip_prefix(cwd).unwrap_or(path);
        let name = shown.display().to_string();
        let text = read(path).map_err(|why| unreadable(&name, &why))?;
        Ok(text.map(|text| Document::new(name, path, text)))
    }

    fn new(name: String, path: &Path, text: String) -> Self {
        Document {
            name,
            folder: path.parent().unwrap_or(path).to_owned(),
            text,
            is_package: path.file_name().is_some_and(|name| name == PACKAGE),
        }
    }

    /// The configuration in the parsed text: none in a package.json without the key.
    ///
    /// # Errors
    /// The text is no JSON, or holds something else than an object.
    pub fn config(&self) -> Result<Option<Config<'_>>, Failure> {
        let options = ParseOptions {
            allow_comments: !self.is_package,
            allow_trailing_commas: !self.is_package,
            ..STRICT
        };
        let root = parse_to_ast(&self.text, &CollectOptions::default(), &options)
            .map_err(|error| self.malformed(&error))?
            .value;
        if !self.is_package {
            return match root {
                Some(Value::Object(object)) => Ok(Some(Config { object, key: None })),
                Some(other) => Err(self.no_object(other.start()..other.end())),
                None => Err(self.no_object(0..0)),
            };
        }
        let Some(Value::Object(root)) = root else {
            return Ok(None);
        };
        let mut held = root.properties.into_iter().filter(is_ours);
        let Some(first) = held.next() else {
            return Ok(None);
        };
        let key = first.name.start()..first.name.end();
        if let Some(second) = held.next() {
            let at = second.name.start()..second.name.end();
            return Err(self.fault(format!("the key `{KEY}` is there twice"), at));
        }
        match first.value {
            Value::Object(object) => Ok(Some(Config {
                object,
                key: Some(key),
            })),
            other => Err(self.no_object(other.start()..other.end())),
        }
    }

    /// One error at a place in the text.
    pub fn fault(&self, message: String, at: std::ops::Range<usize>) -> Failure {
        Problem::error(message)
            .in_text(&self.name, &self.text, at)
            .into()
    }

    fn no_object(&self, at: std::ops::Range<usize>) -> Failure {
        let what = match self.is_package {
            true => format!("`{KEY}` in `{}`", self.name),
            false => format!("`{}`", self.name),
        };
        self.fault(format!("{what} must be an object of flags and values"), at)
    }

    fn malformed(&self, error: &jsonc_parser::errors::ParseError) -> Failure {
        let reason = error.kind().to_string();
        let mut letters = reason.chars();
        let reason = letters
            .next()
            .map(|first| first.to_lowercase().chain(letters).collect::<String>())
            .unwrap_or_default();
        let message = format!("`{}` is not valid JSON: {reason}", self.name);
        self.fault(message, error.range().start..error.range().end)
    }
}

/// A configuration in a text.
#[derive(Debug)]
pub struct Config<'a> {
    pub object: Object<'a>,
    /// Where the key of package.json is that holds it.
    pub key: Option<std::ops::Range<usize>>,
}

/// JSON as RFC 8259 has it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

fn is_ours(property: &ObjectProp) -> bool {
    property.name.as_str() == KEY
}

fn unreadable(name: &str, why: &str) -> Failure {
    Failure::message(format!("cannot read `{name}`: {why}"))
}

/// The text, without a byte order mark; none when no file is there.
fn read(path: &Path) -> Result<Option<String>, String> {
    let file = match File::open(path) {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        file => file.map_err(|e| reason(&e))?,
    };
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| reason(&e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!(
            "it is larger than {} MiB, the limit for a configuration",
            MAX_BYTES >> 20
        ));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to();
        format!("not valid UTF-8 at byte offset {offset}")
    })?;
    Ok(Some(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    }))
}
