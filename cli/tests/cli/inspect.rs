//! `jsc inspect`
use crate::workspace::{FUNCTION, Workspace};
use serde_json::Value;
use snapbox::str;

fn built(source: &str) -> Workspace {
    let workspace = Workspace::with_app(source);
    workspace.jsc("build -q app.js").assert().success();
    workspace
}

#[test]
fn shows_what_is_in_a_module() {
    let workspace = built(FUNCTION);
    let expected = str![[r#"
kind      function, json → json
jsc       [..]
size      [..]B ([..] bytes)
heap      [..] bytes live, [..] in data segments
memory    [..] bytes at the start

sections
  [..]  type
  [..]  import
...
  [..]  code
  [..]  data
  [..]  custom "producers"
  [..]  custom "jsc"

imports
  wasi_snapshot_preview1.[..]
...
exports
  memory
  _start

modules
       124  app.js
...
"#]];
    workspace
        .jsc("inspect app.wasm")
        .assert()
        .success()
        .stdout_eq(expected.clone())
        .stderr_eq("");
    let wasm = std::fs::read(workspace.path("app.wasm")).expect("it was written");
    workspace
        .jsc("inspect -")
        .stdin(wasm)
        .assert()
        .success()
        .stdout_eq(expected);
}

#[test]
fn json_has_the_same() {
    let workspace = built("import 'node:fs'; console.log(1);");
    let output = workspace
        .jsc("inspect --json app.wasm")
        .assert()
        .success()
        .stderr_eq("")
        .get_output()
        .clone();
    let json: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    let wasm = std::fs::read(workspace.path("app.wasm")).expect("it was written");
    assert_eq!(json["bytes"], wasm.len());
    assert_eq!(json["exports"], serde_json::json!(["memory", "_start"]));
    assert_eq!(json["jsc"]["kind"], "script");
    assert_eq!(json["jsc"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        json["jsc"]["modules"],
        serde_json::json!([{ "name": "app.js", "bytes": 33 }])
    );
    let sections = json["sections"].as_array().expect("sections are a list");
    let in_sections: u64 = sections
        .iter()
        .filter_map(|section| section["bytes"].as_u64())
        .sum();
    // Each section has an id and a size of at most five bytes before its contents.
    let framing = wasm.len() as u64 - 8 - in_sections;
    assert!(
        framing <= sections.len() as u64 * 20,
        "{framing} bytes are in no section"
    );
}

#[test]
fn other_tools_modules_are_shown_too() {
    let workspace = Workspace::new(&[("empty.wasm", "\0asm\x01\0\0\0")]);
    workspace
        .jsc("inspect empty.wasm")
        .assert()
        .success()
        .stdout_eq(str![[r#"
size      8 B (8 bytes)

sections

"#]]);
    let output = workspace
        .jsc("inspect --json empty.wasm")
        .assert()
        .success()
        .get_output()
        .clone();
    let json: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    assert_eq!(json["jsc"], Value::Null);
}

#[test]
fn what_is_no_module() {
    let workspace = Workspace::new(&[
        ("app.js", "1"),
        ("empty", ""),
        ("cut.wasm", "\0asm\x01\0\0\0\x01"),
        ("component.wasm", "\0asm\x0d\0\x01\0"),
    ]);
    for (file, message) in [
        ("app.js", "error: app.js: not a WebAssembly module\n"),
        ("empty", "error: empty: not a WebAssembly module\n"),
        (
            "cut.wasm",
            "error: cut.wasm: not a valid WebAssembly module: [..]\n",
        ),
        (
            "component.wasm",
            "error: component.wasm: [..]this is a component; jsc inspects core modules\n",
        ),
        (
            "none.wasm",
            "error: cannot read none.wasm: no such file or directory\n",
        ),
        (".", "error: cannot read .: is a directory\n"),
    ] {
        workspace
            .jsc(&format!("inspect {file}"))
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(message);
    }
}
