//! Configurations that cannot be meant: exit 1, and where.
use crate::workspace::Workspace;
use snapbox::str;

fn with_config(config: impl AsRef<[u8]>) -> Workspace {
    let workspace = Workspace::with_app("1");
    workspace.write("jsc.config.json", config);
    workspace
}

/// What is printed about a configuration; nothing is built.
fn refused(workspace: &Workspace) -> String {
    let output = workspace
        .jsc("build app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .get_output()
        .clone();
    assert!(!workspace.path("app.wasm").exists());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let workspace = with_config(
        "{\n  \"minfy\": true,\n  \"strip\": \"yes\",\n  \"conditions\": [\"a\", 2],\n  \"outDir\": \"dist\",\n  \"input\": \"xml\",\n  \"quiet\": true\n}\n",
    );
    snapbox::assert_data_eq!(
        refused(&workspace),
        str![[r#"
  × unknown key `minfy`
   ╭─[jsc.config.json:2:3]
 1 │ {
 2 │   "minfy": true,
   ·   ───────
 3 │   "strip": "yes",
   ╰────
  help: did you mean `minify`?
  × `strip` must be true or false
   ╭─[jsc.config.json:3:12]
 2 │   "minfy": true,
 3 │   "strip": "yes",
   ·            ─────
 4 │   "conditions": ["a", 2],
   ╰────
  × the elements of `conditions` must be strings that are not empty
   ╭─[jsc.config.json:4:23]
 3 │   "strip": "yes",
 4 │   "conditions": ["a", 2],
   ·                       ─
 5 │   "outDir": "dist",
   ╰────
  × unknown key `outDir`
   ╭─[jsc.config.json:5:3]
 4 │   "conditions": ["a", 2],
 5 │   "outDir": "dist",
   ·   ────────
 6 │   "input": "xml",
   ╰────
  help: did you mean `out-dir`?
  × `input` must be "json" or "ndjson" or "text" or "bytes"
   ╭─[jsc.config.json:6:12]
 5 │   "outDir": "dist",
 6 │   "input": "xml",
   ·            ─────
 7 │   "quiet": true
   ╰────
  × `quiet` is for the command line, not for a configuration
   ╭─[jsc.config.json:7:3]
 6 │   "input": "xml",
 7 │   "quiet": true
   ·   ───────
 8 │ }
   ╰────

"#]]
    );
}

#[test]
fn pairs_are_checked_as_flags_are() {
    let workspace = with_config(
        "{\n  \"define\": { \"a-b\": \"1\", \"K\": \"hello world\", \"D\": false },\n  \"alias\": { \"a\": \"\", \"b\": \"c\", \"b\": \"d\" }\n}\n",
    );
    snapbox::assert_data_eq!(
        refused(&workspace),
        str![[r#"
  × `a-b` is not a name: write an identifier, or several with dots as in process.env.MODE
   ╭─[jsc.config.json:2:15]
...
  × `hello world` is neither JSON nor a name
   ╭─[jsc.config.json:2:32]
...
  help: write the value as the program is to have it: "true", "42", or "/"text/"" for a string
  × `D` in `define` must be a string
   ╭─[jsc.config.json:2:52]
...
  help: write the value as the program is to have it: "true", "42", or "/"text/"" for a string
  × the module to import is empty
   ╭─[jsc.config.json:3:19]
...
  × the key `b` is there twice
   ╭─[jsc.config.json:3:33]
...
"#]]
    );
}

#[test]
fn types_are_named() {
    for (config, message) in [
        (r#"{"minify": 1}"#, "`minify` must be true or false"),
        (
            r#"{"invoke": ""}"#,
            "`invoke` must be a string that is not empty",
        ),
        (
            r#"{"external": "x"}"#,
            "`external` must be a list of strings",
        ),
        (
            r#"{"alias": ["a", "b"]}"#,
            "`alias` must be an object whose values are strings",
        ),
        (
            r#"{"globals": null}"#,
            r#"`globals` must be "auto" or "all""#,
        ),
        (
            r#"{"minify": true, "minify": true}"#,
            "the key `minify` is there twice",
        ),
        (
            r#"{"out": "x"}"#,
            "`out` is for the command line, not for a configuration",
        ),
        (
            "[]",
            "`jsc.config.json` must be an object of flags and values",
        ),
        (
            "",
            "`jsc.config.json` must be an object of flags and values",
        ),
    ] {
        let text = refused(&with_config(config));
        assert!(
            text.starts_with(&format!("  × {message}\n   ╭─[jsc.config.json:1:")),
            "{text}"
        );
    }
}

#[test]
fn malformed_json_is_one_error() {
    for (config, place) in [
        ("{\"minify\": tru}", "1:12"),
        ("{\n  \"minify\": true\n  \"strip\": true\n}", "2:17"),
        ("{\"minify\": [1,", "1:12"),
        ("{\"minify\": 'x'}", "1:12"),
        ("{} {}", "1:4"),
        ("{minify: true}", "1:2"),
    ] {
        let text = refused(&with_config(config));
        let start = "  × `jsc.config.json` is not valid JSON: ";
        assert!(text.starts_with(start), "{text}");
        assert!(
            text.contains(&format!("[jsc.config.json:{place}]")),
            "{text}"
        );
        assert_eq!(text.matches('×').count(), 1, "{text}");
    }
}

#[test]
fn hostile_configurations_end_in_one_error() {
    let deep = "[".repeat(500_000);
    let text = refused(&with_config(&deep));
    assert!(text.contains("maximum nesting depth exceeded"), "{text}");
    let text = refused(&with_config(" ".repeat((1 << 20) + 1)));
    assert_eq!(
        text,
        "error: cannot read `jsc.config.json`: it is larger than 1 MiB, the limit for a configuration\n"
    );
    let text = refused(&with_config(b"{\"minify\": \"\xff\"}"));
    assert_eq!(
        text,
        "error: cannot read `jsc.config.json`: not valid UTF-8 at byte offset 12\n"
    );
    let keys: Vec<String> = (0..50_000).map(|i| format!("\"k{i}\":1")).collect();
    let text = refused(&with_config(format!("{{{}}}", keys.join(","))));
    assert_eq!(text.matches("unknown key").count(), 20);
    assert!(text.ends_with("and 49980 more errors\n"), "{text}");
}

#[test]
fn one_folder_has_one_configuration() {
    let workspace = with_config("{}");
    workspace.write("package.json", "{\n  \"jsc\": {}\n}\n");
    snapbox::assert_data_eq!(
        refused(&workspace),
        str![[r#"
  × two configurations: this key `jsc`, and `jsc.config.json` beside it
   ╭─[package.json:2:3]
 1 │ {
 2 │   "jsc": {}
   ·   ─────
 3 │ }
   ╰────

"#]]
    );
    workspace.write("package.json", "{}");
    workspace.jsc("build -q app.js").assert().success();
}

#[test]
fn a_package_is_strict_json() {
    let workspace = Workspace::with_app("1");
    for (package, message) in [
        (
            "{\"jsc\": {},}",
            "`package.json` is not valid JSON: trailing commas are not allowed",
        ),
        (
            "{\"jsc\": true}",
            "`jsc` in `package.json` must be an object of flags and values",
        ),
        ("{\"jsc\": {}, \"jsc\": {}}", "the key `jsc` is there twice"),
        ("{\"jsc\": {\"minfy\": true}}", "unknown key `minfy`"),
    ] {
        workspace.write("package.json", package);
        let text = refused(&workspace);
        assert!(
            text.starts_with(&format!("  × {message}\n   ╭─[package.json:1:")),
            "{text}"
        );
    }
}

#[test]
fn a_named_configuration_is_there() {
    let workspace = Workspace::with_app("1");
    workspace.write("package.json", "{}");
    for (file, message) in [
        ("none.json", "cannot read `none.json`: no such file"),
        (".", "cannot read `.`: it is a directory"),
        ("package.json", "`package.json` has no key `jsc`"),
    ] {
        workspace
            .jsc(&format!("build app.js --config {file}"))
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(format!("error: {message}\n"));
    }
    assert_eq!(workspace.names(), ["app.js", "package.json"]);
}
