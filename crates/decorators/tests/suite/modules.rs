//! Where the helpers come from, and what modules export.

use crate::support::{lowered, node, run_modules};
use jsc_decorators::{HELPERS, HELPERS_SPECIFIER};
use oxc_span::SourceType;

#[test]
fn what_is_exported() {
    const DEC: &str = "const dec = (value, context) => { value.seen = context.name; \
                       return class extends value { static replaced = true; }; };\n";
    let classes = [
        "export @dec class C { static self() { return C; } }",
        "@dec export class C { static self() { return C; } }",
        "export default @dec class C { static self() { return C; } }\nexport { C }",
        "@dec export default class C { static self() { return C; } }\nexport { C }",
        "export default @dec class { static self() { return this; } }",
        "@dec /* a */ export /* b */ default /* c */ class { static self() { return this; } }",
        "export default (@dec class { static self() { return this; } });",
        "@dec class C { static self() { return C; } } export { C as default, C }",
        "export default class { @(() => {}) m() {} static self() { return this; } }",
    ];
    // What follows must be a statement of its own.
    let module = |class: &&str| lowered(&format!("{DEC}{class}\n[1]"), SourceType::mjs());
    let mut modules: Vec<_> = classes.iter().map(module).collect();
    for i in 0..classes.len() {
        modules.push(format!(
            "import * as module from './program{i}.mjs';
             for (const name of Object.keys(module)) {{
                 const C = module[name];
                 console.log(name, C.seen, C.replaced, C.self() === C);
             }}"
        ));
    }
    let printed = run_modules(&modules).split_off(classes.len());
    let both = "C C true true\ndefault C true true\n";
    let default = "default default true true\n";
    let expected = [
        "C C true true\n",
        "C C true true\n",
        both,
        both,
        default,
        default,
        default,
        both,
        "default undefined undefined true\n",
    ];
    assert_eq!(printed, expected);
}

#[test]
fn the_import_comes_after_a_comment_without_an_end() {
    let source = "class C { @((_, { kind }) => { console.log(kind); }) x } // last";
    let text = lowered(source, SourceType::mjs());
    assert_eq!(run_modules(&[text]), ["field\n"]);
}

#[test]
fn scripts_require_the_helpers_after_their_directives() {
    let dec = "const dec = (_, context) => { console.log(context.kind, typeof this, (() => { try { undeclared = 1; return 'sloppy' } catch { return 'strict' } })()); };";
    let sources = [
        format!("#!/usr/bin/env node\n// comment\n{dec} @dec class C {{ @dec x = 1 }}\nnew C()"),
        format!("'use strict' // comment\n{dec} const C = @dec class {{ @dec m() {{}} }}"),
        format!("/* first */ \"use strict\"; 'other'\n{dec} class C {{ @dec accessor x = 1 }}"),
        "@((_, context) => console.log(context.name)) class First {}".to_string(),
        "class C { accessor x = 5 } console.log(new C().x)".to_string(),
    ];
    let folder = tempfile::tempdir().unwrap();
    let helpers = HELPERS.replace("export ", "");
    let helpers = format!("{helpers}\nmodule.exports = {{ start, key, Identity }};");
    std::fs::write(folder.path().join("helpers.cjs"), helpers).unwrap();
    let run = |source: &String| -> String {
        let text = lowered(source, SourceType::script());
        let file = folder.path().join("script.cjs");
        std::fs::write(&file, text.replace(HELPERS_SPECIFIER, "./helpers.cjs")).unwrap();
        node(&file)
    };
    let printed: Vec<_> = sources.iter().map(run).collect();
    let expected = [
        "field object sloppy\nclass object sloppy\n",
        "method object strict\nclass object strict\n",
        "accessor object strict\n",
        "First\n",
        "5\n",
    ];
    assert_eq!(printed, expected);
}
