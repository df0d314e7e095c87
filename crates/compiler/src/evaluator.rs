//! Whether a program may compile texts while it runs. One that does not carries no
//! compiler, a sixth of the module.
use crate::globals::Reachable;
use jsc_frontend::Program;

/// Globals that make code from text.
const NAMES: [&str; 2] = ["eval", "Function"];

/// A function's `constructor` makes functions of its kind from text.
const PROPERTY: &[u8] = b"constructor";

/// Whether the program names something that compiles texts, or may compute such a
/// name. What gets there by other ways gets an EvalError that says what to do.
pub fn may_evaluate(program: &Program, globals: &Reachable) -> bool {
    let mut modules = program.modules.iter();
    NAMES.iter().any(|name| globals.contains(name))
        || modules.any(|module| reads_constructor(&module.source))
}

/// Whether `constructor` is there other than as the method of a class.
fn reads_constructor(source: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(&source[from..], PROPERTY) {
        let (start, end) = (from + at, from + at + PROPERTY.len());
        let before = source[..start].trim_ascii_end().last();
        let after = source[end..].trim_ascii_start().first();
        if after != Some(&b'(') || before == Some(&b'.') {
            return true;
        }
        from = end;
    }
    false
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::reads_constructor;

    #[test]
    fn methods_of_classes_are_no_reads() {
        for text in [
            "class A { constructor() {} }",
            "class A { x = 1; constructor (a) { super(a) } }",
            "({ constructor() {} })",
            "construct",
        ] {
            assert!(!reads_constructor(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn reads_are_found() {
        for text in [
            "f.constructor('return 1')",
            "f . constructor",
            "f?.constructor",
            "f['constructor']",
            "const { constructor } = f",
            "const { constructor: F } = f",
            "x.constructor === Object",
        ] {
            assert!(reads_constructor(text.as_bytes()), "{text}");
        }
    }
}
