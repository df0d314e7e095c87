//! What is said to the author: problems with a message, a place and a help text.

mod place;
mod source;

use miette::{Diagnostic, LabeledSpan, Severity, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use place::{Place, Position};
pub(crate) use source::SourceFile;

/// One error or warning, ready for a miette report handler.
#[derive(Debug, Clone)]
pub struct Problem {
    message: String,
    help: Option<String>,
    severity: Severity,
    source: Option<Arc<SourceFile>>,
    /// What the problem is about: byte ranges of the source, and texts.
    ranges: Vec<(Range<usize>, Option<String>)>,
    /// The ranges as far as a code frame shows them.
    labels: Vec<LabeledSpan>,
}

impl Problem {
    /// An error without a place.
    pub fn error(message: impl Into<String>) -> Self {
        Problem {
            message: message.into(),
            help: None,
            severity: Severity::Error,
            source: None,
            ranges: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// A warning without a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Problem {
            severity: Severity::Warning,
            ..Problem::error(message)
        }
    }

    /// Adds what the author could do.
    pub fn with_help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }

    /// The same place with another message, as a warning.
    pub(crate) fn into_warning(self, message: String) -> Self {
        Problem {
            message,
            severity: Severity::Warning,
            ..self
        }
    }

    /// Adds a line to what the author could do.
    pub(crate) fn with_note(mut self, note: Option<String>) -> Self {
        let parts: Vec<_> = self.help.into_iter().chain(note).collect();
        self.help = (!parts.is_empty()).then(|| parts.join("\n"));
        self
    }

    /// Adds the place: byte ranges of `file`, each with a text, the first being
    /// the one that the header of the code frame names.
    pub(crate) fn at<L>(mut self, file: &Arc<SourceFile>, labels: L) -> Self
    where
        L: IntoIterator<Item = (Range<usize>, Option<String>)>,
    {
        self.ranges = labels.into_iter().collect();
        self.labels = file.labels(self.ranges.iter().cloned());
        self.source = Some(Arc::clone(file));
        self
    }

    /// Adds the place: a byte range of a text, which messages call `name`.
    pub fn in_text(self, name: &str, text: &str, range: Range<usize>) -> Self {
        self.at(&Arc::new(SourceFile::new(name, text)), [(range, None)])
    }

    /// The same as an error, which fails a build.
    pub fn into_error(self) -> Self {
        Problem {
            severity: Severity::Error,
            ..self
        }
    }

    /// Whether it has a place in a text.
    pub(crate) fn has_place(&self) -> bool {
        self.source.is_some()
    }

    /// Whether this is a warning, not an error.
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the author could do.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The file that it is about, as messages name it.
    pub fn file_name(&self) -> Option<&str> {
        self.source.as_deref().map(SourceFile::name)
    }

    /// Where in the file; the first place is the one that matters most.
    pub fn places(&self) -> Vec<Place> {
        let Some(source) = &self.source else {
            return Vec::new();
        };
        let place = |(range, text): &(Range<usize>, Option<String>)| Place {
            start: source.position_at(range.start),
            end: source.position_at(range.end.max(range.start)),
            text: text.clone(),
        };
        self.ranges.iter().map(place).collect()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source
            .as_deref()
            .map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }
}

/// Problems that one build reports one by one; the others are counted.
const MAX_PROBLEMS: usize = 20;

/// Why there is no Program: every error of the build, not just the first.
///
/// To print it, report each of [`problems`](FrontendError::problems) and then
/// say how many were [`omitted`](FrontendError::omitted). As a
/// [`miette::Diagnostic`] in its own right it is its only problem, or a heading
/// with the problems related to it.
#[derive(Debug, Clone, Default)]
pub struct FrontendError {
    problems: Vec<Problem>,
    omitted: usize,
}

impl FrontendError {
    /// The errors, at least one, in the order of the modules they are in.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many more errors there are than [`problems`](Self::problems) has.
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.omitted += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    fn only(&self) -> Option<&Problem> {
        match &self.problems[..] {
            [problem] => Some(problem),
            _ => None,
        }
    }
}

impl From<Problem> for FrontendError {
    fn from(problem: Problem) -> Self {
        FrontendError {
            problems: vec![problem],
            omitted: 0,
        }
    }
}

impl fmt::Display for FrontendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.only() {
            Some(problem) => problem.fmt(f),
            None => write!(f, "{} errors", self.problems.len() + self.omitted),
        }
    }
}

impl std::error::Error for FrontendError {}

impl Diagnostic for FrontendError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        match self.only() {
            Some(problem) => problem.help(),
            None if self.omitted > 0 => Some(Box::new(format!("and {} more", self.omitted))),
            None => None,
        }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.only()?.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.only()?.labels()
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        match self.only() {
            Some(_) => None,
            None => Some(Box::new(self.problems.iter().map(|p| p as &dyn Diagnostic))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(count: usize) -> FrontendError {
        let mut error = FrontendError::default();
        for i in 0..count {
            error.push(Problem::error(format!("problem {i}")).with_help(format!("help {i}")));
        }
        error
    }

    #[test]
    fn places_are_not_cut_to_the_frame() {
        let text = format!("é😀 {}\n\n\n\n\nx", "y".repeat(500));
        let problem = Problem::warning("m").in_text("a.js", &text, 6..text.len() + 9);
        let at = |line, column| Position { line, column };
        let place = Place {
            start: at(1, 4),
            end: at(6, 2),
            text: None,
        };
        assert_eq!(problem.places(), [place]);
        assert_eq!(problem.file_name(), Some("a.js"));
        assert!(problem.is_warning() && !problem.clone().into_error().is_warning());
    }

    #[test]
    fn one_problem_speaks_for_itself() {
        let error = failure(1);
        assert_eq!(error.to_string(), "problem 0");
        assert_eq!(error.help().map(|h| h.to_string()), Some("help 0".into()));
        assert!(error.related().is_none());
    }

    #[test]
    fn many_problems_are_counted_beyond_the_cap() {
        let error = failure(MAX_PROBLEMS + 3);
        assert_eq!((error.problems().len(), error.omitted()), (MAX_PROBLEMS, 3));
        assert_eq!(error.to_string(), format!("{} errors", MAX_PROBLEMS + 3));
        assert_eq!(
            error.help().map(|h| h.to_string()),
            Some("and 3 more".into())
        );
        assert_eq!(error.related().map(Iterator::count), Some(MAX_PROBLEMS));
    }
}
