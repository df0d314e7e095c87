//! `--metafile`: what went into the modules.
use crate::workspace::Workspace;
use serde_json::{Value, json};

fn read(workspace: &Workspace, name: &str) -> Value {
    let text = std::fs::read(workspace.path(name)).expect("it was written");
    serde_json::from_slice(&text).expect("it is JSON")
}

fn size(workspace: &Workspace, name: &str) -> u64 {
    let file = std::fs::metadata(workspace.path(name));
    file.expect("it was written").len()
}

#[test]
fn inputs_and_outputs_are_listed() {
    let main = "import { b } from './b.js';\nimport fs from 'fs';\nexport { b };\n\
                export default () => import('./c.js').then(() => fs.readFileSync('x'));\n";
    let workspace = Workspace::new(&[
        ("src/a.js", main),
        ("src/b.js", "export const b = 1;\n"),
        ("src/c.js", "globalThis.c = 1;"),
    ]);
    workspace
        .jsc("build -q src/a.js -o app.wasm --metafile meta.json")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    let expected = json!({
        "inputs": {
            "src/a.js": {
                "bytes": main.len(),
                "imports": [
                    { "path": "src/b.js", "kind": "import-statement", "original": "./b.js" },
                    { "path": "node:fs", "kind": "import-statement", "original": "fs", "external": true },
                    { "path": "src/c.js", "kind": "dynamic-import", "original": "./c.js" },
                ],
                "format": "esm",
            },
            "src/b.js": { "bytes": 20, "imports": [], "format": "esm" },
            "src/c.js": { "bytes": 17, "imports": [], "format": "cjs" },
        },
        "outputs": {
            "app.wasm": {
                "bytes": size(&workspace, "app.wasm"),
                "entryPoint": "src/a.js",
                "inputs": {
                    "src/a.js": { "bytesInOutput": main.len() },
                    "src/b.js": { "bytesInOutput": 20 },
                    "src/c.js": { "bytesInOutput": 17 },
                },
                "exports": ["default", "b"],
                "imports": [],
            },
        },
    });
    assert_eq!(read(&workspace, "meta.json"), expected);
}

#[test]
fn several_programs_share_one() {
    let workspace = Workspace::new(&[
        ("p/a.js", "import './lib.js';\n"),
        ("p/b.js", "import './lib.js';\n"),
        ("p/lib.js", "export {};\n"),
        ("p/bad.js", "]"),
        ("p/package.json", "{}"),
    ]);
    workspace
        .jsc("build -q p/a.js p/b.js p/bad.js --out-dir dist --metafile dist/meta.json")
        .assert()
        .code(1);
    let metafile = read(&workspace, "dist/meta.json");
    let keys = |part: &str| -> Vec<String> {
        let part = metafile[part].as_object().expect("it is an object");
        part.keys().cloned().collect()
    };
    assert_eq!(keys("inputs"), ["p/a.js", "p/b.js", "p/lib.js"]);
    assert_eq!(keys("outputs"), ["dist/a.wasm", "dist/b.wasm"]);
}

#[test]
fn standard_streams_have_names() {
    let workspace = Workspace::new(&[]);
    workspace
        .jsc("build -q - -o - --metafile meta.json")
        .stdin("1")
        .assert()
        .success();
    let metafile = read(&workspace, "meta.json");
    assert_eq!(metafile["outputs"]["<stdout>"]["entryPoint"], "stdin.js");
    let output = workspace
        .jsc("build -q - -o app.wasm --metafile -")
        .stdin("1")
        .assert()
        .success()
        .get_output()
        .clone();
    let printed: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(printed["outputs"]["app.wasm"]["entryPoint"], "stdin.js");
}

#[test]
fn nothing_else_is_overwritten() {
    let workspace = Workspace::new(&[("app.js", "1"), ("meta.json", "old")]);
    for (line, message) in [
        (
            "build app.js --metafile ./app.js",
            "--metafile ./app.js would overwrite a program",
        ),
        (
            "build app.js --metafile app.wasm",
            "--metafile app.wasm would overwrite a module",
        ),
        (
            "build app.js -o - --metafile -",
            "-o - and --metafile - cannot share stdout",
        ),
    ] {
        workspace
            .jsc(line)
            .assert()
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("error: {message}\n"));
    }
    workspace.write("app.js", "]");
    workspace
        .jsc("build -q app.js --metafile meta.json")
        .assert()
        .code(1);
    assert_eq!(
        std::fs::read(workspace.path("meta.json")).ok().as_deref(),
        Some(&b"old"[..])
    );
    assert_eq!(workspace.names(), ["app.js", "meta.json"]);
}
