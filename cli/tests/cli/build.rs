//! `jsc build` of good programs.
use crate::workspace::{FUNCTION, Workspace, is_wasm};
use snapbox::str;

#[test]
fn says_what_was_made() {
    let workspace = Workspace::with_app(FUNCTION);
    workspace
        .jsc("build app.js -o app.wasm")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function, json → json)  in [..] ms

"#]]);
    assert!(is_wasm(&workspace.path("app.wasm")));
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
}

#[test]
fn the_output_is_named_after_the_program() {
    let workspace = Workspace::new(&[]);
    std::fs::create_dir(workspace.path("lib")).expect("the folder is writable");
    workspace.write("lib/tool.mjs", "console.log(1)");
    workspace
        .jsc("build lib/tool.mjs")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  lib/tool.wasm  [..]B  (script)  in [..] ms

"#]]);
    assert!(is_wasm(&workspace.path("lib/tool.wasm")));
}

#[test]
fn the_kind_is_in_the_summary() {
    let workspace =
        Workspace::with_app("export default x => x;\nexport const twice = x => x + x;\n");
    workspace
        .jsc("build app.js --input ndjson --output text")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function, ndjson → text)  in [..] ms

"#]]);
    workspace
        .jsc("build app.js --invoke twice")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function twice, json → json)  in [..] ms

"#]]);
    workspace.write("app.js", "export const twice = x => x + x;");
    workspace
        .jsc("build app.js")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (library)  in [..] ms

"#]]);
}

#[test]
fn an_empty_file_is_a_program() {
    let workspace = Workspace::with_app("");
    workspace
        .jsc("build app.js")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (script)  in [..] ms

"#]]);
    workspace
        .jsc("run app.wasm")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
}

#[test]
fn quiet_says_nothing() {
    let workspace = Workspace::with_app("1");
    workspace
        .jsc("build app.js --quiet")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    workspace
        .jsc("-q build app.js")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    assert!(is_wasm(&workspace.path("app.wasm")));
}

#[test]
fn quiet_does_not_hide_errors() {
    Workspace::with_app("")
        .jsc("build -q none.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot read `none.js`: no such file

"#]]);
}

#[test]
fn verbose_lists_the_modules() {
    let workspace = Workspace::new(&[
        (
            "app.js",
            "import { two } from './two.js';\nconsole.log(two);\n",
        ),
        ("two.js", "export const two = 2;\n"),
    ]);
    workspace
        .jsc("build --verbose app.js")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
      50 B  app.js
      22 B  two.js
   runtime  [..]
...
  app.wasm  [..]B  (script)  in [..] ms

"#]]);
}

#[test]
fn verbose_says_why_globals_are_carried() {
    let workspace = Workspace::new(&[
        (
            "app.ts",
            "import { get } from './get.js';\nconst name: string = 'a';\nget(globalThis);\n  globalThis[name + 1];\n",
        ),
        (
            "get.js",
            "export const get = (a) => a.b;\nexport const unused = () => eval('1');\n",
        ),
    ]);
    workspace
        .jsc("build --verbose app.ts")
        .assert()
        .success()
        .stderr_eq(str![[r#"
...
   globals  by words, for the global object is passed on at app.ts:3:5
   globals  all, for a name is computed at app.ts:4:3
...
"#]]);
}

#[test]
fn an_old_output_is_replaced() {
    let workspace = Workspace::new(&[("app.js", "1"), ("app.wasm", "old")]);
    workspace.jsc("build app.js").assert().success();
    assert!(is_wasm(&workspace.path("app.wasm")));
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
}

#[cfg(unix)]
#[test]
fn the_umask_decides_who_may_read_the_output() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with_app("1");
    for (umask, mode) in [("022", 0o644), ("077", 0o600)] {
        workspace
            .shell(&format!("umask {umask}; exec \"$JSC\" build -q app.js"))
            .assert()
            .success();
        let found = std::fs::metadata(workspace.path("app.wasm"))
            .expect("it was written")
            .permissions()
            .mode();
        assert_eq!(found & 0o777, mode, "with umask {umask}");
    }
}
