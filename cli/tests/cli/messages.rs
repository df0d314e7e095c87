//! `--message-format json`: one JSON object on a line, and nothing else.
use crate::warnings::OPTIONAL;
use crate::workspace::Workspace;
use serde_json::{Value, json};

/// The messages of a call, with its exit code.
fn said(workspace: &Workspace, line: &str) -> (Option<i32>, Vec<Value>) {
    let line = format!("{line} --message-format json");
    let output = workspace.jsc(&line).assert().get_output().clone();
    (output.status.code(), Workspace::messages(&output))
}

#[test]
fn a_module_is_an_artifact() {
    let workspace = Workspace::with_app("export default x => x;\n");
    let (code, mut messages) = said(&workspace, "build app.js --verbose");
    let bytes = std::fs::metadata(workspace.path("app.wasm")).map(|file| file.len());
    let artifact = messages[0].as_object_mut().expect("it is an object");
    assert!(artifact.remove("ms").is_some_and(|ms| ms.is_u64()));
    let expected = json!([{
        "type": "artifact", "entry": "app.js", "output": "app.wasm",
        "bytes": bytes.expect("it was written"), "kind": "function",
    }]);
    assert_eq!((code, json!(messages)), (Some(0), expected));
    assert_eq!(said(&workspace, "build app.js -q"), (Some(0), vec![]));
}

#[test]
fn columns_are_utf16_code_units() {
    let workspace = Workspace::with_app("1;\n'é😀'; let x = ;\n");
    let place = json!({ "text": null, "line": 2, "column": 16, "endLine": 2, "endColumn": 17 });
    let expected = json!([{
        "type": "message", "severity": "error", "message": "Unexpected token", "help": null,
        "entry": "app.js", "file": "app.js",
        "line": 2, "column": 16, "endLine": 2, "endColumn": 17, "labels": [place],
    }]);
    let (code, messages) = said(&workspace, "build app.js");
    assert_eq!((code, json!(messages)), (Some(1), expected));
}

#[test]
fn warnings_say_so() {
    let workspace = Workspace::with_app(OPTIONAL);
    let severities = |messages: &[Value]| -> Vec<Value> {
        let severity = messages.iter().map(|message| message["severity"].clone());
        severity.collect()
    };
    let (code, messages) = said(&workspace, "build app.js");
    assert_eq!(code, Some(0));
    assert_eq!(severities(&messages), [json!("warning"), Value::Null]);
    assert_eq!(messages[0]["line"], 2);
    assert_eq!(messages[0]["labels"][0]["text"], "imported here");
    assert_eq!(messages[1]["type"], "artifact");
    let (code, messages) = said(&workspace, "build app.js --deny-warnings");
    assert_eq!(code, Some(1));
    assert_eq!(severities(&messages), [json!("error")]);
}

#[test]
fn failures_without_a_place_are_messages_too() {
    let workspace = Workspace::new(&[("app.js", "1"), ("app.wasm", "\0asm")]);
    std::fs::create_dir(workspace.path("folder")).expect("the folder is writable");
    for (line, code, message) in [
        ("build none.js", 1, "cannot read `none.js`: no such file"),
        (
            "build app.js -o folder",
            1,
            "cannot write folder: it is a directory",
        ),
        (
            "build app.js -o none/a.wasm",
            1,
            "cannot write none/a.wasm: there is no directory none",
        ),
        (
            "build app.js --metafile folder --out-dir dist",
            1,
            "cannot write folder: it is a directory",
        ),
        (
            "build app.js --config none.json",
            1,
            "cannot read `none.json`: no such file",
        ),
        ("build *.ts", 1, "no file matches `*.ts`"),
        (
            "build app.js --input text",
            2,
            "--input is for functions, but app.js has no default export: add `export default function (input) { … }` or pick an export with --invoke",
        ),
        (
            "build app.js other.js",
            2,
            "several programs need --out-dir DIR",
        ),
        ("run none.js", 1, "cannot read `none.js`: no such file"),
        (
            "run app.wasm",
            1,
            "app.wasm: not a valid WebAssembly module: [..]",
        ),
    ] {
        let (found, messages) = said(&workspace, line);
        assert_eq!((found, messages.len()), (Some(code), 1), "jsc {line}");
        let text = messages[0]["message"].as_str().unwrap_or_default();
        let start = message.split("[..]").next().unwrap_or_default();
        assert!(text.starts_with(start), "jsc {line}: {text}");
        assert_eq!(messages[0]["severity"], "error");
        assert_eq!(messages[0]["file"], Value::Null);
        assert_eq!(messages[0]["labels"], json!([]));
    }
    assert_eq!(workspace.names(), ["app.js", "app.wasm", "folder"]);
}

#[test]
fn programs_are_told_apart() {
    let workspace = Workspace::new(&[("a.js", "]"), ("b.js", "1"), ("c.js", "import './n.js'")]);
    let (code, messages) = said(&workspace, "build a.js b.js c.js --out-dir dist");
    let told: Vec<_> = messages
        .iter()
        .map(|message| (&message["type"], &message["entry"]))
        .collect();
    assert_eq!(code, Some(1));
    let expected = [
        (&json!("message"), &json!("a.js")),
        (&json!("message"), &json!("c.js")),
        (&json!("artifact"), &json!("b.js")),
    ];
    assert_eq!(told, expected);
}

#[test]
fn many_errors_are_counted() {
    let imports: String = (0..25)
        .map(|i| format!("import './none{i}.js';\n"))
        .collect();
    let (_, messages) = said(&Workspace::with_app(&imports), "build app.js");
    assert_eq!(messages.len(), 21);
    assert_eq!(messages[20]["message"], "and 5 more errors");
}

#[test]
fn a_program_keeps_its_stderr() {
    let workspace = Workspace::with_app("console.error('mine'); process.exit(3)");
    workspace
        .jsc("run app.js --message-format json")
        .assert()
        .code(3)
        .stdout_eq("")
        .stderr_eq("mine\n");
}
