//! A program whose reader goes away (`| head -1`) ends quietly, on every host
//! whose streams are the process's own.
use jsc_tests::jsc;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

/// Prints far more than a pipe holds, so that it is still writing when its
/// reader is gone.
const PROGRAM: &str = "for (let i = 0; i < 1_000_000; i++) console.log('line', i);\n";

fn ends_quietly_after_the_first_line(command: &mut Command) {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the runtime starts");
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    stdout.read_line(&mut first).expect("there is a first line");
    drop(stdout);
    let mut errors = String::new();
    let mut stderr = child.stderr.take().expect("stderr is a pipe");
    stderr.read_to_string(&mut errors).expect("stderr is text");
    let status = child.wait().expect("the process ends");
    assert_eq!(
        (first.as_str(), errors.as_str(), status.code()),
        ("line 0\n", "", Some(0))
    );
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("app.js"), PROGRAM).expect("the program can be written");
    folder
}

#[test]
fn under_jsc_run() {
    let folder = folder();
    let mut command = jsc::command().unwrap_or_else(|error| panic!("{error}"));
    ends_quietly_after_the_first_line(command.args(["run", "app.js"]).current_dir(folder.path()));
}

#[test]
fn under_node() {
    let folder = folder();
    let wasm = jsc::build(folder.path(), "app.js", &[]).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(folder.path().join("app.wasm"), wasm).expect("the module can be written");
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/run.mjs");
    let mut command = Command::new("node");
    ends_quietly_after_the_first_line(
        command
            .arg(runner)
            .arg("app.wasm")
            .current_dir(folder.path()),
    );
}
