//! Tables for the terminal and for the documentation, plots, and the targets.
pub mod markdown;
mod svg;
mod targets;

use crate::results::{Measurement, Results};

/// The whole report as text.
pub fn terminal(results: &Results) -> String {
    let mut out = String::new();
    for (title, rows) in tables(results) {
        out += &format!("\n{title}\n{}", aligned(&rows));
    }
    let mut targets = targets::rows(results);
    targets.retain(|row| row[2] != "—" || row[5] != "—");
    if targets.len() > 1 {
        out += &format!("\ntargets\n{}", aligned(&targets));
    }
    for absence in &results.absent {
        out += &format!(
            "absent: {} {} ({})\n",
            absence.peer, absence.case, absence.reason
        );
    }
    out
}

/// A table for each work: a row for each case, a column for each peer.
fn tables(results: &Results) -> Vec<(String, Vec<Vec<String>>)> {
    let mut works: Vec<&str> = Vec::new();
    for m in &results.measurements {
        if !works.contains(&&*m.work) {
            works.push(&m.work);
        }
    }
    works
        .into_iter()
        .map(|work| (work.to_owned(), table(results, work)))
        .collect()
}

fn table(results: &Results, work: &str) -> Vec<Vec<String>> {
    let peers = results.names(work, |m| &m.peer);
    let cases = results.names(work, |m| &m.case);
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(peers.iter().cloned())
            .collect::<Vec<_>>(),
    ];
    for case in &cases {
        let cell = |peer: &String| {
            let m = results
                .measurements
                .iter()
                .find(|m| m.work == work && &m.case == case && &m.peer == peer);
            m.map_or("—".into(), show)
        };
        rows.push(
            std::iter::once(case.clone())
                .chain(peers.iter().map(cell))
                .collect(),
        );
    }
    if cases.len() > 1 && peers.iter().any(|p| p == "javy") {
        let ratio = |peer: &String| {
            results
                .ratio(work, peer, "javy")
                .map_or("—".into(), |(mean, _)| format!("{mean:.2} x"))
        };
        rows.push(
            std::iter::once("geometric mean, of Javy's".into())
                .chain(peers.iter().map(ratio))
                .collect(),
        );
    }
    rows
}

/// A value with its unit, and its spread where runs differ.
fn show(m: &Measurement) -> String {
    let value = quantity(m.value, m.unit);
    let spread = (m.high - m.low) / 2.0 / m.value;
    if spread > 0.005 && m.value > 0.0 {
        format!("{value} ±{:.0} %", spread * 100.0)
    } else {
        value
    }
}

/// A number as people read it.
fn quantity(value: f64, unit: &str) -> String {
    match unit {
        "s" if value < 1e-3 => format!("{:.0} µs", value * 1e6),
        "s" if value < 1.0 => format!("{:.1} ms", value * 1e3),
        "s" => format!("{value:.2} s"),
        "B/s" => format!("{:.1} MB/s", value / 1e6),
        "B" if value < 10e6 => grouped(value),
        "B" => format!("{:.1} MB", value / 1e6),
        "instructions" if value >= 1e7 => format!("{:.1} M", value / 1e6),
        _ => grouped(value),
    }
}

/// Digits in groups of three.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |c: usize| {
        rows.iter()
            .filter_map(|r| r.get(c))
            .map(|t| t.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(c, text)| {
                let gap = " ".repeat(widths[c] - text.chars().count());
                if c == 0 {
                    format!("  {text}{gap}")
                } else {
                    format!("{gap}{text}")
                }
            })
            .collect();
        out += cells.join("  ").trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_have_the_unit_that_fits() {
        assert_eq!(quantity(0.000_28, "s"), "280 µs");
        assert_eq!(quantity(0.0421, "s"), "42.1 ms");
        assert_eq!(quantity(747_123.0, "B"), "747,123");
        assert_eq!(quantity(149e6, "B"), "149.0 MB");
        assert_eq!(quantity(64_600_000.0, "instructions"), "64.6 M");
        assert_eq!(quantity(12e6, "B/s"), "12.0 MB/s");
    }

    #[test]
    fn what_a_peer_cannot_do_is_a_dash() {
        let mut results = Results::default();
        results.add("size", "hello", "jsc", "B", &[7.0]);
        results.add("size", "order", "javy", "B", &[9.0]);
        let rows = table(&results, "size");
        assert_eq!(rows[1], ["hello", "7", "—"]);
        assert_eq!(rows[2], ["order", "—", "9"]);
    }
}
