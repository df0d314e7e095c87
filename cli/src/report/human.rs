//! Messages as people read them: code frames, and lines about what was done.
use super::Made;
use anstyle::{AnsiColor, Style};
use jsc_compiler::Problem;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::io::{IsTerminal, Write, stderr};

/// A count of bytes as people read it: `742 KB`, with 1 KB = 1000 bytes.
pub fn human_bytes(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} KB", (bytes as f64 / 1e3).round()),
        _ => format!("{:.2} MB", bytes as f64 / 1e6),
    }
}

/// Prints to stderr. A closed stderr leaves nobody to tell.
pub fn print(text: &str) {
    // anstream removes the colours where they are not wanted.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// A code frame for a problem that has a place in a text, a line for any other.
pub fn rendered(problem: &Problem) -> String {
    let theme = if stderr().is_terminal() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(100);
    let mut text = String::new();
    let is_plain = problem.source_code().is_none() && problem.help_text().is_none();
    if is_plain || handler.render_report(&mut text, problem).is_err() {
        text = plain(problem);
    }
    text
}

fn plain(problem: &Problem) -> String {
    if problem.is_warning() {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
        return format!("{style}warning:{style:#} {problem}\n");
    }
    format!("error: {problem}\n")
}

/// A row for each program, the columns aligned.
pub fn table(rows: &[Made<'_>]) -> String {
    let cells: Vec<[String; 4]> = rows.iter().map(cells).collect();
    let width = |column: usize| {
        let cells = cells.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let (name, size, kind) = (width(0), width(1), width(2));
    cells
        .iter()
        .map(|row| {
            let [a, b, c, d] = row;
            let line = format!("  {a:name$}  {b:>size$}  {c:kind$}  {d}");
            format!("{}\n", line.trim_end())
        })
        .collect()
}

fn cells(made: &Made<'_>) -> [String; 4] {
    match &made.result {
        Ok(artifact) => [
            match &*made.output {
                "-" => "stdout".into(),
                path => path.to_owned(),
            },
            human_bytes(artifact.bytes),
            format!("({})", artifact.kind),
            format!("in {} ms", made.ms),
        ],
        Err(errors) => {
            let s = if *errors == 1 { "" } else { "s" };
            [
                made.entry.clone(),
                "failed".into(),
                format!("({errors} error{s})"),
                String::new(),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::human_bytes;

    #[test]
    fn sizes_have_three_figures_at_most() {
        assert_eq!(human_bytes(999), "999 B");
        assert_eq!(human_bytes(742_300), "742 KB");
        assert_eq!(human_bytes(1_359_071), "1.36 MB");
    }
}
