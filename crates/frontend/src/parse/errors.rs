//! oxc's diagnostics as the rest of the frontend takes them.

use crate::nesting::{self, TooDeep};
use crate::origins::Origins;
use oxc_ast::ast::{Program, Statement};
use oxc_diagnostics::OxcDiagnostic;
use oxc_semantic::Scoping;
use oxc_span::GetSpan;
use std::ops::Range;

/// Syntax errors reported of one file: what follows is mostly their echo.
const MAX_ERRORS: usize = 5;

/// Why a text cannot be read.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub message: String,
    pub help: Option<String>,
    /// At least one; the first is the place to go to.
    pub labels: Vec<(Range<usize>, Option<String>)>,
}

impl SyntaxError {
    /// Moves the labels from a text to the file that it comes from.
    pub(super) fn move_to(&mut self, origins: &Origins) {
        for (range, _) in &mut self.labels {
            let start = origins.source_of(range.start);
            *range = start..start + range.len();
        }
    }
}

pub(crate) fn syntax_errors(diagnostics: &[OxcDiagnostic]) -> Vec<SyntaxError> {
    diagnostics
        .iter()
        .take(MAX_ERRORS)
        .map(syntax_error)
        .collect()
}

/// Errors of a text that is no plain JavaScript, when another file name would
/// have it read as what it is.
pub(super) fn named_for_its_language(
    mut errors: Vec<SyntaxError>,
    is_typescript: impl FnOnce() -> bool,
) -> Vec<SyntaxError> {
    const JSX: &str = "Unexpected JSX expression";
    if let Some(jsx) = errors.iter_mut().find(|error| error.message == JSX) {
        jsx.help = Some("JSX is read in files that end in `.jsx` or `.tsx`".to_owned());
    } else if is_typescript() {
        errors.sort_by_key(|error| error.labels.first().map(|(range, _)| range.start));
        errors.truncate(1);
        if let Some(error) = errors.first_mut() {
            error.message = "Unexpected TypeScript syntax".to_owned();
            error.help = Some(
                "types are read in files that end in `.ts`, `.mts`, `.cts` or `.tsx`".to_owned(),
            );
            error.labels.iter_mut().for_each(|(_, text)| *text = None);
        }
    }
    errors
}

/// Names in `export {}` that the text does not declare, which oxc reports of
/// JavaScript only. As in TypeScript, a global cannot be meant.
pub(super) fn undeclared_exports(program: &Program, scoping: &Scoping) -> Vec<SyntaxError> {
    let lists = program.body.iter().filter_map(|statement| match statement {
        Statement::ExportNamedDeclaration(list) if !list.export_kind.is_type() => Some(list),
        _ => None,
    });
    let specifiers = lists.flat_map(|list| &list.specifiers);
    let undeclared = specifiers.filter(|specifier| {
        let name = specifier.local.name();
        !specifier.export_kind.is_type() && scoping.get_root_binding(name.as_str().into()).is_none()
    });
    undeclared
        .take(MAX_ERRORS)
        .map(|specifier| {
            let span = specifier.local.span();
            SyntaxError {
                message: format!("Export '{}' is not defined", specifier.local.name()),
                help: None,
                labels: vec![(span.start as usize..span.end as usize, None)],
            }
        })
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
    let help = diagnostic.help.as_ref().or(diagnostic.note.as_ref());
    SyntaxError {
        message: diagnostic.message.to_string(),
        help: help.map(ToString::to_string).or_else(|| {
            let is_decorator = diagnostic.message.starts_with("Decorators are not valid");
            is_decorator.then(|| {
                "TypeScript's legacy decorators need `experimentalDecorators` in tsconfig.json"
                    .to_owned()
            })
        }),
        labels,
    }
}

pub(super) fn too_deep(error: TooDeep) -> SyntaxError {
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

pub(super) fn no_stack(need: usize, error: &std::io::Error) -> SyntaxError {
    SyntaxError {
        message: format!(
            "nested too deeply: cannot reserve {} MiB of stack ({error})",
            need >> 20
        ),
        help: None,
        labels: vec![(0..0, None)],
    }
}
