//! Source text to the text that the engine gets and the facts that the rest of
//! the frontend needs of it; the syntax tree does not leave this module.

mod commonjs;
mod created_require;
mod default_export;
mod errors;
mod globals;
mod imports;
mod statements;

pub(crate) use commonjs::CommonJs;
pub(crate) use errors::{SyntaxError, syntax_errors};
pub(crate) use statements::{DEFAULT, Statement, StatementKind, Use, Wanted};

use crate::lower::{self, Lowered};
use crate::nesting;
use crate::origins::Origins;
use crate::program::{DefaultExport, Exports, GlobalUse};
use crate::recipe::Recipe;
use crate::stack;
use errors::{named_for_its_language, no_stack, too_deep, undeclared_exports};
use jsc_abi::{Goal, ImportKind};
use oxc_allocator::Allocator;
use oxc_ast::ast::Statement as Node;
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{Parser, ParserReturn};
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_span::SourceType;
use oxc_syntax::module_record::ModuleRecord;
use std::collections::HashSet;
use std::ops::Range;

/// What is known of a file's goal before its text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Module,
    CommonJs,
    /// A module if it has the syntax of one, as Node decides.
    Detect,
}

/// A source text that was read.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The text for the engine, when it is not the file's own.
    pub text: Option<String>,
    pub origins: Origins,
    pub goal: Goal,
    pub facts: Facts,
}

/// The facts about the text for the engine; all ranges are in it.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// In the order of [`crate::Module::imports`].
    pub requests: Vec<Request>,
    /// Names that other modules have to export.
    pub links: Vec<Link>,
    pub exports: Exports,
    pub default_export: DefaultExport,
    /// Indices into `requests` of what is re-exported with `export *`.
    pub stars: Vec<usize>,
    pub globals: GlobalUse,
    /// What a CommonJS module exports, as far as its text shows.
    pub commonjs: CommonJs,
    /// The top level of a module.
    pub statements: Vec<Statement>,
    /// An ES module refers to CommonJS's `require`.
    pub uses_require: bool,
    /// Import attributes: the engine need not see them.
    pub attributes: Vec<Range<usize>>,
    pub patterns: Vec<Pattern>,
    /// Specifiers and names imported from them that the author uses as types
    /// only; the metadata of decorators looks whether they are there.
    pub type_names: HashSet<(String, String)>,
}

/// One specifier in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub specifier: String,
    pub kind: ImportKind,
    /// All of its requests are `import()`.
    pub dynamic: bool,
    /// The first literal that says so, quotes included.
    pub span: Range<usize>,
    /// One whose failure the program handles, or that may never be reached.
    pub optional: bool,
    /// The import attribute `type`.
    pub type_: Option<String>,
    /// Another `type` for the same specifier.
    pub other_type: Option<String>,
    /// The namespace as a whole is used: by `import()`, `import * as` or `export *`.
    pub whole: bool,
}

/// A relative specifier that is put together at run time from parts of which
/// some are known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// With a `*` for each unknown part.
    pub pattern: String,
    pub kind: ImportKind,
    pub span: Range<usize>,
}

/// A name that the text takes from another module.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// Index into [`Facts::requests`].
    pub request: usize,
    pub name: String,
    pub span: Range<usize>,
}

/// Reads a source text.
pub(crate) fn parse(source: &str, recipe: &Recipe) -> Result<Parsed, Vec<SyntaxError>> {
    let need =
        nesting::stack_need(source, recipe.dialect()).map_err(|error| vec![too_deep(error)])?;
    stack::with_stack(need, || parse_here(source, recipe))
        .unwrap_or_else(|error| Err(vec![no_stack(need, &error)]))
}

fn parse_here(source: &str, recipe: &Recipe) -> Result<Parsed, Vec<SyntaxError>> {
    if let Some(plain) = lower::prepared(source, recipe) {
        let parsed = read(&plain.text, recipe);
        return match parsed {
            Ok(mut parsed) => {
                parsed.origins = parsed.origins.after(&plain.origins);
                parsed.text.get_or_insert(plain.text);
                Ok(parsed)
            }
            Err(mut errors) => {
                errors.iter_mut().for_each(|e| e.move_to(&plain.origins));
                Err(errors)
            }
        };
    }
    read(source, recipe)
}

fn read(source: &str, recipe: &Recipe) -> Result<Parsed, Vec<SyntaxError>> {
    let allocator = Allocator::default();
    let (parsed, goal) = parse_as(&allocator, source, recipe);
    if !parsed.diagnostics.is_empty() {
        let errors = syntax_errors(&parsed.diagnostics);
        return Err(match recipe.typescript {
            true => errors,
            false => named_for_its_language(errors, || is_typescript(source, recipe)),
        });
    }
    let mut program = parsed.program;
    let built = SemanticBuilder::new()
        .with_build_nodes(true)
        .with_check_syntax_error(true)
        .build(&program);
    if !built.diagnostics.is_empty() {
        return Err(syntax_errors(&built.diagnostics));
    }
    if !lower::is_needed(source, &built.semantic, recipe) {
        let facts = facts(&program, &built.semantic, &parsed.module_record, goal);
        return Ok(Parsed {
            text: None,
            origins: Origins::default(),
            goal,
            facts,
        });
    }
    if recipe.typescript {
        let undeclared = undeclared_exports(&program, built.semantic.scoping());
        if !undeclared.is_empty() {
            return Err(undeclared);
        }
    }
    let type_names = match recipe.compiler.decorator_metadata {
        true => imports::used_as_types(&program, &built.semantic),
        false => HashSet::new(),
    };
    drop(built);
    let lowered = lower::lower(&allocator, &mut program, goal, recipe)?;
    let mut parsed = read_lowered(source, lowered, goal)?;
    parsed.facts.type_names = type_names;
    Ok(parsed)
}

/// The facts of a text that we printed.
fn read_lowered(source: &str, lowered: Lowered, goal: Goal) -> Result<Parsed, Vec<SyntaxError>> {
    let Lowered { text, origins } = lowered;
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &text, source_type(goal)).parse();
    let unreadable = |diagnostics: &[OxcDiagnostic]| {
        let mut errors = syntax_errors(diagnostics);
        errors.iter_mut().for_each(|error| error.move_to(&origins));
        errors
    };
    if !parsed.diagnostics.is_empty() {
        return Err(unreadable(&parsed.diagnostics));
    }
    let built = SemanticBuilder::new()
        .with_build_nodes(true)
        .build(&parsed.program);
    let facts = facts(
        &parsed.program,
        &built.semantic,
        &parsed.module_record,
        goal,
    );
    debug_assert!(source.len() < u32::MAX as usize);
    Ok(Parsed {
        text: Some(text),
        origins,
        goal,
        facts,
    })
}

/// Whether the text has TypeScript's syntax and no errors as such.
fn is_typescript(source: &str, recipe: &Recipe) -> bool {
    let typed = Recipe {
        typescript: true,
        ..recipe.clone()
    };
    let allocator = Allocator::default();
    let (parsed, _) = parse_as(&allocator, source, &typed);
    if !parsed.diagnostics.is_empty() {
        return false;
    }
    let built = SemanticBuilder::new()
        .with_build_nodes(true)
        .build(&parsed.program);
    let mut kinds = built.semantic.nodes().iter().map(|node| node.kind().ty());
    // Named for TypeScript's own nodes.
    kinds.any(|kind| format!("{kind:?}").starts_with("TS"))
}

fn source_type(goal: Goal) -> SourceType {
    match goal {
        Goal::Module => SourceType::mjs(),
        _ => SourceType::cjs(),
    }
}

/// Parses by the file's goal. Node's rule where that is not known: a module when
/// it has `import`, `export` or `import.meta`, or when it is no script but would
/// be a module (top-level `await`).
///
/// <https://nodejs.org/api/packages.html#syntax-detection>
pub(crate) fn parse_as<'a>(
    allocator: &'a Allocator,
    source: &'a str,
    recipe: &Recipe,
) -> (ParserReturn<'a>, Goal) {
    let parse = |as_: SourceType| {
        let as_ = as_.with_typescript(recipe.typescript).with_jsx(recipe.jsx);
        Parser::new(allocator, source, as_).parse()
    };
    match recipe.format {
        Format::Module => return (parse(SourceType::mjs()), Goal::Module),
        // Node runs neither TypeScript nor JSX: their module syntax is the compiler's.
        Format::CommonJs if !recipe.typescript && !recipe.jsx => {
            return (parse(SourceType::cjs()), Goal::CommonJs);
        }
        _ => {}
    }
    let unambiguous = parse(SourceType::unambiguous());
    if unambiguous.module_record.has_module_syntax && !is_typed_commonjs(&unambiguous.program) {
        return (unambiguous, Goal::Module);
    }
    let script = parse(SourceType::cjs());
    if script.diagnostics.is_empty() {
        return (script, Goal::CommonJs);
    }
    let module = parse(SourceType::mjs());
    // Neither: report the reading that got further.
    let errors_at = |parsed: &ParserReturn| first_error(&parsed.diagnostics);
    if module.diagnostics.is_empty() || errors_at(&module) > errors_at(&script) {
        (module, Goal::Module)
    } else {
        (script, Goal::CommonJs)
    }
}

/// Whether the only module syntax is TypeScript's for CommonJS: `import a =
/// require('a')` and `export = a`.
fn is_typed_commonjs(program: &oxc_ast::ast::Program) -> bool {
    let mut is_commonjs = false;
    for statement in &program.body {
        match statement {
            Node::TSImportEqualsDeclaration(_) | Node::TSExportAssignment(_) => {
                is_commonjs = true;
            }
            statement if statement.is_module_declaration() => return false,
            _ => {}
        }
    }
    is_commonjs
}

fn first_error(diagnostics: &[OxcDiagnostic]) -> Option<u32> {
    diagnostics
        .iter()
        .flat_map(|d| d.labels.first())
        .map(|label| label.offset())
        .min()
}

fn facts<'a>(
    program: &oxc_ast::ast::Program<'a>,
    semantic: &Semantic<'a>,
    record: &ModuleRecord<'a>,
    goal: Goal,
) -> Facts {
    let imports::Requests {
        list: requests,
        attributes,
        patterns,
        ..
    } = imports::requests(program, semantic);
    let is_module = goal == Goal::Module;
    Facts {
        links: imports::links(program, &requests),
        exports: imports::exports(record),
        default_export: default_export::default_export(program, semantic),
        stars: imports::stars(record, &requests),
        globals: globals::global_use(semantic, goal),
        commonjs: match is_module {
            true => CommonJs::default(),
            false => commonjs::exports(semantic, &requests),
        },
        statements: match is_module {
            true => statements::statements(program, semantic, &requests),
            false => Vec::new(),
        },
        uses_require: is_module && imports::refers_to(semantic, "require"),
        requests,
        attributes,
        patterns,
        type_names: HashSet::new(),
    }
}

#[cfg(test)]
mod tests;
