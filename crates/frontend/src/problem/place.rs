//! Places in a text as editors count them.

/// Between two characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// One-based.
    pub line: usize,
    /// One-based, in UTF-16 code units.
    pub column: usize,
}

/// A stretch of a text that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
    /// What is to be said of it.
    pub text: Option<String>,
}
