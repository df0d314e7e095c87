//! The parser: <https://url.spec.whatwg.org/#concept-basic-url-parser>, a state to a method.
use crate::host;
use crate::percent::{self, Set};
use crate::url::{Path, Url, default_port, is_drive, is_special};
use std::fmt;

/// The input is no URL; the standard does not say more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Invalid URL")
    }
}

impl std::error::Error for Failure {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    SchemeStart,
    Scheme,
    NoScheme,
    SpecialRelativeOrAuthority,
    PathOrAuthority,
    Relative,
    RelativeSlash,
    SpecialAuthoritySlashes,
    SpecialAuthorityIgnoreSlashes,
    Authority,
    Host,
    Hostname,
    Port,
    File,
    FileSlash,
    FileHost,
    PathStart,
    Path,
    OpaquePath,
    Query,
    Fragment,
}

/// What comes after a code point was looked at.
enum Step {
    /// The next code point.
    Next,
    /// The same code point in another state: "decrease pointer by 1".
    Again,
    /// "return"
    End,
}

type Outcome = Result<Step, Failure>;

pub(crate) fn parse(input: &str, base: Option<&Url>) -> Result<Url, Failure> {
    let input = without_breaks(input.trim_matches(|c| c <= ' '));
    let mut machine = Machine::new(&input, Url::default(), base, State::SchemeStart, false);
    machine.run()?;
    Ok(machine.url)
}

/// Runs the parser for one part of `url`: with a "state override". What was set before a failure stays.
pub(crate) fn change(url: &mut Url, input: &str, state: State) {
    let input = without_breaks(input);
    let mut machine = Machine::new(&input, std::mem::take(url), None, state, true);
    // The standard's setters do not tell.
    let _ = machine.run();
    *url = machine.url;
}

fn without_breaks(input: &str) -> Vec<char> {
    input
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect()
}

struct Machine<'a> {
    input: &'a [char],
    at: usize,
    /// Where what is in the buffer begins, in the authority.
    mark: usize,
    url: Url,
    base: Option<&'a Url>,
    state: State,
    /// Whether one part alone is parsed.
    is_override: bool,
    /// The state that the machine started in.
    only: State,
    buffer: String,
    has_at_sign: bool,
    is_in_brackets: bool,
    has_password: bool,
}

impl<'a> Machine<'a> {
    fn new(
        input: &'a [char],
        url: Url,
        base: Option<&'a Url>,
        state: State,
        is_override: bool,
    ) -> Self {
        Machine {
            input,
            at: 0,
            mark: 0,
            url,
            base,
            state,
            is_override,
            only: state,
            buffer: String::new(),
            has_at_sign: false,
            is_in_brackets: false,
            has_password: false,
        }
    }

    fn run(&mut self) -> Result<(), Failure> {
        loop {
            let c = self.input.get(self.at).copied();
            match self.step(c)? {
                Step::Again => (),
                Step::Next if self.at >= self.input.len() => return Ok(()),
                Step::Next => self.at += 1,
                Step::End => return Ok(()),
            }
        }
    }

    fn step(&mut self, c: Option<char>) -> Outcome {
        match self.state {
            State::SchemeStart => self.scheme_start(c),
            State::Scheme => self.scheme(c),
            State::NoScheme => self.no_scheme(c),
            State::SpecialRelativeOrAuthority => self.special_relative_or_authority(c),
            State::PathOrAuthority => Ok(self.path_or_authority(c)),
            State::Relative => self.relative(c),
            State::RelativeSlash => self.relative_slash(c),
            State::SpecialAuthoritySlashes => Ok(self.special_authority_slashes(c)),
            State::SpecialAuthorityIgnoreSlashes => Ok(self.special_authority_ignore_slashes(c)),
            State::Authority => self.authority(c),
            State::Host | State::Hostname => self.host(c),
            State::Port => self.port(c),
            State::File => Ok(self.file(c)),
            State::FileSlash => Ok(self.file_slash(c)),
            State::FileHost => self.file_host(c),
            State::PathStart => Ok(self.path_start(c)),
            State::Path => Ok(self.path(c)),
            State::OpaquePath => Ok(self.opaque_path(c)),
            State::Query => Ok(self.query(c)),
            State::Fragment => Ok(self.fragment(c)),
        }
    }

    fn go(&mut self, state: State) -> Step {
        self.state = state;
        Step::Next
    }

    fn go_again(&mut self, state: State) -> Step {
        self.state = state;
        Step::Again
    }

    /// Leaves out the next code point, which was looked at with this one.
    fn go_past_next(&mut self, state: State) -> Step {
        self.at += 1;
        self.go(state)
    }

    fn go_to_query(&mut self) -> Step {
        self.url.query = Some(String::new());
        self.go(State::Query)
    }

    fn go_to_fragment(&mut self) -> Step {
        self.url.fragment = Some(String::new());
        self.go(State::Fragment)
    }

    fn is_next(&self, c: char) -> bool {
        self.input.get(self.at + 1) == Some(&c)
    }

    /// A slash, or a backslash in a special URL.
    fn is_slash(&self, c: Option<char>) -> bool {
        c == Some('/') || self.url.is_special() && c == Some('\\')
    }

    fn ends_authority(&self, c: Option<char>) -> bool {
        matches!(c, None | Some('?' | '#')) || self.is_slash(c)
    }

    fn base(&self) -> Result<&Url, Failure> {
        self.base.ok_or(Failure)
    }

    fn scheme_start(&mut self, c: Option<char>) -> Outcome {
        match c {
            Some(c) if c.is_ascii_alphabetic() => {
                self.buffer.push(c.to_ascii_lowercase());
                Ok(self.go(State::Scheme))
            }
            _ if self.is_override => Err(Failure),
            _ => Ok(self.go_again(State::NoScheme)),
        }
    }

    fn scheme(&mut self, c: Option<char>) -> Outcome {
        match c {
            Some(c) if c.is_ascii_alphanumeric() || "+-.".contains(c) => {
                self.buffer.push(c.to_ascii_lowercase());
                Ok(Step::Next)
            }
            Some(':') if self.is_override => Ok(self.change_scheme()),
            Some(':') => {
                self.url.scheme = std::mem::take(&mut self.buffer);
                Ok(self.after_scheme())
            }
            _ if self.is_override => Err(Failure),
            _ => {
                self.buffer.clear();
                self.at = 0;
                Ok(self.go_again(State::NoScheme))
            }
        }
    }

    /// A scheme becomes no special one if it is not, nor the other way round; a file has no authority.
    fn change_scheme(&mut self) -> Step {
        let has_authority = self.url.has_credentials() || self.url.port.is_some();
        let is_hostless_file = self.url.scheme == "file" && self.url.host.as_deref() == Some("");
        let is_refused = is_special(&self.buffer) != self.url.is_special()
            || has_authority && self.buffer == "file"
            || is_hostless_file;
        if !is_refused {
            self.url.scheme = std::mem::take(&mut self.buffer);
            self.url.port = self
                .url
                .port
                .filter(|&port| Some(port) != default_port(&self.url.scheme));
        }
        Step::End
    }

    fn after_scheme(&mut self) -> Step {
        if self.url.scheme == "file" {
            self.go(State::File)
        } else if self.url.is_special() {
            let is_same = self.base.is_some_and(|base| base.scheme == self.url.scheme);
            self.go(if is_same {
                State::SpecialRelativeOrAuthority
            } else {
                State::SpecialAuthoritySlashes
            })
        } else if self.is_next('/') {
            self.go_past_next(State::PathOrAuthority)
        } else {
            self.url.path = Path::Opaque(String::new());
            self.go(State::OpaquePath)
        }
    }

    fn no_scheme(&mut self, c: Option<char>) -> Outcome {
        let base = self.base()?;
        if base.has_opaque_path() {
            if c != Some('#') {
                return Err(Failure);
            }
            self.url = Url {
                fragment: None,
                ..base.clone()
            };
            return Ok(self.go_to_fragment());
        }
        let is_file = base.scheme == "file";
        Ok(self.go_again(if is_file {
            State::File
        } else {
            State::Relative
        }))
    }

    fn special_relative_or_authority(&mut self, c: Option<char>) -> Outcome {
        Ok(if c == Some('/') && self.is_next('/') {
            self.go_past_next(State::SpecialAuthorityIgnoreSlashes)
        } else {
            self.go_again(State::Relative)
        })
    }

    fn path_or_authority(&mut self, c: Option<char>) -> Step {
        if c == Some('/') {
            self.go(State::Authority)
        } else {
            self.go_again(State::Path)
        }
    }

    fn relative(&mut self, c: Option<char>) -> Outcome {
        let base = self.base()?.clone();
        self.url.scheme.clone_from(&base.scheme);
        if self.is_slash(c) {
            return Ok(self.go(State::RelativeSlash));
        }
        self.url = Url {
            fragment: None,
            ..base
        };
        Ok(self.relative_path(c))
    }

    /// A reference that replaces the base's query or fragment, or the end of its path.
    fn relative_path(&mut self, c: Option<char>) -> Step {
        match c {
            Some('?') => self.go_to_query(),
            Some('#') => self.go_to_fragment(),
            Some(_) => {
                self.url.query = None;
                self.url.shorten_path();
                self.go_again(State::Path)
            }
            None => Step::Next,
        }
    }

    fn relative_slash(&mut self, c: Option<char>) -> Outcome {
        if self.url.is_special() && matches!(c, Some('/' | '\\')) {
            return Ok(self.go(State::SpecialAuthorityIgnoreSlashes));
        }
        if c == Some('/') {
            return Ok(self.go(State::Authority));
        }
        let Url {
            username,
            password,
            host,
            port,
            ..
        } = self.base()?.clone();
        self.url = Url {
            username,
            password,
            host,
            port,
            ..std::mem::take(&mut self.url)
        };
        Ok(self.go_again(State::Path))
    }

    fn special_authority_slashes(&mut self, c: Option<char>) -> Step {
        if c == Some('/') && self.is_next('/') {
            self.go_past_next(State::SpecialAuthorityIgnoreSlashes)
        } else {
            self.go_again(State::SpecialAuthorityIgnoreSlashes)
        }
    }

    fn special_authority_ignore_slashes(&mut self, c: Option<char>) -> Step {
        if matches!(c, Some('/' | '\\')) {
            Step::Next
        } else {
            self.go_again(State::Authority)
        }
    }

    fn authority(&mut self, c: Option<char>) -> Outcome {
        if self.buffer.is_empty() {
            self.mark = self.at;
        }
        if c == Some('@') {
            self.credentials();
            return Ok(Step::Next);
        }
        if !self.ends_authority(c) {
            self.buffer.extend(c);
            return Ok(Step::Next);
        }
        if self.has_at_sign && self.buffer.is_empty() {
            return Err(Failure);
        }
        self.at = self.mark;
        self.buffer.clear();
        Ok(self.go_again(State::Host))
    }

    /// What is in the buffer stands before an at sign.
    fn credentials(&mut self) {
        let buffer = std::mem::take(&mut self.buffer);
        // An earlier at sign belongs to them.
        let earlier = if self.has_at_sign { "%40" } else { "" };
        self.has_at_sign = true;
        for c in earlier.chars().chain(buffer.chars()) {
            if c == ':' && !self.has_password {
                self.has_password = true;
                continue;
            }
            let part = if self.has_password {
                &mut self.url.password
            } else {
                &mut self.url.username
            };
            percent::push(part, c, Set::Userinfo);
        }
    }

    fn host(&mut self, c: Option<char>) -> Outcome {
        if self.is_override && self.url.scheme == "file" {
            return Ok(self.go_again(State::FileHost));
        }
        if c == Some(':') && !self.is_in_brackets {
            if self.buffer.is_empty() || self.is_override && self.only == State::Hostname {
                return Err(Failure);
            }
            self.take_host()?;
            return Ok(self.go(State::Port));
        }
        if !self.ends_authority(c) {
            match c {
                Some('[') => self.is_in_brackets = true,
                Some(']') => self.is_in_brackets = false,
                _ => (),
            }
            self.buffer.extend(c);
            return Ok(Step::Next);
        }
        if self.buffer.is_empty() {
            let has_authority = self.url.has_credentials() || self.url.port.is_some();
            if self.url.is_special() || self.is_override && has_authority {
                return Err(Failure);
            }
        }
        self.take_host()?;
        Ok(if self.is_override {
            Step::End
        } else {
            self.go_again(State::PathStart)
        })
    }

    fn take_host(&mut self) -> Result<(), Failure> {
        let buffer = std::mem::take(&mut self.buffer);
        self.url.host = Some(host::parse(&buffer, !self.url.is_special())?);
        Ok(())
    }

    fn port(&mut self, c: Option<char>) -> Outcome {
        match c {
            Some(c) if c.is_ascii_digit() => {
                self.buffer.push(c);
                return Ok(Step::Next);
            }
            _ if self.ends_authority(c) || self.is_override => (),
            _ => return Err(Failure),
        }
        if !self.buffer.is_empty() {
            let digits = self.buffer.trim_start_matches('0');
            let port = if digits.is_empty() {
                0
            } else {
                digits.parse::<u16>().map_err(|_| Failure)?
            };
            self.url.port = Some(port).filter(|_| Some(port) != default_port(&self.url.scheme));
            self.buffer.clear();
            if self.is_override {
                return Ok(Step::End);
            }
        }
        if self.is_override {
            return Err(Failure);
        }
        Ok(self.go_again(State::PathStart))
    }

    fn base_file(&self) -> Option<&Url> {
        self.base.filter(|base| base.scheme == "file")
    }

    /// "starts with a Windows drive letter", of what is left of the input.
    fn is_at_drive(&self) -> bool {
        let rest = self.input.get(self.at..).unwrap_or_default();
        let text: String = rest.iter().take(2).collect();
        is_drive(&text) && matches!(rest.get(2), None | Some('/' | '\\' | '?' | '#'))
    }

    fn file(&mut self, c: Option<char>) -> Step {
        self.url.scheme = "file".to_owned();
        self.url.host = Some(String::new());
        if matches!(c, Some('/' | '\\')) {
            return self.go(State::FileSlash);
        }
        let Some(base) = self.base_file() else {
            return self.go_again(State::Path);
        };
        let (host, path, query) = (base.host.clone(), base.path.clone(), base.query.clone());
        self.url = Url {
            host,
            path,
            query,
            ..std::mem::take(&mut self.url)
        };
        if !matches!(c, None | Some('?' | '#')) && self.is_at_drive() {
            (self.url.query, self.url.path) = (None, Path::default());
            return self.go_again(State::Path);
        }
        self.relative_path(c)
    }

    fn file_slash(&mut self, c: Option<char>) -> Step {
        if matches!(c, Some('/' | '\\')) {
            return self.go(State::FileHost);
        }
        if let Some(base) = self.base_file() {
            let (host, first) = (base.host.clone(), base.segments().first().cloned());
            self.url.host = host;
            let drive = first.filter(|first| is_drive(first) && first.ends_with(':'));
            if let Some(drive) = drive.filter(|_| !self.is_at_drive()) {
                self.url.segments_mut().push(drive);
            }
        }
        self.go_again(State::Path)
    }

    fn file_host(&mut self, c: Option<char>) -> Outcome {
        if !matches!(c, None | Some('/' | '\\' | '?' | '#')) {
            self.buffer.extend(c);
            return Ok(Step::Next);
        }
        // A drive letter stays in the buffer, for the path.
        if !self.is_override && is_drive(&self.buffer) {
            return Ok(self.go_again(State::Path));
        }
        if self.buffer.is_empty() {
            self.url.host = Some(String::new());
        } else {
            self.take_host()?;
            self.url.host = self.url.host.take().map(|host| {
                if host == "localhost" {
                    String::new()
                } else {
                    host
                }
            });
        }
        Ok(if self.is_override {
            Step::End
        } else {
            self.go_again(State::PathStart)
        })
    }

    fn path_start(&mut self, c: Option<char>) -> Step {
        if self.url.is_special() {
            return if self.is_slash(c) {
                self.go(State::Path)
            } else {
                self.go_again(State::Path)
            };
        }
        match c {
            Some('?') if !self.is_override => self.go_to_query(),
            Some('#') if !self.is_override => self.go_to_fragment(),
            Some('/') => self.go(State::Path),
            Some(_) => self.go_again(State::Path),
            None => {
                if self.is_override && self.url.host.is_none() {
                    self.url.segments_mut().push(String::new());
                }
                Step::Next
            }
        }
    }

    fn path(&mut self, c: Option<char>) -> Step {
        let is_slash = self.is_slash(c);
        let ends = c.is_none() || is_slash || !self.is_override && matches!(c, Some('?' | '#'));
        match c {
            Some(c) if !ends => {
                percent::push(&mut self.buffer, c, Set::Path);
                return Step::Next;
            }
            _ => self.end_segment(is_slash),
        }
        match c {
            Some('?') => self.go_to_query(),
            Some('#') => self.go_to_fragment(),
            _ => Step::Next,
        }
    }

    /// The buffer is a whole segment; `is_slash` when another one follows.
    fn end_segment(&mut self, is_slash: bool) {
        let mut segment = std::mem::take(&mut self.buffer);
        if is_double_dot(&segment) {
            self.url.shorten_path();
            segment.clear();
        } else if is_single_dot(&segment) {
            segment.clear();
        } else {
            if self.url.scheme == "file" && self.url.segments().is_empty() && is_drive(&segment) {
                segment.pop();
                segment.push(':');
            }
            self.url.segments_mut().push(segment);
            return;
        }
        // Dots at the end leave a slash.
        if !is_slash {
            self.url.segments_mut().push(segment);
        }
    }

    fn opaque_path(&mut self, c: Option<char>) -> Step {
        match c {
            Some('?') => return self.go_to_query(),
            Some('#') => return self.go_to_fragment(),
            _ => (),
        }
        // A space before a query or fragment would be lost with them.
        let is_last_space = c == Some(' ') && (self.is_next('?') || self.is_next('#'));
        if let (Path::Opaque(path), Some(c)) = (&mut self.url.path, c) {
            if is_last_space {
                path.push_str("%20");
            } else {
                percent::push(path, c, Set::C0Control);
            }
        }
        Step::Next
    }

    fn query(&mut self, c: Option<char>) -> Step {
        let set = self.url.query_set();
        match c {
            Some('#') if !self.is_override => self.go_to_fragment(),
            Some(c) => {
                percent::push(self.url.query.get_or_insert_default(), c, set);
                Step::Next
            }
            None => Step::Next,
        }
    }

    fn fragment(&mut self, c: Option<char>) -> Step {
        if let Some(c) = c {
            percent::push(self.url.fragment.get_or_insert_default(), c, Set::Fragment);
        }
        Step::Next
    }
}

fn is_single_dot(segment: &str) -> bool {
    segment == "." || segment.eq_ignore_ascii_case("%2e")
}

fn is_double_dot(segment: &str) -> bool {
    ["..", ".%2e", "%2e.", "%2e%2e"]
        .iter()
        .any(|dots| segment.eq_ignore_ascii_case(dots))
}
