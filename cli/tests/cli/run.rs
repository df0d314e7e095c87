//! `jsc run`
use crate::workspace::{FUNCTION, Workspace};
use snapbox::str;

#[test]
fn runs_a_program_and_a_module() {
    let workspace =
        Workspace::with_app("console.log('hello'); console.error('there'); process.exit(3);");
    workspace
        .jsc("run app.js")
        .assert()
        .code(3)
        .stdout_eq("hello\n")
        .stderr_eq("there\n");
    workspace.jsc("build -q app.js").assert().success();
    workspace
        .jsc("run app.wasm")
        .assert()
        .code(3)
        .stdout_eq("hello\n")
        .stderr_eq("there\n");
}

#[test]
fn a_module_is_known_by_its_contents() {
    let workspace = Workspace::with_app("console.log('hello')");
    workspace.jsc("build -q app.js -o app").assert().success();
    workspace
        .jsc("run app")
        .assert()
        .success()
        .stdout_eq("hello\n");
}

#[test]
fn a_function_is_a_filter() {
    let workspace = Workspace::with_app(FUNCTION);
    let order = r#"{"id":7,"items":[{"price":2.5,"qty":4}]}"#;
    workspace
        .jsc("run app.js")
        .stdin(order)
        .assert()
        .success()
        .stdout_eq("{\"id\":7,\"total\":10}\n")
        .stderr_eq("");
}

#[test]
fn modes_may_be_given() {
    let workspace = Workspace::with_app("export default text => text.toUpperCase();");
    let flags = "run app.js --input text --output text";
    workspace
        .jsc(flags)
        .stdin("a\nb")
        .assert()
        .success()
        .stdout_eq("A\nB");
}

#[test]
fn arguments_and_environment() {
    let source = "console.log(JSON.stringify([process.argv.slice(2), process.env.A, process.env.B, process.env.HOME ?? null]))";
    let workspace = Workspace::with_app(source);
    workspace
        .jsc("run app.js --env A=1=2 --env B --env NOT_SET -- --flag x -")
        .env("B", "copied")
        .env_remove("NOT_SET")
        .assert()
        .success()
        .stdout_eq("[[\"--flag\",\"x\",\"-\"],\"1=2\",\"copied\",null]\n");
}

#[test]
fn directories_are_given_by_name() {
    let workspace = Workspace::with_app(
        "import { readFileSync, writeFileSync } from 'node:fs';\n\
         writeFileSync('/data/out.txt', readFileSync('/data/in.txt', 'utf8') + '!');\n",
    );
    std::fs::create_dir(workspace.path("host")).expect("the folder is writable");
    workspace.write("host/in.txt", "hi");
    workspace
        .jsc("run app.js --dir host::/data")
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    assert_eq!(
        std::fs::read_to_string(workspace.path("host/out.txt"))
            .ok()
            .as_deref(),
        Some("hi!")
    );
}

#[test]
fn a_directory_that_is_not_there() {
    let workspace = Workspace::with_app("1");
    workspace
        .jsc("run app.js --dir none::/data")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot open directory `none`: No such file or directory[..]

"#]]);
}

#[test]
fn an_uncaught_error_has_the_authors_positions() {
    let workspace = Workspace::with_app(
        "console.log('before');\nfunction f(o) {\n  return o.x.y;\n}\nf({});\n",
    );
    let stack = str![[r#"
Uncaught TypeError: cannot read property 'y' of undefined
    at f (app.js:3:[..])
    at [..](app.js:5:1)

"#]];
    workspace
        .jsc("run app.js")
        .assert()
        .code(1)
        .stdout_eq("before\n")
        .stderr_eq(stack.clone());
    workspace.jsc("build -q app.js").assert().success();
    workspace
        .jsc("run app.wasm")
        .assert()
        .code(1)
        .stdout_eq("before\n")
        .stderr_eq(stack);
}

#[test]
fn an_unhandled_rejection_too() {
    let workspace =
        Workspace::with_app("async function f() {\n  await null;\n  null.x;\n}\nf();\n");
    workspace
        .jsc("run app.js")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
Uncaught [..]TypeError: cannot read property 'x' of null
    at f (app.js:3:[..])
...
"#]]);
}

#[test]
fn bad_json_has_an_offset() {
    let workspace = Workspace::with_app(FUNCTION);
    for (stdin, message) in [
        (
            "{\"id\": nope}",
            "Uncaught SyntaxError: [..]JSON: expected a value at byte 7\n",
        ),
        (
            "{\"id\":7,",
            "Uncaught SyntaxError: [..]JSON: expected [..] at byte 8\n",
        ),
        (
            "{} {}",
            "Uncaught SyntaxError: [..]JSON: expected the end of the input at byte 3\n",
        ),
    ] {
        workspace
            .jsc("run app.js")
            .stdin(stdin)
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(message);
    }
}

#[test]
fn deep_recursion_is_an_error_that_can_be_caught() {
    let workspace = Workspace::with_app(
        "function f(n) { return 1 + f(n + 1); }\n\
         try { f(0); } catch (e) { console.log(e instanceof RangeError, e.message); }\n\
         let nested = []; for (let i = 0; i < 1e5; i++) nested = [nested];\n\
         try { JSON.stringify(nested); } catch (e) { console.log(e instanceof RangeError); }\n\
         f(0);\n",
    );
    workspace
        .jsc("run app.js")
        .assert()
        .code(1)
        .stdout_eq("true Maximum call stack size exceeded\ntrue\n")
        .stderr_eq(str![[r#"
Uncaught RangeError: Maximum call stack size exceeded
    at f (app.js:1:[..])
...
"#]]);
}

#[test]
fn what_is_no_command() {
    let workspace = Workspace::new(&[
        ("text.wasm", "console.log(1)"),
        ("empty.wasm", ""),
        ("cut.wasm", "\0asm\x01\0\0\0\x01"),
        ("library.wasm", "\0asm\x01\0\0\0"),
        ("component.wasm", "\0asm\x0d\0\x01\0"),
    ]);
    for (file, message) in [
        (
            "text.wasm",
            "error: text.wasm: not a WebAssembly module: [..]\n",
        ),
        (
            "empty.wasm",
            "error: empty.wasm: not a WebAssembly module: [..]\n",
        ),
        (
            "cut.wasm",
            "error: cut.wasm: not a valid WebAssembly module: [..]\n",
        ),
        (
            "library.wasm",
            "error: library.wasm: not a WASI command: [..]\n",
        ),
        (
            "component.wasm",
            "error: component.wasm: this is a WebAssembly component[..]\n",
        ),
        (
            "none.wasm",
            "error: cannot read none.wasm: no such file or directory\n",
        ),
    ] {
        workspace
            .jsc(&format!("run {file}"))
            .assert()
            .code(1)
            .stdout_eq("")
            .stderr_eq(message);
    }
}
