//! The configuration: where it is found, and that flags win over it.
use crate::workspace::Workspace;
use snapbox::str;

#[test]
fn a_configuration_file_is_found() {
    let workspace = Workspace::new(&[
        ("src/app.js", "export default text => text;\n"),
        (
            "jsc.config.json",
            "{\n  // Comments and trailing commas are allowed.\n  \"input\": \"text\",\n  \"output\": \"text\",\n  \"out-dir\": \"dist\",\n}\n",
        ),
    ]);
    workspace
        .jsc("build src/app.js")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  dist/app.wasm  [..]B  (function, text → text)  in [..] ms

"#]]);
    workspace
        .jsc("run src/app.js")
        .stdin("as it is")
        .assert()
        .success()
        .stdout_eq("as it is");
}

#[test]
fn a_package_may_hold_the_configuration() {
    let workspace = Workspace::new(&[
        ("src/app.js", "export const main = x => x;\n"),
        (
            "package.json",
            r#"{ "name": "p", "jsc": { "invoke": "main" } }"#,
        ),
    ]);
    workspace
        .jsc("build src/app.js")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  src/app.wasm  [..]B  (function main, json → json)  in [..] ms

"#]]);
}

#[test]
fn flags_win() {
    let workspace = Workspace::new(&[
        ("app.js", "export default text => text;\n"),
        (
            "jsc.config.json",
            r#"{ "input": "text", "output": "text", "out-dir": "dist", "deny-warnings": true }"#,
        ),
    ]);
    workspace
        .jsc("build app.js --input bytes -o app.wasm")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function, bytes → text)  in [..] ms

"#]]);
    workspace
        .jsc("build app.js --out-dir other")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  other/app.wasm  [..]B  (function, text → text)  in [..] ms

"#]]);
    workspace.write("app.js", crate::warnings::OPTIONAL);
    workspace
        .jsc("build app.js -q --no-config")
        .assert()
        .success();
    workspace.write("jsc.config.json", r#"{ "deny-warnings": true }"#);
    workspace.jsc("build app.js -q").assert().code(1);
    workspace
        .jsc("build app.js -q --no-deny-warnings")
        .assert()
        .success();
}

#[test]
fn a_package_ends_the_search() {
    let workspace = Workspace::new(&[
        ("jsc.config.json", r#"{ "invoke": "none" }"#),
        ("packages/a/package.json", "{}"),
        ("packages/a/app.js", "1"),
    ]);
    workspace
        .jsc("build -q packages/a/app.js")
        .assert()
        .success()
        .stderr_eq("");
    workspace
        .jsc("build -q packages/a/app.js --config jsc.config.json")
        .assert()
        .code(2)
        .stderr_eq("error: --invoke none: app.js exports nothing\n");
}

#[test]
fn a_configuration_can_be_named_or_ignored() {
    let workspace = Workspace::new(&[
        ("app.js", "export default x => x;\n"),
        ("jsc.config.json", "malformed"),
        ("ci/text.json", r#"{ "output": "text", "out-dir": "out" }"#),
        ("ci/package.json", r#"{ "jsc": { "output": "bytes" } }"#),
    ]);
    workspace
        .jsc("build app.js --no-config")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function, json → json)  in [..] ms

"#]]);
    workspace
        .jsc("build app.js --config ci/text.json")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  ci/out/app.wasm  [..]B  (function, json → text)  in [..] ms

"#]]);
    workspace
        .jsc("build app.js --config ci/package.json")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  app.wasm  [..]B  (function, json → bytes)  in [..] ms

"#]]);
}

#[test]
fn programs_from_stdin_are_configured_by_the_working_directory() {
    let workspace = Workspace::new(&[("jsc.config.json", r#"{ "output": "text" }"#)]);
    workspace
        .jsc("run -")
        .stdin("export default () => 'é';")
        .assert()
        .success()
        .stdout_eq("é");
}

#[test]
fn a_module_is_run_without_a_configuration() {
    let workspace = Workspace::with_app("console.log(1)");
    workspace.jsc("build -q app.js").assert().success();
    workspace.write("jsc.config.json", "malformed");
    workspace
        .jsc("run app.wasm")
        .assert()
        .success()
        .stdout_eq("1\n")
        .stderr_eq("");
}
