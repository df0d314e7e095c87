//! What is printed for a program that cannot be built.

use crate::project::Project;
use jsc_frontend::Entry;
use snapbox::{assert_data_eq, str};

#[test]
fn syntax_errors_have_a_code_frame() {
    let project = Project::new(&[(
        "broken.js",
        "export default [];\n\nconst xs = [1,\n  2, { a: 1 }  }\n",
    )]);
    assert_data_eq!(
        project.errors("broken.js"),
        str![[r#"
  × Expected `,` or `]` but found `}`
   ╭─[broken.js:4:16]
 2 │ 
 3 │ const xs = [1,
   ·            ┬
   ·            ╰── Opened here
 4 │   2, { a: 1 }  }
   ·                ┬
   ·                ╰── `,` or `]` expected
   ╰────

"#]]
    );
}

#[test]
fn all_errors_of_a_build_are_reported() {
    let project = Project::new(&[
        (
            "main.js",
            "import './a.js';\nimport './b.js';\nimport './gone.js';\nimport 'lodash';\n",
        ),
        ("a.js", "let a = 1;\nlet a = 2;\n"),
        ("b.js", "import './c';\nimport { x } from './d.js';\n"),
        ("c.js", "if (\n"),
        ("d.js", "export const y = 1;\n"),
    ]);
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × cannot resolve `./gone.js`
   ╭─[main.js:3:8]
 2 │ import './b.js';
 3 │ import './gone.js';
   ·        ─────┬─────
   ·             ╰── imported here
 4 │ import 'lodash';
   ╰────
  help: `gone.js`: no such file
  × Identifier `a` has already been declared
   ╭─[a.js:2:5]
 1 │ let a = 1;
   ·     ┬
   ·     ╰── `a` has already been declared here
 2 │ let a = 2;
   ·     ┬
   ·     ╰── It can not be redeclared here
   ╰────
  × Unexpected token
   ╭─[c.js:2:1]
 1 │ if (
   ╰────
  × cannot resolve `lodash`
   ╭─[main.js:4:8]
 3 │ import './gone.js';
 4 │ import 'lodash';
   ·        ────┬───
   ·            ╰── imported here
   ╰────
  help: install it with `npm i lodash`

"#]]
    );
}

#[test]
fn unreadable_entries_get_one_line() {
    let project = Project::new(&[("src/index.js", ""), ("a.wasm", ""), ("App.js", "")]);
    project.write("latin1.js", b"// caf\xe9\n");
    project.write("utf16.js", b"\xff\xfea\0");
    let text: String = [
        "gone.js",
        "app.js",
        "src",
        "App.js/b.js",
        "latin1.js",
        "utf16.js",
        "a.wasm",
    ]
    .map(|entry| project.errors(entry))
    .concat();
    assert_data_eq!(
        text,
        str![[r#"
  × cannot read `gone.js`: no such file
  × cannot read `app.js`: no such file; did you mean `App.js`?
  × cannot read `src`: it is a directory
  × cannot read `App.js/b.js`: not a directory
  × cannot read `latin1.js`: not valid UTF-8 at byte offset 6
  × cannot read `utf16.js`: not valid UTF-8 at byte offset 0: it looks like UTF-16
  × cannot read `a.wasm`: a program starts with JavaScript or TypeScript

"#]]
    );
}

#[test]
fn a_huge_file_is_refused() {
    let project = Project::new(&[("main.js", "")]);
    let file = std::fs::File::create(project.path("main.js")).expect("a file");
    file.set_len((64 << 20) + 1).expect("a sparse file");
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × cannot read `main.js`: it is larger than 64 MiB, the limit for a source file

"#]]
    );
}

#[test]
fn a_script_that_is_said_to_be_one_explains_itself() {
    let project = Project::new(&[
        ("a.cjs", "import fs from 'fs';\n"),
        ("b/package.json", "{ \"type\": \"commonjs\" }"),
        ("b/b.js", "export const a = 1;\n"),
        ("c.mjs", "with (a) b;\n"),
    ]);
    let text = ["a.cjs", "b/b.js", "c.mjs"]
        .map(|entry| project.errors(entry))
        .concat();
    assert_data_eq!(
        text,
        str![[r#"
  × Cannot use import statement outside a module
   ╭─[a.cjs:1:1]
 1 │ import fs from 'fs';
   · ──────
   ╰────
  help: the file is read as CommonJS: it ends in `.cjs`, or the nearest package.json says `"type":
        "commonjs"`
  × Cannot use export statement outside a module
   ╭─[b/b.js:1:1]
 1 │ export const a = 1;
   · ──────
   ╰────
  help: the file is read as CommonJS: it ends in `.cjs`, or the nearest package.json says `"type":
        "commonjs"`
  × 'with' statements are not allowed
   ╭─[c.mjs:1:1]
 1 │ with (a) b;
   · ────
   ╰────

"#]]
    );
}

#[test]
fn a_malformed_package_is_an_error() {
    let project = Project::new(&[
        ("package.json", "{\n  \"type\": module\n}\n"),
        ("main.js", "import './b.js'"),
        ("b.js", ""),
    ]);
    assert_data_eq!(
        project.errors("main.js"),
        str![[r#"
  × `package.json` is not valid JSON: expected value
   ╭─[package.json:2:11]
 1 │ {
 2 │   "type": module
   ·           ─
 3 │ }
   ╰────

"#]]
    );
}

#[test]
fn deep_nesting_is_refused() {
    let project = Project::new(&[
        ("arrays.js", &"[".repeat(100_000)),
        ("nots.js", &format!("a = 1;\nb = {}a", "!".repeat(100_000))),
    ]);
    let text = ["arrays.js", "nots.js"]
        .map(|entry| project.errors(entry))
        .concat();
    assert_data_eq!(
        text,
        str![[r#"
  × nested too deeply
   ╭─[arrays.js:1:10001]
 1 │ [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
   ·                                         ─
   ╰────
  help: brackets, operators and statements may nest 10000 levels
  × nested too deeply
   ╭─[nots.js:2:10004]
 2 │ !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
   ·                                         ─
   ╰────
  help: brackets, operators and statements may nest 10000 levels

"#]]
    );
}

#[test]
fn a_long_line_is_shown_in_part() {
    let start = "var a=1;".repeat(100_000);
    let project = Project::new(&[("min.js", &format!("/*! é */\n{start}var b=);{start}"))]);
    assert_data_eq!(
        project.errors("min.js"),
        str![[r#"
  × Unexpected token
   ╭─[min.js:2:800007]
 2 │ 1;var a=1;var a=1;var a=1;var a=1;var b=);var a=1;var a=1;var a=1;var a=1;var a=1
   ·                                         ─
   ╰────

"#]]
    );
}

#[test]
fn files_are_named_as_the_author_sees_them() {
    let project = Project::new(&[
        ("app/main.js", "import '../lib/a.js'; import './b.js'"),
        ("app/b.js", "("),
        ("lib/a.js", ")"),
    ]);
    let relative = project.load_from("app", &Entry::File("./main.js".into()));
    let absolute = project.load_from("app", &Entry::File(project.path("lib/a.js")));
    let text = project.failure(relative) + &project.failure(absolute);
    assert_data_eq!(
        text,
        str![[r#"
  × Unexpected token
   ╭─[[ROOT]/lib/a.js:1:1]
 1 │ )
   · ─
   ╰────
  × Expected `)` but found `EOF`
   ╭─[b.js:1:2]
 1 │ (
   ╰────
  × Unexpected token
   ╭─[[ROOT]/lib/a.js:1:1]
 1 │ )
   · ─
   ╰────

"#]]
    );
}

#[test]
fn stdin_is_named_as_it_was_given() {
    let project = Project::new(&[]);
    assert_data_eq!(
        project.failure(project.load_stdin("let a = ;\n")),
        str![[r#"
  × Unexpected token
   ╭─[<stdin>:1:9]
 1 │ let a = ;
   ·         ─
   ╰────

"#]]
    );
}

#[cfg(unix)]
#[test]
fn loops_of_links_are_errors() {
    use crate::project::symlink;
    let project = Project::new(&[("main.js", "import './loop.js';\n")]);
    symlink(&project, "loop.js", "loop.js");
    let text = project.errors("loop.js") + &project.errors("main.js");
    assert_data_eq!(
        text,
        str![[r#"
  × cannot read `loop.js`: too many levels of symbolic links
  × cannot resolve `./loop.js`
   ╭─[main.js:1:8]
 1 │ import './loop.js';
   ·        ─────┬─────
   ·             ╰── imported here
   ╰────
  help: `loop.js`: too many levels of symbolic links

"#]]
    );
}

#[test]
fn other_languages_need_their_file_name() {
    let project = Project::new(&[
        (
            "types.js",
            "const f = (x: number): string => y as string;\n",
        ),
        ("element.js", "const x = <div>text</div>;\n"),
        ("neither.js", "const x = ;\n"),
        ("double.js", "export default 1;\nexport default 2;\n"),
    ]);
    let types = project.errors("types.js");
    assert!(types.contains("Unexpected TypeScript syntax"), "{types}");
    assert!(types.contains("types.js:1:13"), "{types}");
    assert_eq!(types.matches('×').count(), 1, "{types}");
    assert!(project.errors("element.js").contains("`.jsx`"));
    assert!(!project.errors("neither.js").contains("TypeScript"));
    assert!(!project.errors("double.js").contains("TypeScript"));
}

#[test]
fn a_syntax_error_in_a_package_shows_the_way_to_it() {
    let project = Project::new(&[
        ("main.js", "import './a.js';"),
        ("a.js", "import 'p';"),
        ("node_modules/p/index.js", "require('./inner')"),
        ("node_modules/p/inner.js", "1 +;"),
    ]);
    let way = "imported through `main.js` → `a.js` → `node_modules/p/index.js` →";
    let errors = project.errors("main.js");
    assert!(errors.contains(way), "{errors}");
}
