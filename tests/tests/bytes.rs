//! The table of bytes in docs/web-apis.md is what the interfaces weigh. `BLESS=1` writes what they weigh now.
use jsc_tests::jsc;
use std::fs;
use std::path::{Path, PathBuf};

/// What the numbers may be off by, in KB: other changes move an interface's share a little.
const TOLERANCE: usize = 3;
/// The line before the first row.
const HEAD: &str = "| Interface | KB |\n|---|---|\n";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/web-apis.md")
}

/// The names in backquotes.
fn names(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What a program weighs that does nothing but name these.
fn bytes(names: &[&str]) -> usize {
    let folder = tempfile::tempdir().expect("there is room for a program");
    let text = format!("void [{}];\n", names.join(", "));
    fs::write(folder.path().join("app.js"), text).expect("the program is written");
    let wasm = jsc::build(folder.path(), "app.js", &[]).expect("the program is built");
    wasm.len()
}

/// The row with what its interface adds to an empty program, and what it says that is.
fn weigh(row: &str, empty: usize) -> (String, usize, usize) {
    let (cell, said) = row
        .trim_matches(|c| c == '|' || c == ' ')
        .split_once(" | ")
        .expect("a row has two cells");
    let found = (bytes(&names(cell)) - empty).div_ceil(1000);
    let said = said.parse().expect("the second is a number");
    (format!("| {cell} | {found} |"), found, said)
}

#[test]
fn the_table_says_what_interfaces_weigh() {
    let text = fs::read_to_string(page()).expect("the page is there");
    let (before, after) = text.split_once(HEAD).expect("it has the table");
    let end = after.find("\n\n").map_or(after.len(), |end| end + 1);
    let (table, after) = after.split_at(end);
    let empty = bytes(&[]);
    let rows: Vec<_> = table.lines().map(|row| weigh(row, empty)).collect();
    if std::env::var_os("BLESS").is_some() {
        let table: String = rows.iter().map(|(row, ..)| format!("{row}\n")).collect();
        fs::write(page(), format!("{before}{HEAD}{table}{after}")).expect("the page is writable");
        return;
    }
    let off = rows
        .iter()
        .filter(|(_, found, said)| found.abs_diff(*said) > TOLERANCE);
    let off: Vec<_> = off
        .map(|(row, _, said)| format!("{row} and not {said}"))
        .collect();
    assert_eq!(off, Vec::<String>::new());
}
