//! A URL, and its serialization: <https://url.spec.whatwg.org/#url-representation>, #url-serializing.
use crate::percent::Set;
use std::fmt::Write;

/// A URL record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    pub(crate) scheme: String,
    pub(crate) username: String,
    pub(crate) password: String,
    /// Serialized; empty for the empty host.
    pub(crate) host: Option<String>,
    pub(crate) port: Option<u16>,
    pub(crate) path: Path,
    pub(crate) query: Option<String>,
    pub(crate) fragment: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Path {
    Opaque(String),
    Segments(Vec<String>),
}

impl Default for Path {
    fn default() -> Self {
        Path::Segments(Vec::new())
    }
}

/// Where the parts of a URL are in its serialization, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Of the colon after the scheme.
    pub scheme_end: usize,
    pub username_end: usize,
    pub host_start: usize,
    pub host_end: usize,
    pub port: Option<u16>,
    pub path_start: usize,
    /// Of the question mark.
    pub query_start: Option<usize>,
    /// Of the number sign.
    pub fragment_start: Option<usize>,
}

pub(crate) fn is_special(scheme: &str) -> bool {
    matches!(scheme, "ftp" | "file" | "http" | "https" | "ws" | "wss")
}

pub(crate) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "ftp" => Some(21),
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        _ => None,
    }
}

/// "Windows drive letter"
pub(crate) fn is_drive(segment: &str) -> bool {
    matches!(segment.as_bytes(), [letter, b':' | b'|'] if letter.is_ascii_alphabetic())
}

impl Url {
    pub(crate) fn is_special(&self) -> bool {
        is_special(&self.scheme)
    }

    pub(crate) fn has_opaque_path(&self) -> bool {
        matches!(self.path, Path::Opaque(_))
    }

    pub(crate) fn has_credentials(&self) -> bool {
        !self.username.is_empty() || !self.password.is_empty()
    }

    /// "cannot have a username/password/port"
    pub(crate) fn has_no_authority(&self) -> bool {
        self.host.as_deref().is_none_or(str::is_empty) || self.scheme == "file"
    }

    pub(crate) fn query_set(&self) -> Set {
        if self.is_special() {
            Set::SpecialQuery
        } else {
            Set::Query
        }
    }

    /// The segments of a path that is not opaque; of an opaque one none.
    pub(crate) fn segments(&self) -> &[String] {
        match &self.path {
            Path::Opaque(_) => &[],
            Path::Segments(segments) => segments,
        }
    }

    pub(crate) fn segments_mut(&mut self) -> &mut Vec<String> {
        if self.has_opaque_path() {
            self.path = Path::default();
        }
        match &mut self.path {
            Path::Segments(segments) => segments,
            Path::Opaque(_) => unreachable!("the path was made one of segments"),
        }
    }

    /// "shorten a URL's path"
    pub(crate) fn shorten_path(&mut self) {
        let is_file = self.scheme == "file";
        let segments = self.segments_mut();
        let is_drive_alone =
            matches!(&segments[..], [only] if is_drive(only) && only.ends_with(':'));
        if !(is_file && is_drive_alone) {
            segments.pop();
        }
    }

    /// The serialization, which is ASCII, and the places in it.
    #[must_use]
    pub fn serialize(&self) -> (String, Places) {
        let mut text = format!("{}:", self.scheme);
        let mut places = Places {
            scheme_end: self.scheme.len(),
            port: self.port,
            ..Places::default()
        };
        if let Some(host) = &self.host {
            self.push_authority(host, &mut text, &mut places);
        } else {
            (places.username_end, places.host_start, places.host_end) =
                (text.len(), text.len(), text.len());
            // A path must not look like an authority.
            if matches!(self.segments(), [first, _, ..] if first.is_empty()) {
                text.push_str("/.");
            }
        }
        places.path_start = text.len();
        match &self.path {
            Path::Opaque(path) => text.push_str(path),
            Path::Segments(segments) => segments.iter().for_each(|segment| {
                text.push('/');
                text.push_str(segment);
            }),
        }
        places.query_start = push_part(&mut text, '?', self.query.as_deref());
        places.fragment_start = push_part(&mut text, '#', self.fragment.as_deref());
        (text, places)
    }

    fn push_authority(&self, host: &str, text: &mut String, places: &mut Places) {
        text.push_str("//");
        text.push_str(&self.username);
        places.username_end = text.len();
        if !self.password.is_empty() {
            text.push(':');
            text.push_str(&self.password);
        }
        if self.has_credentials() {
            text.push('@');
        }
        places.host_start = text.len();
        text.push_str(host);
        places.host_end = text.len();
        if let Some(port) = self.port {
            // Writing to a String cannot fail.
            let _ = write!(text, ":{port}");
        }
    }
}

/// Appends a part that may be absent; returns where its mark is.
fn push_part(text: &mut String, mark: char, part: Option<&str>) -> Option<usize> {
    let start = text.len();
    let part = part?;
    text.push(mark);
    text.push_str(part);
    Some(start)
}
