//! URLs as <https://url.spec.whatwg.org/> has them: the parser, the setters of the class `URL`, and the serializer.
//!
//! A URL that is kept as its serialization loses nothing: parsed again, it is the same.
pub mod host;
mod parser;
mod percent;
mod setters;
mod url;

pub use parser::Failure;
pub use setters::{Part, set};
pub use url::{Places, Url};

/// Parses a URL, relative to `base` if there is one.
///
/// # Errors
/// What the standard calls failure: `input` is no URL, or is relative and `base` is none that can be a base.
pub fn parse(input: &str, base: Option<&Url>) -> Result<Url, Failure> {
    parser::parse(input, base)
}
