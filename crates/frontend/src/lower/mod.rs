//! TypeScript, JSX, defines and minification: a syntax tree is changed and
//! printed. Texts that need none of it are not touched.

mod export_assignment;
mod minify;
mod namespaces;
mod transform;

use crate::origins::{Origins, Piece};
use crate::parse::{SyntaxError, parse_as};
use crate::recipe::Recipe;
use jsc_abi::Goal;
use oxc_allocator::Allocator;
use oxc_ast::AstKind;
use oxc_ast::ast::Program;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_minifier::{CompressOptions, Compressor};
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_transformer_plugins::ReplaceGlobalDefines;
use std::path::PathBuf;

/// A text as the engine takes it, and where its pieces come from.
pub(crate) struct Lowered {
    pub text: String,
    pub origins: Origins,
}

/// Whether the text is not yet what the engine can take, or may be.
pub(crate) fn is_needed(source: &str, semantic: &Semantic, recipe: &Recipe) -> bool {
    if recipe.typescript || recipe.minify {
        return true;
    }
    let defines = recipe.defines.as_ref();
    if defines.is_some_and(|defines| defines.may_apply(source)) {
        return true;
    }
    semantic.nodes().iter().any(|node| {
        matches!(
            node.kind(),
            AstKind::JSXElement(_) | AstKind::JSXFragment(_) | AstKind::Decorator(_)
        )
    })
}

/// Changes the syntax tree and prints it.
///
/// # Errors
/// TypeScript that has no meaning without its types, as far as oxc knows.
pub(crate) fn lower<'a>(
    allocator: &'a Allocator,
    program: &mut Program<'a>,
    goal: Goal,
    recipe: &Recipe,
) -> Result<Lowered, Vec<SyntaxError>> {
    let source = program.source_text;
    transform::transform(allocator, program, goal, recipe)?;
    if let Some(defines) = &recipe.defines {
        let scoping = SemanticBuilder::new()
            .build(program)
            .semantic
            .into_scoping();
        let replaced =
            ReplaceGlobalDefines::new(allocator, defines.config.clone()).build(scoping, program);
        if replaced.changed && !recipe.minify {
            Compressor::new(allocator).dead_code_elimination(program, branches_only());
        }
    }
    let names = recipe.minify.then(|| minify::minify(allocator, program));
    let mut codegen = Codegen::new().with_options(CodegenOptions {
        source_map_path: Some(PathBuf::from("source")),
        minify: recipe.minify,
        comments: CommentOptions {
            annotation: true,
            ..CommentOptions::disabled()
        },
        ..CodegenOptions::default()
    });
    if let Some((scoping, members)) = names {
        codegen = codegen
            .with_scoping(scoping)
            .with_private_member_mappings(members);
    }
    let printed = codegen.build(program);
    let origins = match &printed.map {
        Some(map) => Origins::printed(&printed.code, source, map),
        None => Origins::default(),
    };
    Ok(Lowered {
        text: printed.code,
        origins,
    })
}

/// Removes branches that are never taken, and nothing else of the author's.
fn branches_only() -> CompressOptions {
    CompressOptions {
        unused: oxc_minifier::CompressOptionsUnused::Keep,
        ..CompressOptions::dce()
    }
}

/// The text edited until oxc's transformer can do the rest; none when that takes
/// it as it is, or it cannot be parsed: the errors are found when it is read.
pub(crate) fn prepared(source: &str, recipe: &Recipe) -> Option<Lowered> {
    let steps = [namespaces, export_assignment, decorators];
    steps.into_iter().fold(None, |done: Option<Lowered>, step| {
        let text = done.as_ref().map_or(source, |done| &done.text);
        match (step(text, recipe), done) {
            (Some(next), Some(done)) => Some(Lowered {
                origins: next.origins.after(&done.origins),
                text: next.text,
            }),
            (next, done) => next.or(done),
        }
    })
}

/// What oxc does not do of namespaces.
fn namespaces(source: &str, recipe: &Recipe) -> Option<Lowered> {
    let may_have = source.contains("namespace") || source.contains("module");
    let is_needed = recipe.typescript && may_have && source.contains("export");
    is_needed.then(|| with_edits(source, recipe, namespaces::edits))?
}

/// `export =` in what else is an ES module.
fn export_assignment(source: &str, recipe: &Recipe) -> Option<Lowered> {
    let may_have = recipe.typescript && source.contains("export") && source.contains('=');
    let is_written = || {
        let mut exports = source
            .match_indices("export")
            .map(|(at, _)| &source[at + 6..]);
        exports.any(|rest| rest.trim_start().starts_with(['=', '/']))
    };
    (may_have && is_written()).then(|| with_edits(source, recipe, export_assignment::edits))?
}

/// Standard decorators as calls.
fn decorators(source: &str, recipe: &Recipe) -> Option<Lowered> {
    let may_have = source.contains('@') || source.contains("accessor");
    if recipe.compiler.legacy_decorators || !may_have {
        return None;
    }
    with_edits(source, recipe, |program| {
        jsc_decorators::lower(source, program).unwrap_or_default()
    })
}

fn with_edits(
    source: &str,
    recipe: &Recipe,
    edits: impl FnOnce(&Program) -> Vec<jsc_decorators::Edit>,
) -> Option<Lowered> {
    let allocator = Allocator::default();
    let (parsed, _) = parse_as(&allocator, source, recipe);
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let edits = edits(&parsed.program);
    (!edits.is_empty()).then(|| Lowered {
        text: jsc_decorators::apply(source, &edits),
        origins: edited(&edits),
    })
}

/// Where the pieces of an edited text come from: what an edit puts in stands for
/// the place where it is.
fn edited(edits: &[jsc_decorators::Edit]) -> Origins {
    let mut pieces = vec![Piece {
        at: 0,
        source: 0,
        copied: true,
    }];
    let mut grown = 0;
    for edit in edits {
        let at = (edit.range.start as isize + grown) as u32;
        pieces.push(Piece {
            at,
            source: edit.range.start as u32,
            copied: false,
        });
        pieces.push(Piece {
            at: at + edit.text.len() as u32,
            source: edit.range.end as u32,
            copied: true,
        });
        grown += edit.text.len() as isize - edit.range.len() as isize;
    }
    pieces.reverse();
    pieces.dedup_by_key(|piece| piece.at);
    pieces.reverse();
    Origins(pieces)
}
