//! Programs with what they must print, run in Node after lowering.
//!
//! A file in `programs/` has programs one after another, each after a line `//// title`;
//! lines that start with `//>` are what it prints, without spaces at the ends of lines.
mod support;

use oxc_span::SourceType;
use support::{erased, lowered, run_modules};

pub struct Program<'a> {
    pub title: &'a str,
    pub source: &'a str,
    pub expected: String,
}

pub fn programs(text: &str) -> Vec<Program<'_>> {
    let parts = text.split("//// ").skip(1);
    let program = |part| {
        let (title, source): (&str, &str) = str::split_once(part, '\n').unwrap();
        let lines = source.lines().filter_map(|line| line.strip_prefix("//>"));
        let expected = lines.map(|line| format!("{}\n", line.trim())).collect();
        Program {
            title,
            source,
            expected,
        }
    };
    parts.map(program).collect()
}

fn trimmed(text: &str) -> String {
    let lines = text.lines();
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

/// At least `count` programs, so that none goes missing unseen.
fn check(text: &str, source_type: SourceType, count: usize) {
    let programs = programs(text);
    assert!(programs.len() >= count, "{}", programs.len());
    let lower = |program: &Program| {
        let text = lowered(program.source, source_type);
        match source_type.is_typescript() || source_type.is_jsx() {
            true => erased(&text, source_type),
            false => text,
        }
    };
    let modules: Vec<_> = programs.iter().map(lower).collect();
    let failures: Vec<_> = programs
        .iter()
        .zip(run_modules(&modules))
        .zip(&modules)
        .filter(|((program, printed), _)| program.expected != trimmed(printed))
        .map(|((program, printed), module)| {
            let (title, expected) = (program.title, &program.expected);
            format!("# {title}\n{module}\nexpected:\n{expected}\nprinted:\n{printed}")
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

macro_rules! tests {
    ($($name:ident: $file:literal as $type:ident, $count:literal;)*) => {
        $(#[test]
        fn $name() {
            check(include_str!(concat!("programs/", $file)), SourceType::$type().with_module(true), $count);
        })*
    };
}

tests! {
    members: "members.ts" as ts, 19;
    order: "order.ts" as ts, 9;
    classes: "classes.ts" as ts, 16;
    naming: "naming.ts" as ts, 4;
    scopes: "scopes.ts" as ts, 10;
    errors: "errors.ts" as ts, 4;
    typescript: "typescript.ts" as ts, 7;
    jsx: "jsx.tsx" as tsx, 2;
}
