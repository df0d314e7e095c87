//! `URL` against the tables of the Web Platform Tests that the crate `url` ships: every
//! case must come out as the table says, but those that `conformance/url/failures.txt` lists, where
//! the standard is newer: labels of ASCII are not decoded, and `^` and a last space are encoded.
use jsc_tests::guest_crates;
use jsc_tests::jsc;
use jsc_tests::runtime::{Process, Runtime, Wasmtime};
use std::fs;
use std::path::Path;

#[test]
fn urls_are_parsed_and_set_as_the_standard_says() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance/url");
    let tables = guest_crates::folder("url")
        .expect("js-runtime has it")
        .join("tests");
    let read = |name: &str| fs::read_to_string(tables.join(name)).expect("the table is shipped");
    let stdin = format!(
        "{{\"parsing\":{},\"setting\":{}}}",
        read("urltestdata.json"),
        read("setters_tests.json")
    );
    let wasm = jsc::build(&here, "app.js", &[]).expect("the checker is built");
    let process = Process {
        stdin: stdin.into_bytes(),
        ..Process::default()
    };
    let finished = Wasmtime.run(&wasm, &process).expect("the checker runs");
    let found: Vec<String> =
        serde_json::from_slice(&finished.stdout).expect("the checker prints a list");
    let file = here.join("failures.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, found.join("\n") + "\n").expect("the list is writable");
    }
    let listed = fs::read_to_string(&file).expect("the list is there");
    let listed: Vec<&str> = listed.lines().collect();
    assert_eq!(found, listed);
}
