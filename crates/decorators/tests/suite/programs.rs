//! Programs with what they must print, run in Node after lowering.
//!
//! A file in `programs/` has programs one after another, each after a line `//// title`;
//! lines that start with `//>` are what it prints, without spaces at the ends of lines.

use std::path::Path;

use crate::support::{lowered, run_modules};
use oxc_allocator::Allocator;
use oxc_codegen::Codegen;
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use oxc_transformer::{TransformOptions, Transformer};

struct Program<'a> {
    title: &'a str,
    source: &'a str,
    expected: String,
}

fn programs(text: &str) -> Vec<Program<'_>> {
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

/// What oxc's transformer makes of a text: types erased, JSX compiled.
fn erased(source: &str, source_type: SourceType) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type).parse();
    assert!(
        parsed.diagnostics.is_empty(),
        "the lowered text: {:?}\n{source}",
        parsed.diagnostics
    );
    let mut program = parsed.program;
    let semantic = SemanticBuilder::new()
        .with_check_syntax_error(true)
        .with_enum_eval(true)
        .build(&program);
    assert!(
        semantic.diagnostics.is_empty(),
        "the lowered text: {:?}\n{source}",
        semantic.diagnostics
    );
    let scoping = semantic.semantic.into_scoping();
    let options = TransformOptions::default();
    let transformed = Transformer::new(&allocator, Path::new("program.tsx"), &options)
        .build_with_scoping(scoping, &mut program);
    assert!(
        transformed.diagnostics.is_empty(),
        "{:?}\n{source}",
        transformed.diagnostics
    );
    Codegen::new().build(&program).code
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
    javascript: "javascript.js" as mjs, 2;
    jsx: "jsx.tsx" as tsx, 2;
}
