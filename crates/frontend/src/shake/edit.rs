//! Takes the statements and specifiers that are not needed out of a text, which
//! keeps its length in bytes and in UTF-16 code units, and its lines.

use super::Kept;
use crate::parse::{Facts, Statement, StatementKind, Wanted};
use std::ops::Range;

/// The text without what is not kept, and without import attributes; `None` when
/// nothing changes.
pub(crate) fn apply(text: &str, facts: &Facts, kept: &Kept) -> Option<String> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (i, statement) in facts.statements.iter().enumerate() {
        let new = match kept.statements[i] {
            // Where lines end without semicolons, the neighbours must not join.
            false => Some(";".to_owned()),
            true => rewritten(text, statement, &kept.specifiers[i]),
        };
        edits.extend(new.map(|new| (statement.span.clone(), new)));
    }
    let is_within = |outer: &Range<usize>, inner: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    let free = facts
        .attributes
        .iter()
        .filter(|attributes| !edits.iter().any(|(range, _)| is_within(range, attributes)));
    let mut all: Vec<_> = free.map(|range| (range.clone(), String::new())).collect();
    all.append(&mut edits);
    all.sort_by_key(|(range, _)| range.start);
    (!all.is_empty()).then(|| replaced(text, &all))
}

/// An import or export with only some of its specifiers; `None` when it keeps all.
fn rewritten(text: &str, statement: &Statement, kept: &[bool]) -> Option<String> {
    if kept.iter().all(|kept| *kept) {
        return None;
    }
    let (keyword, wanted, from) = match &statement.kind {
        StatementKind::Import(from, wanted) => ("import", wanted, Some(&from.span)),
        StatementKind::ExportFrom(from, wanted) => ("export", wanted, Some(&from.span)),
        StatementKind::ExportList(wanted) => ("export", wanted, None),
        _ => return None,
    };
    let wanted: Vec<_> = wanted.iter().zip(kept).filter(|(_, kept)| **kept).collect();
    let source = from.map_or("", |span| &text[span.clone()]);
    if wanted.is_empty() {
        // An `export` from a module is left as an import of it for its effects.
        return Some(match from {
            Some(_) => format!("import{source};"),
            None => String::new(),
        });
    }
    let clause = clause(text, wanted.into_iter().map(|(wanted, _)| wanted), keyword);
    Some(match from {
        Some(_) => format!("{keyword}{clause}from{source};"),
        None => format!("{keyword}{clause};"),
    })
}

/// `{a as b,c}`, with a default or namespace import before it.
fn clause<'a>(text: &str, wanted: impl Iterator<Item = &'a Wanted>, keyword: &str) -> String {
    let (mut braced, mut bare) = (Vec::new(), Vec::new());
    for one in wanted {
        let written = &text[one.span.clone()];
        // Only an import has specifiers without braces: a lone name for the
        // default, or a namespace.
        let is_bare =
            keyword == "import" && (one.from == "*" || one.from == "default" && written == one.to);
        match is_bare {
            true => bare.push(written),
            false => braced.push(written),
        }
    }
    let mut clause = bare.join(",");
    if !clause.is_empty() {
        clause.insert(0, ' ');
    }
    if !braced.is_empty() {
        let comma = if clause.is_empty() { "" } else { "," };
        clause.push_str(&format!("{comma}{{{}}}", braced.join(",")));
    } else {
        clause.push(' ');
    }
    clause
}

fn replaced(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        fill(&mut out, &text[range.clone()], new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Appends `new` and white space that make up for `old`: its bytes, its UTF-16
/// code units, its line breaks.
fn fill(out: &mut String, old: &str, new: &str) {
    let breaks: String = old
        .chars()
        .filter(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'))
        .collect();
    let units = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    let bytes_left = old.len().saturating_sub(new.len() + breaks.len());
    let units_left = units(old).saturating_sub(units(new) + units(&breaks));
    // A no-break space has two bytes, an ideographic space three, both one unit.
    let more = bytes_left.saturating_sub(units_left);
    let (three, two) = (more / 2, more % 2);
    let one = units_left.saturating_sub(three + two);
    let last = old.rfind('\n').map_or(0, |at| old.len() - at - 1).min(one);
    out.push_str(new);
    out.push_str(&"\u{3000}".repeat(three));
    out.push_str(&"\u{a0}".repeat(two));
    out.push_str(&" ".repeat(one - last));
    out.push_str(&breaks);
    out.push_str(&" ".repeat(last));
}
