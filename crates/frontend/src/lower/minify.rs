//! `--minify`

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_index::IndexVec;
use oxc_minifier::{
    CompressOptions, CompressOptionsKeepNames, MangleOptions, MangleOptionsKeepNames, Minifier,
    MinifierOptions,
};
use oxc_semantic::Scoping;
use oxc_str::CompactStr;
use oxc_syntax::class::ClassId;
use rustc_hash::FxHashMap;

/// What the printer needs to write the new names.
type Names = (
    Option<Scoping>,
    Option<IndexVec<ClassId, FxHashMap<String, CompactStr>>>,
);

/// Shortens a program. Functions and classes keep their names: programs print
/// them, and so do stack traces.
pub(super) fn minify<'a>(allocator: &'a Allocator, program: &mut Program<'a>) -> Names {
    let options = MinifierOptions {
        compress: Some(CompressOptions {
            keep_names: CompressOptionsKeepNames::all_true(),
            ..CompressOptions::smallest()
        }),
        mangle: Some(MangleOptions {
            keep_names: MangleOptionsKeepNames::all_true(),
            ..MangleOptions::default()
        }),
        mangle_properties: None,
    };
    let done = Minifier::new(options).minify(allocator, program);
    (done.scoping, done.class_private_mappings)
}
