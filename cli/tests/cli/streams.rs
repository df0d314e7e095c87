//! `-` for stdin and stdout, and streams that end early.
use crate::workspace::Workspace;
use snapbox::str;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

#[test]
fn a_module_on_stdout_is_the_module_in_a_file() {
    let workspace = Workspace::with_app("console.log(1)");
    workspace.jsc("build app.js -q").assert().success();
    let output = workspace
        .jsc("build app.js -o -")
        .assert()
        .success()
        .stderr_eq(str![[r#"
  stdout  [..]B  (script)  in [..] ms

"#]]);
    let file = std::fs::read(workspace.path("app.wasm")).expect("it was written");
    assert!(
        output.get_output().stdout == file,
        "stdout and the file differ"
    );
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
}

#[test]
fn a_program_may_come_from_stdin() {
    let workspace = Workspace::new(&[("two.js", "export default 2;")]);
    let program = "import two from './two.js';\nconsole.log('from stdin', two);\n";
    workspace
        .jsc("run -")
        .stdin(program)
        .assert()
        .success()
        .stdout_eq("from stdin 2\n")
        .stderr_eq("");
    workspace
        .jsc("build - -q -o out.wasm")
        .stdin(program)
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    workspace
        .jsc("run out.wasm")
        .assert()
        .success()
        .stdout_eq("from stdin 2\n");
}

#[test]
fn errors_in_stdin_have_a_place() {
    Workspace::new(&[])
        .jsc("build - -o -")
        .stdin("let x = ;\n")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
  × Unexpected token
   ╭─[stdin.js:1:9]
 1 │ let x = ;
   ·         ─
   ╰────

"#]]);
}

#[test]
fn a_reader_of_the_module_may_leave() {
    let workspace = Workspace::with_app("1");
    let mut child = workspace
        .command()
        .args(["build", "-q", "app.js", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("jsc starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("jsc ends");
    assert_eq!(
        (
            String::from_utf8_lossy(&output.stderr).as_ref(),
            output.status.code()
        ),
        ("", Some(0))
    );
}

#[test]
fn a_reader_of_the_program_may_leave() {
    let workspace =
        Workspace::with_app("for (let i = 0; i < 1_000_000; i++) console.log('line', i);");
    let mut child = workspace
        .command()
        .args(["run", "app.js"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("jsc starts");
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    stdout.read_line(&mut first).expect("there is a first line");
    drop(stdout);
    let mut errors = String::new();
    child
        .stderr
        .take()
        .expect("stderr is a pipe")
        .read_to_string(&mut errors)
        .expect("stderr is text");
    let status = child.wait().expect("jsc ends");
    assert_eq!(
        (first.as_str(), errors.as_str(), status.code()),
        ("line 0\n", "", Some(0))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_line() {
    let workspace = Workspace::with_app("1");
    workspace.jsc("build app.js -q").assert().success();
    for line in ["build app.js -q -o -", "inspect app.wasm"] {
        let output = workspace
            .shell(&format!("exec \"$JSC\" {line} > /dev/full"))
            .assert()
            .code(1);
        output.stderr_eq(str![[r#"
error: cannot write to stdout: no space left on device

"#]]);
    }
    workspace
        .jsc("build app.js -o /dev/full")
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cannot write /dev/full: no space left on device

"#]]);
    assert_eq!(workspace.names(), ["app.js", "app.wasm"]);
}
