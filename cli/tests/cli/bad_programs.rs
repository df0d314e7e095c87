//! Programs that do not compile: exit 1, and where in the author's text.
use crate::workspace::Workspace;
use snapbox::str;

#[test]
fn a_syntax_error_has_a_code_frame() {
    let workspace = Workspace::with_app("const a = 1;\n\nconst total = + ;\nconst b = 2;\n");
    workspace
        .jsc("build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
  × Unexpected token
   ╭─[app.js:3:17]
 2 │ 
 3 │ const total = + ;
   ·                 ─
 4 │ const b = 2;
   ╰────

"#]]);
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn run_reports_as_build_does() {
    let workspace = Workspace::with_app("1;\n2;\n  foo(  bar,  );;  )\n");
    workspace
        .jsc("run app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
  × Unexpected token
   ╭─[app.js:3:20]
 2 │ 2;
 3 │   foo(  bar,  );;  )
   ·                    ─
   ╰────

"#]]);
}

#[test]
fn an_invalid_regular_expression_is_a_build_error() {
    let workspace = Workspace::with_app("1;\nconst r = /(/;\n");
    let output = workspace
        .jsc("build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .get_output()
        .clone();
    assert!(!output.stderr.is_empty());
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn unresolved_imports_say_who_imports_what() {
    let workspace =
        Workspace::with_app("import { a } from './none.js';\nimport pad from 'left-pad';\n");
    workspace
        .jsc("build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
  × cannot resolve `./none.js`
   ╭─[app.js:1:19]
 1 │ import { a } from './none.js';
   ·                   ─────┬─────
   ·                        ╰── imported here
 2 │ import pad from 'left-pad';
   ╰────
  help: `none.js`: no such file
  × cannot resolve `left-pad`
   ╭─[app.js:2:17]
 1 │ import { a } from './none.js';
 2 │ import pad from 'left-pad';
   ·                 ─────┬────
   ·                      ╰── imported here
   ╰────
  help: [..]
...
"#]]);
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn an_error_in_an_imported_file_names_that_file() {
    let workspace = Workspace::new(&[
        ("app.js", "import './part.js';\n"),
        ("part.js", "\n  let x x;\n"),
    ]);
    let output = workspace
        .jsc("build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .get_output()
        .clone();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("─[part.js:2:"), "{text}");
}

#[test]
fn many_errors_are_counted() {
    let imports: String = (0..25)
        .map(|i| format!("import './none{i}.js';\n"))
        .collect();
    let output = Workspace::with_app(&imports)
        .jsc("build app.js")
        .assert()
        .code(1)
        .get_output()
        .clone();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(text.matches("cannot resolve").count(), 20);
    assert!(text.ends_with("and 5 more errors\n"), "{text}");
}
