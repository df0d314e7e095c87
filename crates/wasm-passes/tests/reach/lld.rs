//! The same on what the Rust toolchain's own linker writes.

use std::path::{Path, PathBuf};
use std::process::Command;

use jsc_wasm_passes::reach::{Names, Replacement, analyze, bind, strip_customs};

use crate::snapshot::{Run, snapshot};

/// Found in the engine only as data of the group `length`.
const LENGTH_DATA: &[u8] = b"only for lengths";

/// Compiles `engine.rs` the way the engine is compiled.
fn compile(output: &str) -> Vec<u8> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reach/engine.rs");
    let output = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(output);
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc)
        .args(["--edition=2024", "--crate-type=cdylib"])
        .args(["--target=wasm32-wasip1", "-Cpanic=abort", "-Copt-level=3"])
        .args(["-Clto=fat", "-Clink-arg=--emit-relocs"])
        .args(["-Clink-arg=--allow-undefined"])
        .args(["-Clink-arg=--export=__stack_pointer"])
        .arg("-o")
        .arg(&output)
        .arg(source)
        .status()
        .expect("rustc starts");
    assert!(status.success());
    std::fs::read(output).unwrap()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[test]
fn a_group_costs_nothing_unless_it_is_used() {
    let linked = compile("reach_engine.wasm");
    let engine = strip_customs(&linked, &["name"]).unwrap();
    let reach = bind(&analyze(&linked).unwrap(), &engine).unwrap();
    assert!(contains(&engine, LENGTH_DATA));

    let build = |called: &[&str]| {
        let selection = reach.select(&["run"], called).unwrap();
        let replacement = Replacement {
            skeleton: &snapshot(&engine, called),
            memory_export: "memory",
            customs: &[],
            names: Names::Drop,
        };
        let assembled = reach.assemble(&engine, &selection, &replacement).unwrap();
        wasmparser::validate(&assembled).unwrap();
        let mut run = Run::start(&assembled);
        run.call("run").unwrap();
        let printed: Vec<i32> = run.printed().into_iter().map(|(_, value)| value).collect();
        (assembled, printed)
    };
    let (all, printed) = build(&["use_square", "use_length"]);
    assert_eq!(printed, [49, 5]);
    assert!(contains(&all, LENGTH_DATA));

    let (some, printed) = build(&["use_square"]);
    assert_eq!(printed, [49, -1]);
    assert!(!contains(&some, LENGTH_DATA));

    let (none, printed) = build(&[]);
    assert_eq!(printed, [-1, -1]);
    assert!(none.len() < some.len() && some.len() < all.len());
}
