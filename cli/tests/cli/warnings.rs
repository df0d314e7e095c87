//! Warnings: shown as errors are, and errors when that is asked for.
use crate::workspace::{Workspace, is_wasm};
use snapbox::str;

/// A program with a warning: an import that may fail.
pub const OPTIONAL: &str = "try {\n  await import('./none.js');\n} catch {\n}\n";

#[test]
fn warnings_have_a_code_frame() {
    let workspace = Workspace::with_app(OPTIONAL);
    workspace
        .jsc("build app.js")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
  ⚠ cannot resolve `./none.js`
   ╭─[app.js:2:16]
 1 │ try {
 2 │   await import('./none.js');
   ·                ─────┬─────
   ·                     ╰── imported here
 3 │ } catch {
   ╰────
  help: [..]
  app.wasm  [..]B  (script)  in [..] ms

"#]]);
    workspace
        .jsc("build -q app.js")
        .assert()
        .success()
        .stderr_eq("");
}

#[test]
fn denied_warnings_are_errors() {
    let workspace = Workspace::with_app(OPTIONAL);
    for line in [
        "build app.js --deny-warnings",
        "build app.js --deny-warnings -q",
        "run app.js --deny-warnings",
    ] {
        workspace
            .jsc(line)
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(str![[r#"
  × cannot resolve `./none.js`
   ╭─[app.js:2:16]
...
"#]]);
    }
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn a_program_without_warnings_is_built() {
    let workspace = Workspace::new(&[("a.js", OPTIONAL), ("b.js", "1")]);
    workspace
        .jsc("build a.js b.js --out-dir dist --deny-warnings")
        .assert()
        .code(1)
        .stderr_eq(str![[r#"
  × cannot resolve `./none.js`
...
  a.js         failed  (1 error)
  dist/b.wasm  [..]B  (script)   in [..] ms

"#]]);
    assert!(is_wasm(&workspace.path("dist/b.wasm")));
    assert_eq!(workspace.files(), ["a.js", "b.js", "dist/b.wasm"]);
}
