//! The setters of the class `URL`: <https://url.spec.whatwg.org/#api>.
use crate::parser::{State, change};
use crate::percent::{self, Set};
use crate::url::{Path, Url};

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Protocol,
    Username,
    Password,
    Host,
    Hostname,
    Port,
    Pathname,
    Search,
    Hash,
}

impl Part {
    /// The part of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Part> {
        Some(match name {
            "protocol" => Part::Protocol,
            "username" => Part::Username,
            "password" => Part::Password,
            "host" => Part::Host,
            "hostname" => Part::Hostname,
            "port" => Part::Port,
            "pathname" => Part::Pathname,
            "search" => Part::Search,
            "hash" => Part::Hash,
            _ => return None,
        })
    }
}

/// Gives `url` a new part; a value that the standard refuses changes nothing.
pub fn set(url: &mut Url, part: Part, value: &str) {
    match part {
        Part::Protocol => change(url, &format!("{value}:"), State::SchemeStart),
        Part::Username if !url.has_no_authority() => url.username = encoded(value),
        Part::Password if !url.has_no_authority() => url.password = encoded(value),
        Part::Host if !url.has_opaque_path() => change(url, value, State::Host),
        Part::Hostname if !url.has_opaque_path() => change(url, value, State::Hostname),
        Part::Port if !url.has_no_authority() => {
            if value.is_empty() {
                url.port = None;
            } else {
                change(url, value, State::Port);
            }
        }
        Part::Pathname if !url.has_opaque_path() => {
            url.path = Path::default();
            change(url, value, State::PathStart);
        }
        Part::Search => set_search(url, value),
        Part::Hash => set_hash(url, value),
        _ => (),
    }
}

fn encoded(value: &str) -> String {
    let mut text = String::new();
    percent::push_str(&mut text, value, Set::Userinfo);
    text
}

fn set_search(url: &mut Url, value: &str) {
    url.query = None;
    if !value.is_empty() {
        url.query = Some(String::new());
        change(url, value.strip_prefix('?').unwrap_or(value), State::Query);
    }
}

fn set_hash(url: &mut Url, value: &str) {
    url.fragment = None;
    if !value.is_empty() {
        url.fragment = Some(String::new());
        change(
            url,
            value.strip_prefix('#').unwrap_or(value),
            State::Fragment,
        );
    }
}
