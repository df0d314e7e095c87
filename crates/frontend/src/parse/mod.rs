//! Source text to the facts that the rest of the frontend needs; the syntax tree
//! does not leave this module.

mod globals;
mod imports;

use crate::nesting::{self, TooDeep};
use crate::program::{Exports, GlobalUse};
use crate::stack;
use jsc_abi::Goal;
use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{Parser, ParserReturn};
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use oxc_syntax::module_record::ModuleRecord;
use std::ops::Range;

/// Syntax errors reported of one file: what follows is mostly their echo.
const MAX_ERRORS: usize = 5;

/// What is known of a file's goal before its text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Module,
    Script,
    /// A module if it has the syntax of one, as Node decides.
    Detect,
}

/// The facts about one source text.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub goal: Goal,
    /// In the order of [`crate::Module::imports`].
    pub requests: Vec<Request>,
    /// Names that other modules have to export.
    pub links: Vec<Link>,
    pub exports: Exports,
    /// Indices into `requests` of what is re-exported with `export *`.
    pub stars: Vec<usize>,
    pub globals: GlobalUse,
    /// Where a script calls CommonJS's `require` first.
    pub require: Option<Range<usize>>,
}

/// One specifier in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub specifier: String,
    /// The first literal that says so, quotes included.
    pub span: Range<usize>,
    /// A dynamic import whose failure the program handles.
    pub optional: bool,
    /// Where the import attributes are, if there are any.
    pub attributes: Option<Range<usize>>,
}

/// A name that the text takes from another module.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// Index into [`Parsed::requests`].
    pub request: usize,
    pub name: String,
    pub span: Range<usize>,
}

/// Why a text cannot be read.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub message: String,
    pub help: Option<String>,
    /// At least one; the first is the place to go to.
    pub labels: Vec<(Range<usize>, Option<String>)>,
}

/// Reads a source text.
pub(crate) fn parse(source: &str, format: Format) -> Result<Parsed, Vec<SyntaxError>> {
    let need = nesting::stack_need(source).map_err(|error| vec![too_deep(error)])?;
    stack::with_stack(need, || parse_here(source, format))
        .unwrap_or_else(|error| Err(vec![no_stack(need, &error)]))
}

fn parse_here(source: &str, format: Format) -> Result<Parsed, Vec<SyntaxError>> {
    let allocator = Allocator::default();
    let (parsed, goal) = match format {
        Format::Module => (
            parse_as(&allocator, source, SourceType::mjs()),
            Goal::Module,
        ),
        Format::Script => (
            parse_as(&allocator, source, SourceType::script()),
            Goal::CommonJs,
        ),
        Format::Detect => detect(&allocator, source),
    };
    if !parsed.diagnostics.is_empty() {
        return Err(syntax_errors(&parsed.diagnostics));
    }
    analyze(allocator.alloc(parsed.program), &parsed.module_record, goal)
}

fn parse_as<'a>(allocator: &'a Allocator, source: &'a str, as_: SourceType) -> ParserReturn<'a> {
    Parser::new(allocator, source, as_).parse()
}

/// Node's rule: a module when it has `import`, `export` or `import.meta`, or when
/// it is no script but would be a module (top-level `await`).
///
/// <https://nodejs.org/api/packages.html#syntax-detection>
fn detect<'a>(allocator: &'a Allocator, source: &'a str) -> (ParserReturn<'a>, Goal) {
    let unambiguous = parse_as(allocator, source, SourceType::unambiguous());
    if unambiguous.module_record.has_module_syntax {
        return (unambiguous, Goal::Module);
    }
    if unambiguous.diagnostics.is_empty() {
        return (unambiguous, Goal::CommonJs);
    }
    let module = parse_as(allocator, source, SourceType::mjs());
    // Neither: report the reading that got further.
    let errors_at = |parsed: &ParserReturn| first_error(&parsed.diagnostics);
    if module.diagnostics.is_empty() || errors_at(&module) > errors_at(&unambiguous) {
        (module, Goal::Module)
    } else {
        (unambiguous, Goal::CommonJs)
    }
}

fn first_error(diagnostics: &[OxcDiagnostic]) -> Option<u32> {
    diagnostics
        .iter()
        .flat_map(|d| d.labels.first())
        .map(|label| label.offset())
        .min()
}

fn analyze<'a>(
    program: &'a Program<'a>,
    record: &ModuleRecord<'a>,
    goal: Goal,
) -> Result<Parsed, Vec<SyntaxError>> {
    let built = SemanticBuilder::new()
        .with_build_nodes(true)
        .with_check_syntax_error(true)
        .build(program);
    if !built.diagnostics.is_empty() {
        return Err(syntax_errors(&built.diagnostics));
    }
    let semantic = built.semantic;
    let requests = imports::requests(program, semantic.nodes());
    let links = imports::links(record, &requests);
    let stars = imports::stars(record, &requests);
    Ok(Parsed {
        goal,
        links,
        exports: imports::exports(record),
        stars,
        requests,
        require: (goal == Goal::CommonJs)
            .then(|| globals::require_call(&semantic))
            .flatten(),
        globals: globals::global_use(&semantic, goal),
    })
}

fn syntax_errors(diagnostics: &[OxcDiagnostic]) -> Vec<SyntaxError> {
    diagnostics
        .iter()
        .take(MAX_ERRORS)
        .map(syntax_error)
        .collect()
}

fn syntax_error(diagnostic: &OxcDiagnostic) -> SyntaxError {
    let mut labels: Vec<_> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let start = label.offset() as usize;
            (
                start..start + label.len() as usize,
                label.label().map(str::to_owned),
            )
        })
        .collect();
    match labels.len() {
        0 => labels.push((0..0, None)),
        // A redeclaration has the first declaration first.
        2 if diagnostic.message.ends_with("has already been declared") => labels.reverse(),
        _ => {}
    }
    SyntaxError {
        message: diagnostic.message.to_string(),
        help: diagnostic
            .help
            .as_ref()
            .or(diagnostic.note.as_ref())
            .map(ToString::to_string),
        labels,
    }
}

fn too_deep(error: TooDeep) -> SyntaxError {
    let (message, offset, limit) = match error {
        TooDeep::Levels(offset) => ("nested too deeply", offset, nesting::MAX_LEVELS),
        TooDeep::Chain(offset) => ("expression too long", offset, nesting::MAX_CHAIN),
    };
    let help = match error {
        TooDeep::Levels(_) => format!("brackets, operators and statements may nest {limit} levels"),
        TooDeep::Chain(_) => format!("one expression may have {limit} tokens"),
    };
    SyntaxError {
        message: message.into(),
        help: Some(help),
        labels: vec![(offset..offset + 1, None)],
    }
}

fn no_stack(need: usize, error: &std::io::Error) -> SyntaxError {
    SyntaxError {
        message: format!(
            "nested too deeply: cannot reserve {} MiB of stack ({error})",
            need >> 20
        ),
        help: None,
        labels: vec![(0..0, None)],
    }
}

#[cfg(test)]
mod tests;
