//! The examples of the pages in docs/ do what those say.
use crate::workspace::Workspace;
use snapbox::cmd::cargo_bin;

/// Digits from which on a number is a size that changes with jsc itself.
const CHANGING: usize = 5;

/// A fenced block: what is behind the fence, and its lines.
fn blocks(page: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            blocks.push((
                info,
                lines.by_ref().take_while(|line| *line != "```").collect(),
            ));
        }
    }
    blocks
}

/// The commands of a console block, each with what it prints.
fn commands(lines: &[&str]) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => *printed += &format!("{line}\n"),
            (None, None) => panic!("no command before {line}"),
        }
    }
    commands
}

/// The text without sizes, times and the widths of columns, which vary.
fn stable(text: &str) -> String {
    let mut stable = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = rest[at..]
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .next();
        let end = at + number.unwrap_or_default().len();
        let has_unit = [" B ", " KB", " MB", " ms"]
            .iter()
            .any(|unit| rest[end..].starts_with(unit));
        let varies = end - at >= CHANGING || has_unit || rest[..at].ends_with("\"ms\":");
        stable += &rest[..at];
        stable += if varies { "N" } else { &rest[at..end] };
        rest = &rest[end..];
    }
    stable += rest;
    let lines = stable.lines();
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
        .collect()
}

#[test]
fn the_command_line() {
    assert!(examples(include_str!("../../../docs/cli.md")) > 10);
}

#[test]
fn whole_programs() {
    assert!(examples(include_str!("../../../docs/programs.md")) > 3);
}

#[test]
fn evaluation_at_build_time() {
    assert!(examples(include_str!("../../../docs/preinit.md")) > 2);
}

#[test]
fn handlers() {
    assert!(examples(include_str!("../../../docs/handlers.md")) > 1);
}

#[test]
fn time_zones() {
    assert!(examples(include_str!("../../../docs/intl.md")) > 2);
}

/// Runs a page's commands in order; the result is how many there are.
fn examples(page: &str) -> usize {
    let workspace = Workspace::new(&[]);
    let jsc = cargo_bin!("jsc").to_owned();
    let folder = jsc.parent().expect("it lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut count = 0;
    for (info, lines) in blocks(page) {
        match info.split_once(' ') {
            Some((_, file)) => workspace.write(file, lines.join("\n") + "\n"),
            None => {
                assert_eq!(info, "console", "a block is a file or a console");
                for (command, printed) in commands(&lines) {
                    let output = workspace
                        .shell(&format!("{{ {command}; }} 2>&1"))
                        .env("PATH", format!("{}:{path}", folder.display()))
                        .assert()
                        .get_output()
                        .clone();
                    let found = String::from_utf8_lossy(&output.stdout);
                    snapbox::assert_data_eq!(stable(&found), stable(&printed));
                    count += 1;
                }
            }
        }
    }
    count
}
