//! What the edits leave alone.

use crate::support::lowered;
use jsc_decorators::{Edit, lower};
use oxc_allocator::Allocator;
use oxc_ast::ast::{Class, ExportDeclaration, ExportDefaultDeclaration, Program};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

fn with_program<T>(source: &str, source_type: SourceType, use_it: impl Fn(&Program) -> T) -> T {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, source_type).parse();
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    use_it(&parsed.program)
}

fn edits(source: &str, source_type: SourceType) -> Option<Vec<Edit>> {
    with_program(source, source_type, |program| lower(source, program))
}

/// Every program of the other tests.
const PROGRAMS: [(&str, bool); 9] = [
    (include_str!("programs/members.ts"), false),
    (include_str!("programs/order.ts"), false),
    (include_str!("programs/classes.ts"), false),
    (include_str!("programs/naming.ts"), false),
    (include_str!("programs/scopes.ts"), false),
    (include_str!("programs/errors.ts"), false),
    (include_str!("programs/typescript.ts"), false),
    (include_str!("programs/javascript.js"), false),
    (include_str!("programs/jsx.tsx"), true),
];

fn programs() -> impl Iterator<Item = (&'static str, SourceType)> {
    PROGRAMS.into_iter().flat_map(|(text, jsx)| {
        let source_type = SourceType::ts().with_module(true).with_jsx(jsx);
        let programs = text.split("//// ").skip(1);
        programs.map(move |program| (program.split_once('\n').unwrap().1, source_type))
    })
}

/// Where there are classes, with what exports them.
#[derive(Default)]
struct Classes(Vec<Span>);

impl<'a> Visit<'a> for Classes {
    fn visit_class(&mut self, class: &Class<'a>) {
        self.0.push(class.span);
        let decorators = class.decorators.iter();
        self.0.extend(decorators.map(|decorator| decorator.span));
        walk::walk_class(self, class);
    }

    fn visit_export_declaration(&mut self, export: &ExportDeclaration<'a>) {
        self.0.push(export.span);
        walk::walk_export_declaration(self, export);
    }

    fn visit_export_default_declaration(&mut self, export: &ExportDefaultDeclaration<'a>) {
        self.0.push(export.span);
        walk::walk_export_default_declaration(self, export);
    }
}

#[test]
fn text_outside_of_classes_is_removed_nowhere() {
    for (source, source_type) in programs() {
        let classes = with_program(source, source_type, |program| {
            let mut classes = Classes::default();
            classes.visit_program(program);
            classes.0
        });
        let inside = |edit: &Edit| {
            classes.iter().any(|class| {
                let (start, end) = (class.start as usize, class.end as usize);
                start <= edit.range.start && edit.range.end <= end
            })
        };
        for edit in edits(source, source_type).unwrap_or_default() {
            assert!(edit.range.is_empty() || inside(&edit), "{edit:?}\n{source}");
        }
    }
}

#[test]
fn expressions_are_kept() {
    for (source, source_type) in programs() {
        let text = lowered(source, source_type);
        let calls = |text: &str| text.matches("console.log(").count();
        assert_eq!(calls(&text), calls(source), "{source}\n{text}");
        let names = |text: &str| text.matches("dec").count();
        assert!(names(&text) >= names(source), "{source}\n{text}");
    }
}

#[test]
fn a_lowered_text_has_nothing_left_to_lower() {
    for (source, source_type) in programs() {
        if source.contains("declare") {
            continue;
        }
        let text = lowered(source, source_type);
        assert_eq!(edits(&text, source_type), None, "{text}");
    }
}

#[test]
fn programs_without_decorators_have_no_edits() {
    for source in [
        "",
        "class C { x = 1; static #y = 2; get z() { return C; } static {} }",
        "// @dec class\nlet accessor = '@dec'; class C { accessor; static accessor() {} }",
        "/** @param {string} accessor */ export default class {}",
    ] {
        assert_eq!(edits(source, SourceType::mjs()), None, "{source}");
    }
    for source in [
        "declare class C { accessor x: number; }",
        "declare namespace N { class C { accessor x: number } }",
        "declare module 'm' { class C { accessor x: number } }",
        "abstract class C { abstract accessor x: number }",
        "class C { constructor(@inject x: number) {} }",
    ] {
        assert_eq!(edits(source, SourceType::ts()), None, "{source}");
    }
}
