//! Flags whose values have a grammar, and flags that do not fit together.
use crate::workspace::Workspace;
use snapbox::str;

#[test]
fn all_flags_of_a_build_are_taken_together() {
    let workspace = Workspace::with_app("console.log(1)");
    workspace.write("tsconfig.build.json", "{}");
    let flags = "--conditions a,b --conditions c --external x --external @y/* --alias a=b \
                 --define DEBUG=false --define process.env.MODE=\"x\" --minify --no-tree-shaking \
                 --tsconfig tsconfig.build.json --strip --deny-warnings --no-config";
    workspace
        .jsc(&format!("build app.js -q {flags}"))
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    workspace
        .jsc(&format!("run app.js {flags}"))
        .assert()
        .success()
        .stdout_eq("1\n")
        .stderr_eq("");
}

/// A program that shows which settings it was built with.
fn project() -> Workspace {
    Workspace::new(&[
        (
            "src/app.ts",
            "import { hi } from 'greet';\nimport kind from 'pk';\n\
             console.log(hi as string, kind, DEBUG, process.env.MODE);\n",
        ),
        ("src/greet.ts", "export const hi: string = 'hi';\n"),
        (
            "node_modules/pk/package.json",
            r#"{ "name": "pk", "exports": { "special": "./special.mjs", "default": "./default.mjs" } }"#,
        ),
        ("node_modules/pk/special.mjs", "export default 'special';\n"),
        ("node_modules/pk/default.mjs", "export default 'default';\n"),
    ])
}

#[test]
fn settings_reach_the_program() {
    let project = project();
    let settings = "--alias greet=./src/greet.ts --define DEBUG=false";
    project
        .jsc(&format!(
            "run src/app.ts {settings} --define process.env.MODE=\"prod\" --conditions special"
        ))
        .assert()
        .success()
        .stdout_eq("hi special false prod\n")
        .stderr_eq("");
    project
        .jsc(&format!(
            "run src/app.ts {settings} --minify --no-tree-shaking --strip"
        ))
        .assert()
        .success()
        .stdout_eq("hi default false undefined\n")
        .stderr_eq("");
}

#[test]
fn settings_may_be_configured() {
    let project = project();
    project.write(
        "jsc.config.json",
        r#"{
            "alias": { "greet": "./src/greet.ts" },
            "define": { "DEBUG": "[1]", "process.env.MODE": "\"config\"" },
            "conditions": ["special"]
        }"#,
    );
    project
        .jsc("run src/app.ts --define DEBUG=2")
        .assert()
        .success()
        .stdout_eq("hi special 2 config\n")
        .stderr_eq("");
}

#[test]
fn a_definition_that_is_none_is_answered_with_one() {
    let workspace = Workspace::with_app("1");
    workspace
        .jsc("build app.js --define DEBUG")
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: invalid value 'DEBUG' for '--define <NAME=VALUE>': there is no `=`: write it as DEBUG=false

For more information, try '--help'.

"#]]);
    workspace
        .jsc("build app.js --define a-b=1")
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: invalid value 'a-b=1' for '--define <NAME=VALUE>': `a-b` is not a name: write an identifier, or several with dots as in process.env.MODE

For more information, try '--help'.

"#]]);
    workspace
        .jsc("build app.js --define MODE='production'")
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: invalid value 'MODE='production'' for '--define <NAME=VALUE>': `'production'` is neither JSON nor a name; a string keeps its quotes, as in --define 'MODE="text"'

For more information, try '--help'.

"#]]);
    assert_eq!(workspace.names(), ["app.js"]);
}

#[test]
fn values_that_cannot_be_meant_are_usage_errors() {
    let workspace = Workspace::with_app("1");
    for line in [
        "build app.js --alias lodash",
        "build app.js --alias =b",
        "build app.js --alias a=",
        "build app.js --conditions a,,b",
        "build app.js --external=",
        "build app.js --define =1",
        "build app.js --define K=",
        "build app.js --message-format xml",
        "build app.js --tsconfig",
        "build app.js --metafile",
        "build app.js --config a.json --no-config",
        "build app.js -o a.wasm --out-dir dist",
        "build - --out-dir dist",
        "run app.js --out-dir dist",
        "run app.js --metafile meta.json",
        "inspect app.wasm --message-format json",
    ] {
        let output = workspace
            .jsc(line)
            .assert()
            .code(2)
            .stdout_eq("")
            .get_output()
            .clone();
        assert!(output.stderr.starts_with(b"error: "), "jsc {line}");
    }
    assert_eq!(workspace.names(), ["app.js"]);
}
