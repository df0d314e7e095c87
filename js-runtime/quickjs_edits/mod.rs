//! The edits to QuickJS-NG's C files. Each replaces one exact text that must
//! occur exactly once, so that an engine update which moves it fails the build.
use std::fs;
use std::path::Path;

mod async_context;
mod builtins;
mod calls;
mod dates;
mod engine;
mod evaluator;
mod hot;
mod json;
mod memory;
mod modules;
mod pauses;
mod places;
mod positions;
mod regexps;
mod stacks;
mod texts;

struct Edit {
    file: &'static str,
    /// What upstream lacks or does otherwise.
    why: &'static str,
    from: &'static str,
    to: &'static str,
}

/// Edits the copies in `dir`; panics, failing the build, when a text is not
/// there exactly once.
pub fn apply(dir: &Path) {
    let lists = [
        async_context::EDITS,
        engine::EDITS,
        evaluator::EDITS,
        memory::EDITS,
        json::EDITS,
        modules::EDITS,
        pauses::EDITS,
        positions::EDITS,
        places::EDITS,
        regexps::EDITS,
        stacks::EDITS,
        texts::EDITS,
        builtins::EDITS,
        calls::EDITS,
        dates::EDITS,
    ];
    for edit in lists.into_iter().flatten() {
        let path = dir.join(edit.file);
        let text = fs::read_to_string(&path).expect("read a QuickJS file");
        assert_eq!(
            text.matches(edit.from).count(),
            1,
            "the edit of {} no longer applies ({}):\n{}",
            edit.file,
            edit.why,
            edit.from
        );
        fs::write(&path, text.replacen(edit.from, edit.to, 1)).expect("write a QuickJS file");
    }
    hot::mark(dir);
}
