//! `jsc build` of several programs.
use crate::workspace::{FUNCTION, Workspace, is_wasm};
use snapbox::str;

#[test]
fn modules_are_named_from_the_common_folder() {
    let workspace = Workspace::new(&[
        ("src/order.js", FUNCTION),
        ("src/jobs/clean-up.mjs", "console.log(1)"),
    ]);
    workspace
        .jsc("build src/order.js src/jobs/clean-up.mjs --out-dir dist")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
  dist/order.wasm          [..]B  (function, json → json)  in [..] ms
  dist/jobs/clean-up.wasm  [..]B  (script)                 in [..] ms

"#]]);
    assert_eq!(
        workspace.files(),
        [
            "dist/jobs/clean-up.wasm",
            "dist/order.wasm",
            "src/jobs/clean-up.mjs",
            "src/order.js"
        ]
    );
}

#[test]
fn one_program_may_go_to_a_folder_too() {
    let workspace = Workspace::new(&[("src/app.js", "1")]);
    workspace
        .jsc("build src/app.js --out-dir deep/er")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  deep/er/app.wasm  [..]B  (script)  in [..] ms

"#]]);
    assert!(is_wasm(&workspace.path("deep/er/app.wasm")));
}

#[test]
fn what_can_be_built_is_built() {
    let workspace = Workspace::new(&[
        ("a.js", "let x = ;\n"),
        ("b.js", "1"),
        ("c.js", "import './none.js';\nimport './nil.js';\n"),
    ]);
    workspace
        .jsc("build a.js b.js c.js d.js --out-dir dist")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
  × Unexpected token
   ╭─[a.js:1:9]
 1 │ let x = ;
   ·         ─
   ╰────
  × cannot resolve `./none.js`
   ╭─[c.js:1:8]
 1 │ import './none.js';
...
  × cannot resolve `./nil.js`
   ╭─[c.js:2:8]
...
error: cannot read `d.js`: no such file[..]
  a.js         failed  (1 error)
  dist/b.wasm  [..]B  (script)    in [..] ms
  c.js         failed  (2 errors)
  d.js         failed  (1 error)

"#]]);
    assert_eq!(
        workspace.files(),
        ["a.js", "b.js", "c.js", "dist/b.wasm"],
        "nothing is left of what failed"
    );
}

#[test]
fn nothing_is_left_when_all_fail() {
    let workspace = Workspace::new(&[("a.js", "let x = ;\n"), ("b.js", "]")]);
    workspace
        .jsc("build -q a.js b.js --out-dir dist --metafile meta.json")
        .assert()
        .code(1)
        .stdout_eq("");
    assert_eq!(workspace.names(), ["a.js", "b.js"]);
}

#[test]
fn two_modules_of_one_name_are_refused_before_the_build() {
    let workspace = Workspace::new(&[("src/a.js", "1"), ("src/a.mjs", "1"), ("src/b.js", "1")]);
    workspace
        .jsc("build src/b.js src/a.js src/a.mjs --out-dir dist")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq("error: src/a.js and src/a.mjs would both be written to dist/a.wasm\n");
    assert_eq!(workspace.names(), ["src"]);
}

#[test]
fn an_entry_that_is_given_twice_is_built_once() {
    let workspace = Workspace::new(&[("a.js", "1"), ("b/c.js", "1")]);
    let output = workspace
        .jsc("build a.js ./a.js b/../a.js b/c.js --out-dir dist")
        .assert()
        .success()
        .get_output()
        .clone();
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 2);
}

#[test]
fn several_programs_need_a_folder() {
    let workspace = Workspace::new(&[("a.js", "1"), ("b.js", "1")]);
    for (line, message) in [
        ("build a.js b.js", "several programs need --out-dir DIR"),
        ("build '*.js'", "several programs need --out-dir DIR"),
        (
            "build a.js b.js -o app.wasm",
            "-o is for one program; several go to --out-dir DIR",
        ),
        (
            "build '*.js' -o app.wasm",
            "-o is for one program; several go to --out-dir DIR",
        ),
        (
            "build a.js - --out-dir dist",
            "a program from stdin cannot be built together with others",
        ),
    ] {
        workspace
            .shell(&format!("exec \"$JSC\" {line}"))
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("error: {message}\n"));
    }
    assert_eq!(workspace.names(), ["a.js", "b.js"]);
}

#[test]
fn a_folder_that_is_a_file_fails_each_program() {
    let workspace = Workspace::new(&[("a.js", "1"), ("b.js", "1"), ("dist", "")]);
    workspace
        .jsc("build a.js b.js --out-dir dist")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: [..]dist: [..]
error: [..]dist: [..]
  a.js  failed  (1 error)
  b.js  failed  (1 error)

"#]]);
    assert_eq!(workspace.names(), ["a.js", "b.js", "dist"]);
}

#[test]
fn quiet_builds_say_nothing_but_errors() {
    let workspace = Workspace::new(&[("a.js", "1"), ("b.js", "1")]);
    let line = "build -q a.js b.js --out-dir dist";
    workspace.jsc(line).assert().success().stderr_eq("");
    workspace
        .jsc("build -q a.js none.js --out-dir dist")
        .assert()
        .code(1)
        .stderr_eq("error: cannot read `none.js`: no such file\n");
}

/// Programs that are built side by side are those that are built alone.
#[test]
fn parallel_builds_are_deterministic() {
    let names: Vec<String> = (0..12).map(|i| format!("p{i}")).collect();
    let workspace = Workspace::new(&[]);
    for (i, name) in names.iter().enumerate() {
        let source = format!("console.log('{name}', new Map([[{i}, [{i}]]]));\n");
        workspace.write(&format!("src/{name}.js"), source);
    }
    let line = "build -q src/*.js --out-dir together";
    workspace.jsc(line).assert().success().stderr_eq("");
    for name in &names {
        let alone = format!("build -q src/{name}.js -o alone.wasm");
        workspace.jsc(&alone).assert().success();
        let read = |path: &str| std::fs::read(workspace.path(path)).expect("it was written");
        assert!(
            read("alone.wasm") == read(&format!("together/{name}.wasm")),
            "{name}"
        );
    }
}
